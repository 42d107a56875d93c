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

namespace LocalDataverse.WebApi.Requests;

/// <summary>One column of one row, and the $ref of a navigation property.</summary>
public static class PropertyRequests
{
    /// <summary>GET of a property: {"value": ...}, or the bare value after $value; 204 for null.</summary>
    public static WebApiResponse Get(RequestScope scope, TableMetadata table, Guid id, ColumnMetadata column, bool raw)
    {
        QueryOptions.Check(scope.Request);
        var property = WebApiModel.PropertyOf(column);
        var row = scope.Loader.Retrieve(new ReadPlan(table, [column], [property], []), id).Row;
        row.Attributes.TryGetValue(column.LogicalName, out var value);
        if (value is null)
            return WebApiResponse.NoContent();
        if (raw)
            return WebApiResponse.Of(HttpStatusCode.OK, "text/plain", Encoding.UTF8.GetBytes(Raw(value, column)));
        return WebApiResponse.Object(HttpStatusCode.OK, writer =>
        {
            writer.WriteString("@odata.context", scope.Context(string.Create(CultureInfo.InvariantCulture, $"{table.EntitySetName}({id:D})/{property}")));
            writer.WritePropertyName("value");
            JsonValues.Write(writer, value, column);
        });
    }

    /// <summary>PUT {"value": ...} sets a column, DELETE clears it.</summary>
    public static PlannedWrite Set(RequestScope scope, TableMetadata table, Guid id, ColumnMetadata column)
    {
        if (column.IsLookup)
            throw WebApiException.BadRequest($"'{WebApiModel.PropertyOf(column)}' is read-only: change the lookup by its navigation property's $ref, or by @odata.bind.");
        if (scope.Request.Method == "DELETE")
            return RowWrites.Set(table, id, column.LogicalName, null);
        var body = RowReader.Parse(scope.Request.Body, table.EntitySetName);
        return body.TryGetProperty("value", out var value)
            ? RowWrites.Set(table, id, column.LogicalName, ColumnValueReader.Read(value, column, table))
            : throw WebApiException.Payload(table.EntitySetName, $"The body must be {{\"value\": ...}} with the new value of '{column.LogicalName}'.");
    }

    public static WebApiResponse GetReference(RequestScope scope, TableMetadata table, Guid id, Navigation navigation)
    {
        if (navigation.IsCollection)
        {
            scope.Loader.Retrieve(new ReadPlan(table, [], [table.PrimaryIdColumn], []), id);
            var plan = new ReadPlan(navigation.Target!, [], [navigation.Target!.PrimaryIdColumn], []);
            var query = QueryTranslator.Translate(scope.Model, plan, null, null, scope.Parser.ParameterAliasNodes);
            QueryTranslator.OnlyRelatedTo(query, navigation, [id]);
            QueryTranslator.Page(query, null, scope.Request.Preferences.MaxPageSize, null, withCount: false);
            var page = scope.Loader.RetrieveMultiple(query);
            if (page.MoreRecords)
                throw WebApiException.NotSupported($"'{navigation.Name}/$ref' answers up to {QueryTranslator.MaxPageSize} rows; query '{navigation.Name}' and page instead.");
            return RowReads.Collection(scope, "Collection($ref)", page, null, writer =>
            {
                foreach (var row in page.Entities)
                {
                    writer.WriteStartObject();
                    writer.WriteString("@odata.id", scope.Writer.RowUri(navigation.Target, row.Id));
                    writer.WriteEndObject();
                }
            });
        }
        return RowReads.Follow(scope, table, id, navigation) is { } reference
            ? WebApiResponse.Object(HttpStatusCode.OK, writer =>
            {
                writer.WriteString("@odata.context", scope.Context("$ref"));
                writer.WriteString("@odata.id", scope.Writer.RowUri(scope.Model.Catalog.Table(reference.LogicalName), reference.Id));
            })
            : WebApiResponse.NoContent();
    }

    /// <summary>PUT or DELETE of a single-valued $ref; POST or DELETE of one row in a collection's.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="table">The table of the row in the URL.</param>
    /// <param name="id">That row.</param>
    /// <param name="navigation">Its navigation property.</param>
    /// <param name="member">The row of the collection that the URL names; null where it names none.</param>
    public static PlannedWrite SetReference(RequestScope scope, TableMetadata table, Guid id, Navigation navigation, Guid? member)
    {
        if (navigation.IsCollection)
        {
            if (scope.Request.Method == "PUT")
                throw WebApiException.MethodNotAllowed("PUT", $"the collection '{navigation.Name}': add a row to it with POST");
            var child = scope.Request.Method == "POST" ? Body(scope, table, navigation.Target!.LogicalName)
                : new EntityReference(navigation.Target!.LogicalName, member ?? FromOption(scope, navigation));
            if (navigation.Pairs is not null)
                return RowWrites.Pair(new EntityReference(table.LogicalName, id), navigation, child, adds: scope.Request.Method == "POST");
            return RowWrites.Set(navigation.Target, child.Id, navigation.Column.LogicalName,
                scope.Request.Method == "POST" ? new EntityReference(table.LogicalName, id) : null);
        }
        if (scope.Request.Method == "DELETE")
            return RowWrites.Set(table, id, navigation.Column.LogicalName, null);
        var targets = navigation.Target is { } target ? [target.LogicalName] : navigation.Column.Targets;
        return RowWrites.Set(table, id, navigation.Column.LogicalName, Body(scope, table, [.. targets]));
    }

    private static EntityReference Body(RequestScope scope, TableMetadata table, params string[] targets)
    {
        var body = RowReader.Parse(scope.Request.Body, table.EntitySetName);
        if (!body.TryGetProperty("@odata.id", out var address) || address.ValueKind != JsonValueKind.String)
            throw WebApiException.Payload(table.EntitySetName, "The body must be {\"@odata.id\": \"...\"} with the address of a row.");
        var reference = scope.Uris.Read(address.GetString()!);
        return targets.Contains(reference.LogicalName)
            ? reference
            : throw WebApiException.Payload(table.EntitySetName, $"The row must be of {string.Join(" or ", targets)}, not of {reference.LogicalName}.");
    }

    private static Guid FromOption(RequestScope scope, Navigation navigation) =>
        scope.Request.Options.TryGetValue("$id", out var address) && scope.Uris.Read(address) is { } row && row.LogicalName == navigation.Target!.LogicalName
            ? row.Id
            : throw WebApiException.BadRequest($"Name the row to take out of '{navigation.Name}': {navigation.Name}(id)/$ref.");

    private static string Raw(object value, ColumnMetadata column)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            JsonValues.Write(writer, value, column);
        using var json = JsonDocument.Parse(stream.ToArray());
        return json.RootElement.ToString();
    }
}
