using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LocalDataverse.Query.Parsing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query;

/// <summary>A QueryExpression, or its joins and conditions, as FetchXML: for $apply, since only FetchXML has all of Dataverse's aggregates, and for queries that a job keeps.</summary>
public static partial class FetchXmlWriter
{
    /// <summary>Names that are not the enum's words with hyphens.</summary>
    private static readonly Dictionary<ConditionOperator, string> Special = new()
    {
        [ConditionOperator.Equal] = "eq",
        [ConditionOperator.NotEqual] = "ne",
        [ConditionOperator.GreaterThan] = "gt",
        [ConditionOperator.GreaterEqual] = "ge",
        [ConditionOperator.LessThan] = "lt",
        [ConditionOperator.LessEqual] = "le",
        [ConditionOperator.DoesNotBeginWith] = "not-begin-with",
        [ConditionOperator.DoesNotEndWith] = "not-end-with",
        [ConditionOperator.EqualUserId] = "eq-userid",
        [ConditionOperator.NotEqualUserId] = "ne-userid",
        [ConditionOperator.EqualBusinessId] = "eq-businessid",
        [ConditionOperator.NotEqualBusinessId] = "ne-businessid",
        [ConditionOperator.EqualUserTeams] = "eq-userteams",
        [ConditionOperator.EqualUserOrUserTeams] = "eq-useroruserteams",
        [ConditionOperator.EqualUserOrUserHierarchy] = "eq-useroruserhierarchy",
        [ConditionOperator.EqualUserOrUserHierarchyAndTeams] = "eq-useroruserhierarchyandteams",
        [ConditionOperator.EqualUserLanguage] = "eq-userlanguage",
        [ConditionOperator.Last7Days] = "last-seven-days",
        [ConditionOperator.Next7Days] = "next-seven-days",
        [ConditionOperator.AboveOrEqual] = "eq-or-above",
        [ConditionOperator.UnderOrEqual] = "eq-or-under",
        [ConditionOperator.OlderThanXMinutes] = "olderthan-x-minutes",
        [ConditionOperator.OlderThanXHours] = "olderthan-x-hours",
        [ConditionOperator.OlderThanXDays] = "olderthan-x-days",
        [ConditionOperator.OlderThanXWeeks] = "olderthan-x-weeks",
        [ConditionOperator.OlderThanXMonths] = "olderthan-x-months",
        [ConditionOperator.OlderThanXYears] = "olderthan-x-years",
        [ConditionOperator.DoesNotContainValues] = "not-contain-values",
    };

    public static string NameOf(ConditionOperator op) => Special.TryGetValue(op, out var name) ? name : WordStart().Replace(op.ToString(), "-").ToLowerInvariant();

    /// <summary>A query for the ids of the rows that another finds.</summary>
    /// <exception cref="DataverseException">A join that FetchXML has no word for here.</exception>
    public static XElement Ids(QueryExpression query, string idColumn) => new("fetch",
        new XElement("entity", new XAttribute("name", query.EntityName),
            new XElement("attribute", new XAttribute("name", idColumn)),
            IsEmpty(query.Criteria) ? null : Filter(query.Criteria),
            query.LinkEntities.Select(link => Link(link, _ => []))));

    public static XElement Filter(FilterExpression filter) => new("filter",
        new XAttribute("type", filter.FilterOperator == LogicalOperator.Or ? "or" : "and"),
        filter.Conditions.Select(Condition),
        filter.Filters.Select(Filter));

    /// <param name="link">A join.</param>
    /// <param name="attributesOf">The attribute elements of a joined table, by its alias.</param>
    public static XElement Link(LinkEntity link, Func<string, IEnumerable<XElement>> attributesOf) => new("link-entity",
        new XAttribute("name", link.LinkToEntityName),
        new XAttribute("from", link.LinkToAttributeName),
        new XAttribute("to", link.LinkFromAttributeName),
        link.EntityAlias is { } alias ? new XAttribute("alias", alias) : null,
        new XAttribute("link-type", link.JoinOperator switch
        {
            JoinOperator.Inner or JoinOperator.Natural => "inner",
            JoinOperator.LeftOuter => "outer",
            var other => throw QueryErrors.Unsupported($"the join operator '{other}'"),
        }),
        attributesOf(link.EntityAlias ?? ""),
        IsEmpty(link.LinkCriteria) ? null : Filter(link.LinkCriteria),
        link.LinkEntities.Select(inner => Link(inner, attributesOf)));

    public static bool IsEmpty(FilterExpression filter) => filter.Conditions.Count + filter.Filters.Count == 0;

    private static XElement Condition(ConditionExpression condition)
    {
        var element = new XElement("condition",
            condition.EntityName is null ? null : new XAttribute("entityname", condition.EntityName),
            new XAttribute("attribute", condition.AttributeName),
            new XAttribute("operator", NameOf(condition.Operator)));
        if (condition.CompareColumns)
            element.SetAttributeValue("valueof", condition.Values is [string other] ? other : throw QueryErrors.Invalid($"The condition on '{condition.AttributeName}' compares columns and must have the name of one as its value."));
        else if (TakesList(condition.Operator))
            element.Add(QueryExpressionReader.Flat(condition.Values).Select(value => new XElement("value", Text(value))));
        else if (condition.Values.Count == 1)
            element.SetAttributeValue("value", Text(condition.Values[0]));
        return element;
    }

    private static bool TakesList(ConditionOperator op) => op is ConditionOperator.In or ConditionOperator.NotIn
        or ConditionOperator.Between or ConditionOperator.NotBetween or ConditionOperator.ContainValues or ConditionOperator.DoesNotContainValues;

    private static string Text(object? value) => value switch
    {
        bool yes => yes ? "1" : "0",
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])|(?<=X)(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
