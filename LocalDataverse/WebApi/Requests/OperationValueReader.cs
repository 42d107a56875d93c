using System.Globalization;
using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Requests;

/// <summary>JSON values as the parameters of a message.</summary>
internal static class OperationValueReader
{
    /// <exception cref="WebApiException">400 (0x80048d19): another type than declared.</exception>
    public static object Read(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value)
    {
        try
        {
            return parameter.Type switch
            {
                OperationValueType.Boolean => value.GetBoolean(),
                OperationValueType.WholeNumber => value.GetInt32(),
                OperationValueType.Choice => new OptionSetValue(value.GetInt32()),
                OperationValueType.BigInt => value.GetInt64(),
                OperationValueType.Decimal => value.GetDecimal(),
                OperationValueType.Money => new Money(value.GetDecimal()),
                OperationValueType.Double => value.GetDouble(),
                OperationValueType.Text => value.GetString()!,
                OperationValueType.Texts => value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
                OperationValueType.Guid => Guid.Parse(value.GetString()!),
                OperationValueType.Guids => value.EnumerateArray().Select(item => Guid.Parse(item.GetString()!)).ToArray(),
                OperationValueType.Binary => value.GetBytesFromBase64(),
                OperationValueType.DateTime => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture).UtcDateTime,
                OperationValueType.Row => Row(scope, operation, parameter, value),
                OperationValueType.Rows => Rows(scope, operation, parameter, value),
                OperationValueType.Reference => Reference(scope, operation, parameter, value),
                OperationValueType.PrincipalAccess => Access(scope, operation, parameter, value),
                OperationValueType.Queries => value.EnumerateArray().Select(QueryExpressionJson.Read).ToArray(),
                OperationValueType.BulkDeleteOptions => Options(value),
                OperationValueType.ReferenceId => Reference(scope, operation, parameter, value).Id,
                _ => throw new NotSupportedException($"No reader for {parameter.Type}."),
            };
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            throw WebApiException.Payload(operation.Name, $"The parameter '{parameter.Name}' of {operation.Name} must be of type {parameter.Type}.{(parameter.Type == OperationValueType.Queries ? " " + fault.Message : "")}", fault);
        }
    }

    private static EntityCollection Rows(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value)
    {
        var rows = new EntityCollection([.. value.EnumerateArray().Select(item => Row(scope, operation, parameter, item))]);
        rows.EntityName = rows.Entities.FirstOrDefault()?.LogicalName;
        return rows;
    }

    private static Entity Row(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value)
    {
        var table = TableOf(scope, operation, parameter, value);
        var row = scope.Reader.Read(value, table, allowNested: false).Row;
        if (value.TryGetProperty("@odata.id", out var address))
            row.Id = scope.Uris.Read(address.GetString()!).Id;
        return row;
    }

    private static EntityReference Reference(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value)
    {
        if (value.TryGetProperty("@odata.id", out var address))
            return scope.Uris.Read(address.GetString()!);
        var table = TableOf(scope, operation, parameter, value);
        return value.TryGetProperty(table.PrimaryIdColumn, out var id)
            ? new EntityReference(table.LogicalName, Guid.Parse(id.GetString()!))
            : throw WebApiException.Payload(operation.Name, $"The parameter '{parameter.Name}' of {operation.Name} must name its row by '{table.PrimaryIdColumn}' or @odata.id.");
    }

    private static PrincipalAccess Access(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value) =>
        value.TryGetProperty("Principal", out var principal) && value.TryGetProperty("AccessMask", out var mask)
            ? new PrincipalAccess(Reference(scope, operation, parameter, principal), (AccessRight)AccessRightNames.Parse(mask.GetString() ?? ""))
            : throw WebApiException.Payload(operation.Name, $"The parameter '{parameter.Name}' of {operation.Name} needs Principal and AccessMask.");

    private static ParameterCollection Options(JsonElement value)
    {
        var options = new ParameterCollection();
        foreach (var option in value.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null))
            options[option.Name] = option.Name is "CanRecoverDeletedRecords" or "RunJobForSandbox" ? option.Value.GetBoolean() : throw new FormatException($"There is no option '{option.Name}'.");
        return options;
    }

    /// <summary>The declared table, or the one that @odata.type, or failing that the key in the JSON, says.</summary>
    private static TableMetadata TableOf(RequestScope scope, OperationDeclaration operation, OperationValue parameter, JsonElement value)
    {
        if (value.TryGetProperty("@odata.type", out var type))
        {
            var name = type.GetString()!.TrimStart('#');
            return scope.Model.Catalog.FindTable(name.StartsWith(WebApiModel.Namespace + ".", StringComparison.Ordinal) ? name[(WebApiModel.Namespace.Length + 1)..] : name)
                ?? throw WebApiException.Payload(operation.Name, $"'{name}' in @odata.type of '{parameter.Name}' is not a table of this environment.");
        }
        if (parameter.Table is { } declared)
            return scope.Model.Catalog.Table(declared);
        return scope.Model.Catalog.Tables.Values.FirstOrDefault(table => value.TryGetProperty(table.PrimaryIdColumn, out _))
            ?? throw WebApiException.Payload(operation.Name, $"The parameter '{parameter.Name}' of {operation.Name} needs an @odata.type that says its table.");
    }
}
