using Microsoft.OData.Edm;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Model;

/// <summary>What a Dataverse query function takes besides the property's name.</summary>
public enum QueryFunctionOperand { None, Text, Number, Texts }

/// <summary>One of Dataverse's query functions, such as <c>Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)</c>.</summary>
/// <param name="Name">Its name without namespace.</param>
/// <param name="Operator">The condition operator it stands for.</param>
/// <param name="Negation">The operator that <c>not</c> turns it into; null when Dataverse has none.</param>
/// <param name="Operand">What it takes.</param>
public sealed record QueryFunction(string Name, ConditionOperator Operator, ConditionOperator? Negation, QueryFunctionOperand Operand);

/// <summary>The query functions of the Web API, as its function reference lists them.</summary>
public static class QueryFunctions
{
    public const string PropertyName = "PropertyName";
    public const string PropertyValue = "PropertyValue";
    public const string PropertyValues = "PropertyValues";

    public static IReadOnlyDictionary<string, QueryFunction> All { get; } = Declare().ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function as the EDM model declares it, so that the URI parser checks names and types of its parameters.</summary>
    public static EdmFunction Declare(QueryFunction function, string ns)
    {
        var model = EdmCoreModel.Instance;
        var edm = new EdmFunction(ns, function.Name, model.GetBoolean(false));
        edm.AddParameter(PropertyName, model.GetString(false));
        switch (function.Operand)
        {
            case QueryFunctionOperand.Text: edm.AddParameter(PropertyValue, model.GetString(false)); break;
            case QueryFunctionOperand.Number: edm.AddParameter(PropertyValue, model.GetInt64(false)); break;
            case QueryFunctionOperand.Texts: edm.AddParameter(PropertyValues, EdmCoreModel.GetCollection(model.GetString(false))); break;
            default: break;
        }
        return edm;
    }

