using System.Globalization;
using System.Net;
using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Rows;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Requests;

/// <summary>Functions and actions: from URL and body to the message, and from its response to JSON.</summary>
public static class OperationRequests
{
    /// <param name="scope">The request.</param>
    /// <param name="operation">What the URL names.</param>
    /// <param name="urlParameters">Values in the URL; functions only.</param>
    /// <param name="bound">The row it is bound to; null for an unbound one or one bound to a set.</param>
    public static PlannedWrite Plan(RequestScope scope, OperationDeclaration operation, IEnumerable<OperationSegmentParameter> urlParameters, EntityReference? bound)
    {
        scope.Allow($"the {(operation.IsFunction ? "function" : "action")} {operation.Name}", operation.IsFunction ? "GET" : "POST");
        QueryOptions.Check(scope.Request);
        var message = new OrganizationRequest(operation.Name);
        if (operation.Binding is { Parameter: { } name } binding)
            message[name] = binding.AsId ? bound!.Id : bound;
        var sent = operation.IsFunction ? FromUrl(scope, operation, urlParameters) : FromBody(scope, operation);
        foreach (var parameter in operation.Parameters)
        {
            if (sent.TryGetValue(parameter.Name, out var value) && value.ValueKind != JsonValueKind.Null)
                message[parameter.InMessage] = OperationValueReader.Read(scope, operation, parameter, value);
            else if (!parameter.IsOptional)
                throw WebApiException.Payload(operation.Name, $"The required parameter '{parameter.Name}' of {operation.Name} is missing.");
        }
        return PlannedWrite.Of(message, response => Answer(scope, operation, response));
    }

