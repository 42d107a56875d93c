using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Querying;
using LocalDataverse.WebApi.Rows;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Requests;

/// <summary>Reading rows: one, a page of many, their number.</summary>
public static class RowReads
{
    public static WebApiResponse One(RequestScope scope, TableMetadata table, Guid id)
    {
        QueryOptions.Check(scope.Request, "$select", "$expand");
        var tree = scope.Loader.Retrieve(scope.PlanFor(table), id);
        return scope.Request.IfNoneMatch is { } known && ETag.Of(tree.Row) is { } current && known.Trim() == current
            ? new WebApiResponse(HttpStatusCode.NotModified).With("ETag", current)
            : Row(scope, tree, HttpStatusCode.OK);
    }

    /// <summary>What a single-valued navigation property leads to; 204 where it leads nowhere.</summary>
    public static WebApiResponse Related(RequestScope scope, TableMetadata table, Guid id, Navigation navigation)
    {
        QueryOptions.Check(scope.Request, "$select", "$expand");
        return Follow(scope, table, id, navigation) is { } reference
            ? Row(scope, scope.Loader.Retrieve(scope.PlanFor(scope.Model.Catalog.Table(reference.LogicalName)), reference.Id), HttpStatusCode.OK)
            : WebApiResponse.NoContent();
    }

    public static EntityReference? Follow(RequestScope scope, TableMetadata table, Guid id, Navigation navigation)
    {
        var plan = new ReadPlan(table, [navigation.Column], [navigation.Column.LogicalName], []);
        var reference = scope.Loader.Retrieve(plan, id).Row.GetAttributeValue<EntityReference>(navigation.Column.LogicalName);
        return reference is not null && (navigation.Target is null || navigation.Target.LogicalName == reference.LogicalName) ? reference : null;
    }

    public static WebApiResponse Row(RequestScope scope, RowTree tree, HttpStatusCode status) => WebApiResponse.Object(status, writer =>
    {
        writer.WriteString("@odata.context", scope.Context($"{tree.Plan.Table.EntitySetName}{tree.Plan.ContextSuffix}/$entity"));
        scope.Writer.WriteProperties(writer, tree);
    }).With("ETag", ETag.Of(tree.Row)).With("Preference-Applied", scope.Request.Preferences.AppliedToQuery());

    /// <summary>A query over a set, or over the children of one row.</summary>
    public static WebApiResponse Many(RequestScope scope, TableMetadata table, (Navigation Collection, Guid Parent)? childrenOf = null)
    {
        if (FetchQueries.Find(scope, table) is { } fetch)
        {
            return childrenOf is null
                ? FetchQueries.Answer(scope, table, fetch)
                : throw WebApiException.NotSupported("fetchXml, savedQuery and userQuery are supported on a whole set only, not on a collection of related rows.");
        }
        QueryOptions.Check(scope.Request, "$select", "$expand", "$filter", "$orderby", "$top", "$count", "$skiptoken", "$apply");
        if (scope.Request.Options.ContainsKey("$apply"))
        {
            return childrenOf is null
                ? AggregateQueries.Answer(scope, table)
                : throw WebApiException.NotSupported("$apply is supported on a whole set only, not on a collection of related rows.");
        }

        var plan = scope.PlanFor(table);
        var query = QueryTranslator.Translate(scope.Model, plan, scope.Parser.ParseFilter(), scope.Parser.ParseOrderBy(), scope.Parser.ParameterAliasNodes);
        if (childrenOf is { } children)
            QueryTranslator.OnlyRelatedTo(query, children.Collection, [children.Parent]);
        var withCount = scope.Parser.ParseCount() == true;
        var token = PagingToken.Parse(scope.Request.Options.GetValueOrDefault("$skiptoken"));
        QueryTranslator.Page(query, scope.Parser.ParseTop(), scope.Request.Preferences.MaxPageSize, token, withCount);
        var page = scope.Loader.RetrieveMultiple(query);
        var trees = scope.Loader.WithExpansions(plan, page);
        long? count = !withCount ? null : query.TopCount is null ? page.TotalRecordCount : Total(scope, query);
        return Collection(scope, $"{table.EntitySetName}{plan.ContextSuffix}", page, count, writer =>
        {
            foreach (var tree in trees)
            {
                writer.WriteStartObject();
                scope.Writer.WriteProperties(writer, tree);
                writer.WriteEndObject();
            }
        }, page.MoreRecords && query.TopCount is null ? NextLink(scope, new PagingToken(query.PageInfo.PageNumber + 1, page.PagingCookie)) : null);
    }

    /// <summary>/$count: the number alone, as text.</summary>
    public static WebApiResponse Count(RequestScope scope, TableMetadata table, (Navigation Collection, Guid Parent)? childrenOf = null)
    {
        QueryOptions.Check(scope.Request, "$filter");
        var plan = new ReadPlan(table, [], [table.PrimaryIdColumn], []);
        var query = QueryTranslator.Translate(scope.Model, plan, scope.Parser.ParseFilter(), null, scope.Parser.ParameterAliasNodes);
        if (childrenOf is { } children)
            QueryTranslator.OnlyRelatedTo(query, children.Collection, [children.Parent]);
        var text = Total(scope, query).ToString(CultureInfo.InvariantCulture);
        return WebApiResponse.Of(HttpStatusCode.OK, "text/plain", Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The envelope of a collection, with the annotations that Dataverse puts on it.</summary>
    public static WebApiResponse Collection(
        RequestScope scope, string context, EntityCollection page, long? count, Action<Utf8JsonWriter> writeRows, string? nextLink = null, Action<Utf8JsonWriter>? writeMore = null) =>
        WebApiResponse.Object(HttpStatusCode.OK, writer =>
        {
            var preferences = scope.Request.Preferences;
            writer.WriteString("@odata.context", scope.Context(context));
            if (count is { } total)
                writer.WriteNumber("@odata.count", total);
            if (preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcount"))
                writer.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", count ?? -1);
            if (preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
                writer.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", page.TotalRecordCountLimitExceeded);
            writer.WriteStartArray("value");
            writeRows(writer);
            writer.WriteEndArray();
            if (nextLink is not null)
                writer.WriteString("@odata.nextLink", nextLink);
            writeMore?.Invoke(writer);
        }).With("Preference-Applied", scope.Request.Preferences.AppliedToQuery());

    private static long Total(RequestScope scope, QueryExpression query)
    {
        query.TopCount = null;
        query.PageInfo = new PagingInfo { Count = 1, PageNumber = 1, ReturnTotalRecordCount = true };
        return scope.Loader.RetrieveMultiple(query).TotalRecordCount;
    }

    private static string NextLink(RequestScope scope, PagingToken token)
    {
        var url = scope.Request.Url;
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var options = question < 0 ? [] : url[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => !option.StartsWith("$skiptoken=", StringComparison.OrdinalIgnoreCase) && !option.StartsWith("%24skiptoken=", StringComparison.OrdinalIgnoreCase));
        var path = question < 0 ? url : url[..question];
        return $"{scope.Request.ServiceRoot}{path}?{string.Join('&', options.Append($"$skiptoken={Uri.EscapeDataString(token.ToString())}"))}";
    }
}