    private static IEnumerable<QueryFunction> Declare()
    {
        static QueryFunction Plain(string name, ConditionOperator op, ConditionOperator? negation = null) => new(name, op, negation, QueryFunctionOperand.None);
        static QueryFunction Text(string name, ConditionOperator op, ConditionOperator? negation = null) => new(name, op, negation, QueryFunctionOperand.Text);
        static QueryFunction Number(string name, ConditionOperator op) => new(name, op, null, QueryFunctionOperand.Number);
        static QueryFunction Texts(string name, ConditionOperator op, ConditionOperator? negation) => new(name, op, negation, QueryFunctionOperand.Texts);

        yield return Plain("EqualUserId", ConditionOperator.EqualUserId, ConditionOperator.NotEqualUserId);
        yield return Plain("NotEqualUserId", ConditionOperator.NotEqualUserId, ConditionOperator.EqualUserId);
        yield return Plain("EqualBusinessId", ConditionOperator.EqualBusinessId, ConditionOperator.NotEqualBusinessId);
        yield return Plain("NotEqualBusinessId", ConditionOperator.NotEqualBusinessId, ConditionOperator.EqualBusinessId);
        yield return Plain("EqualUserTeams", ConditionOperator.EqualUserTeams);
        yield return Plain("EqualUserOrUserTeams", ConditionOperator.EqualUserOrUserTeams);
        yield return Plain("EqualUserOrUserHierarchy", ConditionOperator.EqualUserOrUserHierarchy);
        yield return Plain("EqualUserOrUserHierarchyAndTeams", ConditionOperator.EqualUserOrUserHierarchyAndTeams);
        yield return Plain("EqualUserLanguage", ConditionOperator.EqualUserLanguage);

        yield return Plain("Yesterday", ConditionOperator.Yesterday);
        yield return Plain("Today", ConditionOperator.Today);
        yield return Plain("Tomorrow", ConditionOperator.Tomorrow);
        yield return Plain("Last7Days", ConditionOperator.Last7Days);
        yield return Plain("Next7Days", ConditionOperator.Next7Days);
        yield return Plain("LastWeek", ConditionOperator.LastWeek);
        yield return Plain("ThisWeek", ConditionOperator.ThisWeek);
        yield return Plain("NextWeek", ConditionOperator.NextWeek);
        yield return Plain("LastMonth", ConditionOperator.LastMonth);
        yield return Plain("ThisMonth", ConditionOperator.ThisMonth);
        yield return Plain("NextMonth", ConditionOperator.NextMonth);
        yield return Plain("LastYear", ConditionOperator.LastYear);
        yield return Plain("ThisYear", ConditionOperator.ThisYear);
        yield return Plain("NextYear", ConditionOperator.NextYear);
        yield return Plain("LastFiscalYear", ConditionOperator.LastFiscalYear);
        yield return Plain("ThisFiscalYear", ConditionOperator.ThisFiscalYear);
        yield return Plain("NextFiscalYear", ConditionOperator.NextFiscalYear);
        yield return Plain("LastFiscalPeriod", ConditionOperator.LastFiscalPeriod);
        yield return Plain("ThisFiscalPeriod", ConditionOperator.ThisFiscalPeriod);
        yield return Plain("NextFiscalPeriod", ConditionOperator.NextFiscalPeriod);

        yield return Number("LastXHours", ConditionOperator.LastXHours);
        yield return Number("NextXHours", ConditionOperator.NextXHours);
        yield return Number("LastXDays", ConditionOperator.LastXDays);
        yield return Number("NextXDays", ConditionOperator.NextXDays);
        yield return Number("LastXWeeks", ConditionOperator.LastXWeeks);
        yield return Number("NextXWeeks", ConditionOperator.NextXWeeks);
        yield return Number("LastXMonths", ConditionOperator.LastXMonths);
        yield return Number("NextXMonths", ConditionOperator.NextXMonths);
        yield return Number("LastXYears", ConditionOperator.LastXYears);
        yield return Number("NextXYears", ConditionOperator.NextXYears);
        yield return Number("OlderThanXMinutes", ConditionOperator.OlderThanXMinutes);
        yield return Number("OlderThanXHours", ConditionOperator.OlderThanXHours);
        yield return Number("OlderThanXDays", ConditionOperator.OlderThanXDays);
        yield return Number("OlderThanXWeeks", ConditionOperator.OlderThanXWeeks);
        yield return Number("OlderThanXMonths", ConditionOperator.OlderThanXMonths);
        yield return Number("OlderThanXYears", ConditionOperator.OlderThanXYears);

        yield return Text("On", ConditionOperator.On, ConditionOperator.NotOn);
        yield return Text("NotOn", ConditionOperator.NotOn, ConditionOperator.On);
        yield return Text("OnOrBefore", ConditionOperator.OnOrBefore);
        yield return Text("OnOrAfter", ConditionOperator.OnOrAfter);
        yield return Text("Above", ConditionOperator.Above);
        yield return Text("AboveOrEqual", ConditionOperator.AboveOrEqual);
        yield return Text("Under", ConditionOperator.Under, ConditionOperator.NotUnder);
        yield return Text("UnderOrEqual", ConditionOperator.UnderOrEqual);
        yield return Text("NotUnder", ConditionOperator.NotUnder, ConditionOperator.Under);

        yield return Texts("In", ConditionOperator.In, ConditionOperator.NotIn);
        yield return Texts("NotIn", ConditionOperator.NotIn, ConditionOperator.In);
        yield return Texts("Between", ConditionOperator.Between, ConditionOperator.NotBetween);
        yield return Texts("NotBetween", ConditionOperator.NotBetween, ConditionOperator.Between);
        yield return Texts("ContainValues", ConditionOperator.ContainValues, ConditionOperator.DoesNotContainValues);
        yield return Texts("DoesNotContainValues", ConditionOperator.DoesNotContainValues, ConditionOperator.ContainValues);
    }
}
