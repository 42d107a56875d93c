using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Hosting.Seeding;

/// <summary>
/// Turns a value of a data file into what its column takes: a lookup is { "table": { "column": "text" } }, a choice its number or
/// its English label, an instant { "ago": "P3DT2H" } or { "in": "P1D" }, a long text an array of lines or { "file": "name" },
/// a file's bytes as base64 { "base64": "name" }.
/// In a file's text {table:Name} stands for the id of the row of that name, in braces.
/// </summary>
public sealed partial class SeedValues(SeedFiles files, SeedReferences references, MetadataCatalog metadata, DateTime utcNow)
{
    /// <exception cref="InvalidDataException">The value does not fit the column.</exception>
    public object? Read(ColumnMetadata column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray().Select(line => line.GetString())),
        JsonValueKind.Object => ReadObject(value),
        _ => column.Type switch
        {
            ColumnType.Choice or ColumnType.State or ColumnType.Status => new OptionSetValue(ReadOption(column, value)),
            ColumnType.WholeNumber => value.GetInt32(),
            ColumnType.UniqueIdentifier => value.GetGuid(),
            ColumnType.Text or ColumnType.Memo or ColumnType.EntityName => value.GetString(),
            _ => throw new InvalidDataException($"The data files give {column.LogicalName} the value {value.GetRawText()}; its type {column.Type} is not read from data files."),
        },
    };

    private object ReadObject(JsonElement value)
    {
        var only = value.EnumerateObject().Single();
        return only.Name switch
        {
            "ago" => utcNow - XmlConvert.ToTimeSpan(only.Value.GetString()!),
            "in" => utcNow + XmlConvert.ToTimeSpan(only.Value.GetString()!),
            "file" => Placeholder().Replace(files.ReadText(only.Value.GetString()!), match => references.Find(
                match.Groups["table"].Value, metadata.Table(match.Groups["table"].Value).PrimaryNameColumn!, match.Groups["name"].Value).ToString("B")),
            "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(files.ReadText(only.Value.GetString()!))),
            _ => references.Find(value),
        };
    }

    private int ReadOption(ColumnMetadata column, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetInt32();
        var label = value.GetString()!;
        return metadata.ChoiceOf(column)?.Options.FirstOrDefault(option => option.Label.In(Labels.English) == label)?.Value
            ?? throw new InvalidDataException($"The data files give {column.LogicalName} the option \"{label}\", which it does not have.");
    }

    [GeneratedRegex(@"\{(?<table>[a-z_]+):(?<name>[^{}]+)\}")]
    private static partial Regex Placeholder();
}
