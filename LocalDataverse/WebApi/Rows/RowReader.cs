using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>A row as a body sent it.</summary>
/// <param name="Row">Its columns and lookups.</param>
/// <param name="Nested">Related rows sent within it (deep insert), by the navigation property they came under.</param>
public sealed record SentRow(Entity Row, IReadOnlyList<(Navigation Navigation, IReadOnlyList<Entity> Rows)> Nested);

/// <summary>Reads the JSON of a row: columns by their names, lookups by nav@odata.bind, related rows to be created with it.</summary>
/// <param name="model">Tables and navigation properties.</param>
/// <param name="uris">Reads the addresses of @odata.bind.</param>
public sealed class RowReader(WebApiModel model, RowUri uris)
{
    private const string Bind = "@odata.bind";

    /// <exception cref="WebApiException">400 (0x80048d19): malformed, unknown property, wrong type.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body, string entity)
    {
        if (body.IsEmpty)
            throw WebApiException.Payload(entity, "The request has no body; a JSON object is expected.");
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw WebApiException.Payload(entity, "A JSON object is expected.");
            if (body.Span.IndexOf("\\ud"u8) >= 0 || body.Span.IndexOf("\\uD"u8) >= 0)
                ReadTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            var reason = fault.LineNumber is { } line ? $"malformed at line {line + 1}, byte {fault.BytePositionInLine + 1}" : "malformed: an object has a property twice";
            throw WebApiException.Payload(entity, $"The JSON is {reason}.", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw WebApiException.Payload(entity, "The JSON is malformed: a text holds half of a surrogate pair.", fault);
        }
    }

    /// <summary>The parser leaves escapes alone until a text is read, and half a surrogate pair fails only then.</summary>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    private static void ReadTexts(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.String:
                json.GetString();
                break;
        }
    }

    /// <param name="json">The object.</param>
    /// <param name="table">Its table.</param>
    /// <param name="allowNested">Whether related rows may be sent within it.</param>
    public SentRow Read(JsonElement json, TableMetadata table, bool allowNested)
    {
        var row = new Entity(table.LogicalName);
        var nested = new List<(Navigation, IReadOnlyList<Entity>)>();
        foreach (var property in json.EnumerateObject())
        {
            var name = property.Name;
            if (name.EndsWith(Bind, StringComparison.Ordinal))
                ReadBind(row, table, name[..^Bind.Length], property.Value);
            else if (name.Contains('@', StringComparison.Ordinal))
                continue;
            else if (WebApiModel.FindColumn(table, name) is { } column)
                ReadColumn(row, table, column, property.Value);
            else if (model.FindNavigation(table, name) is { } navigation)
                ReadNested(row, table, navigation, property.Value, allowNested, nested);
            else
                throw WebApiException.Payload(table.EntitySetName, $"Invalid property '{name}' was found in entity '{WebApiModel.Namespace}.{table.LogicalName}'.");
        }
        return new SentRow(row, nested);
    }

    private static void ReadColumn(Entity row, TableMetadata table, ColumnMetadata column, JsonElement value)
    {
        if (column.IsLookup)
        {
            throw WebApiException.Payload(table.EntitySetName,
                $"CRM do not support direct update of Entity Reference properties, Use Navigation properties instead: '{WebApiModel.PropertyOf(column)}' is read-only.");
        }
        row[column.LogicalName] = ColumnValueReader.Read(value, column, table);
        if (column.LogicalName == table.PrimaryIdColumn && row[column.LogicalName] is Guid id)
            row.Id = id;
    }

    private void ReadBind(Entity row, TableMetadata table, string name, JsonElement value)
    {
        var navigation = model.FindNavigation(table, name)
            ?? throw WebApiException.Payload(table.EntitySetName,
                $"An undeclared property '{name}' which only has property annotations in the payload but no property value was found in the payload: '{WebApiModel.Namespace}.{table.LogicalName}' has no navigation property of that name (names are case-sensitive).");
        if (navigation.IsCollection)
            throw WebApiException.NotSupported($"'{name}{Bind}' binds a collection, which is not supported: {(navigation.Pairs is null ? $"set the lookup of each row of {navigation.Target!.EntitySetName}" : $"POST each row of {navigation.Target!.EntitySetName} to {name}/$ref")} instead.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                SetNull(row, navigation);
                break;
            case JsonValueKind.String:
                row[navigation.Column.LogicalName] = Target(value.GetString()!, navigation);
                break;
            default:
                throw WebApiException.Payload(table.EntitySetName, $"'{name}{Bind}' must be the address of a row or null.");
        }
    }

    private EntityReference Target(string address, Navigation navigation)
    {
        var reference = uris.Read(address);
        var fits = navigation.Target is { } target ? reference.LogicalName == target.LogicalName : navigation.Column.Targets.Contains(reference.LogicalName);
        return fits ? reference : throw WebApiException.Payload(navigation.Table.EntitySetName,
            $"'{navigation.Name}{Bind}' leads to {navigation.Target?.LogicalName ?? string.Join(" or ", navigation.Column.Targets)}, not to {reference.LogicalName}.");
    }

    private void ReadNested(
        Entity row, TableMetadata table, Navigation navigation, JsonElement value, bool allowNested, List<(Navigation, IReadOnlyList<Entity>)> nested)
    {
        if (value.ValueKind == JsonValueKind.Null && !navigation.IsCollection)
        {
            SetNull(row, navigation);
            return;
        }
        if (!allowNested)
            throw WebApiException.Payload(table.EntitySetName, $"'{navigation.Name}' holds related rows: only a create can take them with it, one level deep.");
        if (navigation.Target is not { } target || value.ValueKind != (navigation.IsCollection ? JsonValueKind.Array : JsonValueKind.Object))
            throw WebApiException.Payload(table.EntitySetName, $"'{navigation.Name}' must be {(navigation.IsCollection ? "an array of rows" : "a row")}.");
        IEnumerable<JsonElement> items = navigation.IsCollection ? value.EnumerateArray() : [value];
        var rows = items.Select(item => item.ValueKind == JsonValueKind.Object
            ? Read(item, target, allowNested: false).Row
            : throw WebApiException.Payload(table.EntitySetName, $"Each item of '{navigation.Name}' must be an object.")).ToList();
        nested.Add((navigation, rows));
    }

    /// <summary>customerid_contact: null beside a bound customerid_account clears nothing.</summary>
    private static void SetNull(Entity row, Navigation navigation)
    {
        if (!row.Contains(navigation.Column.LogicalName))
            row[navigation.Column.LogicalName] = null;
    }
}
