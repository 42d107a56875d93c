using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Parsing;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Querying;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Requests;

/// <summary>?fetchXml=, ?savedQuery= and ?userQuery=: a FetchXML query over the set it was sent to.</summary>
public static class FetchQueries
{
    private const string FetchXml = "fetchXml";
    private const string SavedQuery = "savedQuery";
    private const string UserQuery = "userQuery";

    /// <summary>The FetchXML of the request; null when it is an OData query.</summary>
    public static XElement? Find(RequestScope scope, TableMetadata table)
    {
        var options = scope.Request.CustomOptions;
        string[] sent = [.. new[] { FetchXml, SavedQuery, UserQuery }.Where(options.ContainsKey)];
        if (sent.Length == 0)
            return null;
        if (sent.Length > 1)
            throw WebApiException.BadRequest("Only one of fetchXml, savedQuery and userQuery can be sent.");
        QueryOptions.Check(scope.Request, sent[0]);
        var text = sent[0] == FetchXml ? options[FetchXml] : Stored(scope, sent[0].ToLowerInvariant(), options[sent[0]]);
        var fetch = Parse(text);
        var entity = fetch.Element("entity")?.Attribute("name")?.Value;
        return entity == table.LogicalName
            ? fetch
            : throw WebApiException.BadRequest($"The entity '{entity}' of the FetchXML is not that of the set '{table.EntitySetName}', '{table.LogicalName}'.");
    }

    public static WebApiResponse Answer(RequestScope scope, TableMetadata table, XElement fetch)
    {
        var preferences = scope.Request.Preferences;
        var entity = fetch.Element("entity")!;
        var isAggregate = fetch.Attribute("aggregate")?.Value is "true" or "1";
        if (preferences.MaxPageSize is { } size && fetch.Attribute("top") is null && fetch.Attribute("count") is null && !isAggregate)
            fetch.SetAttributeValue("count", Math.Min(size, QueryTranslator.MaxPageSize));
        var page = scope.Loader.RetrieveMultiple(new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)));
        var plan = new ReadPlan(table, isAggregate ? [] : Columns(table, entity, page), [], []);
        var trees = scope.Loader.WithExpansions(plan, page);
        var pageNumber = int.TryParse(fetch.Attribute("page")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var wantsTotal = fetch.Attribute("returntotalrecordcount")?.Value is "true" or "1";
        return RowReads.Collection(scope, table.EntitySetName, page, wantsTotal ? page.TotalRecordCount : null, writer =>
        {
            foreach (var tree in trees)
            {
                writer.WriteStartObject();
                scope.Writer.WriteProperties(writer, tree);
                writer.WriteEndObject();
            }
        }, nextLink: null, writer =>
        {
            if (page.MoreRecords && preferences.Wants("Microsoft.Dynamics.CRM.fetchxmlpagingcookie"))
                writer.WriteString("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie", new PagingToken(pageNumber + 1, page.PagingCookie).ToString());
            if (preferences.Wants("Microsoft.Dynamics.CRM.morerecords"))
                writer.WriteBoolean("@Microsoft.Dynamics.CRM.morerecords", page.MoreRecords);
        });
    }

    /// <summary>What the query asks for of its own table, and the key where rows have it; an empty column comes as null.</summary>
    private static List<ColumnMetadata> Columns(TableMetadata table, XElement entity, EntityCollection page)
    {
        var all = entity.Element("all-attributes") is not null;
        var names = entity.Elements("attribute").Where(attribute => attribute.Attribute("alias") is null)
            .Select(attribute => attribute.Attribute("name")?.Value).ToHashSet();
        if (page.Entities.Any(row => row.Contains(table.PrimaryIdColumn)))
            names.Add(table.PrimaryIdColumn);
        return [.. table.Columns.Values.Where(column => column.ValidForRead && (all || names.Contains(column.LogicalName)))];
    }

    private static string Stored(RequestScope scope, string table, string id)
    {
        if (!Guid.TryParse(id, out var queryId))
            throw WebApiException.BadRequest($"'{id}' is not the id of a {table}.");
        if (scope.Model.Catalog.FindTable(table) is null)
            throw WebApiException.NotSupported($"The environment has no table {table}.");
        var response = scope.Organization.Execute(scope.Request.Caller, new RetrieveRequest
        {
            Target = new EntityReference(table, queryId),
            ColumnSet = new ColumnSet("fetchxml"),
        });
        return ((Entity)response["Entity"]!).GetAttributeValue<string>("fetchxml")
            ?? throw WebApiException.BadRequest($"The {table} {queryId} holds no FetchXML.");
    }

    private static XElement Parse(string text)
    {
        try
        {
            FetchXmlParser.RequireDepth(text);
            var root = ForeignXml.Parse(text);
            return root.Name == "fetch" && root.Element("entity") is not null
                ? root
                : throw WebApiException.BadRequest("The FetchXML must be a <fetch> element with an <entity> in it.");
        }
        catch (XmlException fault)
        {
            throw new WebApiException(System.Net.HttpStatusCode.BadRequest, unchecked((int)0x80041130), $"Invalid XML. {fault.Message}", fault);
        }
    }
}
