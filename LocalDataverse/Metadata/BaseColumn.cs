using System.Globalization;
using System.Text.Json;

namespace LocalDataverse.Metadata;

/// <summary>One column of the base set, read from its JSON object.</summary>
internal static class BaseColumn
{
    public static (string Type, int? Length) TypeOf(JsonElement json)
    {
        var type = json.GetProperty("type").GetString()!;
        return type.Split(':') is [var name, var length] ? (name, int.Parse(length, CultureInfo.InvariantCulture)) : (type, null);
    }

    public static ColumnMetadata Read(string schemaName, JsonElement json, string type, int? length)
    {
        var columnType = type == "DateOnly" ? ColumnType.DateTime : Enum.Parse<ColumnType>(type);
        return new ColumnMetadata
        {
            LogicalName = schemaName.ToLowerInvariant(),
            SchemaName = schemaName,
            Type = columnType,
            DisplayName = Labels.Of(json.GetProperty("label").GetString()!),
            RequiredLevel = Text(json, "required") is { } required ? Enum.Parse<RequiredLevel>(required) : RequiredLevel.None,
            ValidForCreate = Flag(json, "create") ?? true,
            ValidForUpdate = Flag(json, "update") ?? true,
            MaxLength = length,
            MinValue = Number(json, "min") ?? columnType switch { ColumnType.WholeNumber => int.MinValue, ColumnType.Double or ColumnType.Decimal => -100_000_000_000m, _ => null },
            MaxValue = Number(json, "max") ?? columnType switch { ColumnType.WholeNumber => int.MaxValue, ColumnType.Double or ColumnType.Decimal => 100_000_000_000m, _ => null },
            Precision = columnType switch { ColumnType.Decimal => 10, ColumnType.Double or ColumnType.Money => 2, _ => null },
            Format = Text(json, "format") ?? columnType switch
            {
                ColumnType.Text => "text",
                ColumnType.Memo => "textarea",
                ColumnType.WholeNumber => "none",
                ColumnType.DateTime => type == "DateOnly" ? "date" : "datetime",
                _ => null,
            },
            DateTimeBehavior = type == "DateOnly" ? DateTimeBehavior.DateOnly : DateTimeBehavior.UserLocal,
            DefaultValue = (int?)Number(json, "default"),
            AutoNumberFormat = Text(json, "autonumber"),
            ComposedOf = json.TryGetProperty("compose", out var parts) ? [.. parts.EnumerateArray().Select(part => part.GetString()!)] : [],
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool? Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    private static decimal? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
