using static LocalDataverse.Tests.WebApi.WebApiCalls;

namespace LocalDataverse.Tests.WebApi;

public class FilterTranslationTests
{
    [Theory]
    [InlineData("title eq 'x'", "title Equal x")]
    [InlineData("'x' eq title", "title Equal x")]
    [InlineData("title ne null", "title NotNull")]
    [InlineData("title eq null and minutes gt 5", "(title Null And minutes GreaterThan 5)")]
    [InlineData("5 lt minutes", "minutes GreaterThan 5")]
    [InlineData("title eq 'a' or title eq 'b' or minutes le 3", "(title Equal a Or title Equal b Or minutes LessEqual 3)")]
    [InlineData("statecode eq 0 and (title eq 'a' or title eq 'b')", "(statecode Equal 0 And (title Equal a Or title Equal b))")]
    [InlineData("contains(title,'a')", "title Like %a%")]
    [InlineData("startswith(title,'a')", "title BeginsWith a")]
    [InlineData("endswith(title,'a') eq false", "title DoesNotEndWith a")]
    [InlineData("statecode in (0,1)", "statecode In 0,1")]
    [InlineData("title in ('a',null)", "(title Null Or title In a)")]
    [InlineData("isescalated eq true", "isescalated Equal True")]
    [InlineData("isescalated", "isescalated Equal True")]
    [InlineData("price gt 1.5", "price GreaterThan 1.5")]
    [InlineData("createdon ge 2025-01-01T00:00:00Z", "createdon GreaterEqual 2025-01-01T00:00:00Z")]
    [InlineData("createdon ge 2025-01-01T02:00:00%2B02:00", "createdon GreaterEqual 2025-01-01T00:00:00Z")]
    [InlineData("followupby eq 2025-01-01", "followupby Equal 2025-01-01T00:00:00Z")]
    [InlineData("year(createdon) eq 2025", "(createdon GreaterEqual 2025-01-01T00:00:00Z And createdon LessThan 2026-01-01T00:00:00Z)")]
    [InlineData("date(createdon) ne 2025-01-01", "(createdon LessThan 2025-01-01T00:00:00Z Or createdon GreaterEqual 2025-01-02T00:00:00Z)")]
    [InlineData("_customerid_value eq 11111111-1111-1111-1111-111111111111", "customerid Equal 11111111-1111-1111-1111-111111111111")]
    [InlineData("customerid_account eq null", "customerid Null")]
    [InlineData("ownerid/ownerid eq 11111111-1111-1111-1111-111111111111", "ownerid Equal 11111111-1111-1111-1111-111111111111")]
    public void A_comparison_becomes_the_condition_operator_of_its_column(string filter, string condition) =>
        Assert.Equal(condition, new WebApiCalls().FilterOf(filter.Replace("%2B", "+", StringComparison.Ordinal)));

    [Theory]
    [InlineData("not (title eq 'a' and minutes gt 5)", "(title NotEqual a Or minutes LessEqual 5)")]
    [InlineData("not (title eq 'a' or contains(title,'b'))", "(title NotEqual a And title NotLike %b%)")]
    [InlineData("not (not (title eq null))", "title Null")]
    [InlineData("not (statecode in (0,1))", "statecode NotIn 0,1")]
    [InlineData("not Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')", "ownerid NotEqualUserId")]
    public void Not_is_carried_down_to_the_operators(string filter, string condition) =>
        Assert.Equal(condition, new WebApiCalls().FilterOf(filter));

    [Theory]
    [InlineData("Microsoft.Dynamics.CRM.Today(PropertyName='createdon')", "createdon Today")]
    [InlineData("Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)", "createdon LastXDays 7")]
    [InlineData("Microsoft.Dynamics.CRM.On(PropertyName='createdon',PropertyValue='2025-01-02')", "createdon On 2025-01-02T00:00:00Z")]
    [InlineData("Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=['0','1'])", "statecode In 0,1")]
    [InlineData("Microsoft.Dynamics.CRM.Between(PropertyName='minutes',PropertyValues=[\"1\",\"5\"])", "minutes Between 1,5")]
    [InlineData("Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and statecode eq 0", "(ownerid EqualUserId And statecode Equal 0)")]
    public void A_query_function_becomes_its_condition_operator(string filter, string condition) =>
        Assert.Equal(condition, new WebApiCalls().FilterOf(filter));

    [Fact]
    public void A_path_joins_the_related_table_once_and_from_outside()
    {
        var query = new WebApiCalls().QueryOf("incidents?$filter=customerid_account/name eq 'x' or customerid_account/revenue gt 5&$orderby=customerid_account/name desc");

        var link = Assert.Single(query.LinkEntities);
        Assert.Equal(("account", "accountid", "customerid", Microsoft.Xrm.Sdk.Query.JoinOperator.LeftOuter),
            (link.LinkToEntityName, link.LinkToAttributeName, link.LinkFromAttributeName, link.JoinOperator));
        Assert.All(query.Criteria.Conditions, condition => Assert.Equal(link.EntityAlias, condition.EntityName));
        Assert.Equal((link.EntityAlias, "name"), (query.Orders[0].EntityName, query.Orders[0].AttributeName));
        Assert.False(query.Distinct);
    }

    [Fact]
    public void Any_asks_that_a_joined_row_is_there_and_not_any_that_none_is()
    {
        var any = new WebApiCalls().QueryOf("accounts?$filter=incident_customer_accounts/any(o:o/title eq 'x')");
        var none = new WebApiCalls().QueryOf("accounts?$filter=not incident_customer_accounts/any(o:o/title eq 'x')");

        Assert.Equal(("incidentid", Microsoft.Xrm.Sdk.Query.ConditionOperator.NotNull, true), (any.Criteria.Conditions[0].AttributeName, any.Criteria.Conditions[0].Operator, any.Distinct));
        Assert.Equal((Microsoft.Xrm.Sdk.Query.ConditionOperator.Null, false), (none.Criteria.Conditions[0].Operator, none.Distinct));
        Assert.Equal("title", Assert.Single(any.LinkEntities[0].LinkCriteria.Conditions).AttributeName);
    }

    [Theory]
    [InlineData("nope eq 1", 400, "0x80060888", "Could not find a property named 'nope' on type 'Microsoft.Dynamics.CRM.incident'.")]
    [InlineData("title eq 5", 400, "0x80060888", "incompatible types")]
    [InlineData("statecode eq 0.5", 400, "0x80060888", "does not fit the column 'statecode'")]
    [InlineData("minutes eq", 400, "0x80060888", "")]
    [InlineData("minutes add 1 eq 2", 501, "0x80060888", "not supported")]
    [InlineData("month(createdon) eq 1", 501, "0x80060888", "'month'")]
    [InlineData("tolower(title) eq 'x'", 501, "0x80060888", "'tolower'")]
    [InlineData("title in ()", 400, "0x80060888", "at least one value")]
    [InlineData("not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')", 501, "0x80060888", "Today")]
    [InlineData("Microsoft.Dynamics.CRM.Today(PropertyName='nope')", 400, "0x80060888", "'nope'")]
    public void What_cannot_be_asked_is_refused_with_a_sentence_and_asks_nothing(string filter, int status, string code, string part)
    {
        var calls = new WebApiCalls();
        var error = Error(calls.Get("incidents?$filter=" + Uri.EscapeDataString(filter)));

        Assert.Equal((status, code), (error.Status, error.Code));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Organization.Messages);
    }
}