    private static Dictionary<string, JsonElement> FromBody(RequestScope scope, OperationDeclaration operation)
    {
        if (scope.Request.Body.IsEmpty)
            return [];
        var sent = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in RowReader.Parse(scope.Request.Body, operation.Name).EnumerateObject())
        {
            if (property.Name.Contains('@', StringComparison.Ordinal))
                continue;
            if (operation.Parameters.All(parameter => parameter.Name != property.Name))
                throw WebApiException.Payload(operation.Name, $"'{property.Name}' is not a parameter of {operation.Name}.");
            sent.Add(property.Name, property.Value);
        }
        return sent;
    }

    private static Dictionary<string, JsonElement> FromUrl(RequestScope scope, OperationDeclaration operation, IEnumerable<OperationSegmentParameter> parameters)
    {
        var sent = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var node = parameter.Value as QueryNode;
            while (node is ConvertNode convert)
                node = convert.Source;
            if (node is ParameterAliasNode alias)
            {
                node = scope.Parser.ParameterAliasNodes.TryGetValue(alias.Alias, out var given) && given is not null ? given
                    : throw WebApiException.BadRequest($"The parameter alias '{alias.Alias}' of {operation.Name} has no value: add the query option {alias.Alias}=...");
            }
            var value = node is ConstantNode constant ? constant : throw WebApiException.BadRequest($"The parameter '{parameter.Name}' of {operation.Name} must be a literal or an alias.");
            sent[parameter.Name] = Json(value, operation, parameter.Name);
        }
        return sent;
    }

    /// <summary>A URL literal as JSON. OData writes a row in a URL as JSON in single quotes, or as JSON proper.</summary>
    private static JsonElement Json(ConstantNode constant, OperationDeclaration operation, string name)
    {
        try
        {
            return constant.Value switch
            {
                null => JsonSerializer.SerializeToElement<object?>(null),
                _ when constant.LiteralText is ['{' or '[', ..] json => Parse(json),
                string text => JsonSerializer.SerializeToElement(text),
                bool or int or long or decimal or double or float or Guid => JsonSerializer.SerializeToElement(constant.Value, constant.Value.GetType()),
                DateTimeOffset instant => JsonSerializer.SerializeToElement(instant.UtcDateTime),
                _ => throw new JsonException($"A literal of type {constant.Value.GetType().Name} is none of JSON."),
            };
        }
        catch (JsonException fault)
        {
            throw WebApiException.BadRequest($"The parameter '{name}' of {operation.Name} is malformed: {constant.LiteralText}", fault);
        }
    }

    private static JsonElement Parse(string literal)
    {
        using var document = JsonDocument.Parse(literal.Contains('"', StringComparison.Ordinal) ? literal : literal.Replace('\'', '"'));
        return document.RootElement.Clone();
    }

    private static WebApiResponse Answer(RequestScope scope, OperationDeclaration operation, OrganizationResponse response)
    {
        if (operation.Results.Count == 0)
            return WebApiResponse.NoContent();
        return WebApiResponse.Object(HttpStatusCode.OK, writer =>
        {
            if (operation is { AnswersRows: true, Results: [{ Type: OperationValueType.Row } single] })
            {
                writer.WriteString("@odata.context", scope.Context(scope.Model.Catalog.Table(single.Table!).EntitySetName + "/$entity"));
                WriteColumns(scope, writer, (Entity)response.Results[single.InMessage]!);
                return;
            }

            if (operation is { AnswersRows: true, Results: [var rows] })
            {
                writer.WriteString("@odata.context", scope.Context(scope.Model.Catalog.Table(rows.Table!).EntitySetName));
                WriteResult(scope, writer, rows with { Name = "value" }, response.Results.TryGetValue(rows.InMessage, out var found) ? found : null);
                return;
            }

            writer.WriteString("@odata.context", scope.Context($"{WebApiModel.Namespace}.{operation.ResponseTypeName}"));
            foreach (var result in operation.Results)
            {
                response.Results.TryGetValue(result.InMessage, out var value);
                WriteResult(scope, writer, result, value);
            }
        });
    }

    private static void WriteResult(RequestScope scope, Utf8JsonWriter writer, OperationValue result, object? value)
    {
        writer.WritePropertyName(result.Name);
        switch (value)
        {
            case Entity row:
                WriteRow(scope, writer, row);
                break;
            case EntityCollection rows:
                writer.WriteStartArray();
                foreach (var row in rows.Entities)
                    WriteRow(scope, writer, row);
                writer.WriteEndArray();
                break;
            case EntityReference reference:
                WriteRow(scope, writer, new Entity(reference.LogicalName, reference.Id));
                break;
            case PrincipalAccess[] shares:
                writer.WriteStartArray();
                foreach (var share in shares)
                {
                    writer.WriteStartObject();
                    writer.WriteString("AccessMask", AccessRightNames.Of((int)share.AccessMask));
                    writer.WritePropertyName("Principal");
                    WriteRow(scope, writer, new Entity(share.Principal.LogicalName, share.Principal.Id));
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                break;
            case not null when result.Type == OperationValueType.AccessRights:
                writer.WriteStringValue(AccessRightNames.Of(Convert.ToInt32(value, CultureInfo.InvariantCulture)));
                break;
            default:
                JsonValues.Write(writer, value);
                break;
        }
    }

    private static void WriteRow(RequestScope scope, Utf8JsonWriter writer, Entity row)
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.type", $"#{WebApiModel.Namespace}.{row.LogicalName}");
        WriteColumns(scope, writer, row);
        writer.WriteEndObject();
    }

    private static void WriteColumns(RequestScope scope, Utf8JsonWriter writer, Entity row)
    {
        var table = scope.Model.Catalog.Table(row.LogicalName);
        var sent = new Entity(row.LogicalName, row.Id) { Attributes = row.Attributes, FormattedValues = row.FormattedValues, RowVersion = row.RowVersion };
        if (row.Id != Guid.Empty)
            sent[table.PrimaryIdColumn] = row.Id;
        scope.Writer.WriteProperties(writer, new RowTree(sent, new(table, [.. table.Columns.Values.Where(column => sent.Contains(column.LogicalName))], [], [])));
    }
}
