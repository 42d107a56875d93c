using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>JSON values as the SDK values of a column. Nothing is coerced: a number in quotes is no number, as in OData.</summary>
public static partial class ColumnValueReader
{
    /// <exception cref="WebApiException">400 (0x80048d19): another type than the column's, with both named.</exception>
    public static object? Read(JsonElement value, ColumnMetadata column, TableMetadata table)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return Typed(value, column) ?? throw WebApiException.Payload(table.EntitySetName,
            $"Cannot convert the literal '{Literal(value)}' of the property '{WebApiModel.PropertyOf(column)}' to the expected type '{ColumnEdmType.Of(column).Definition.ToString()}'.");
    }

    private static object? Typed(JsonElement value, ColumnMetadata column)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        var isNumber = value.ValueKind == JsonValueKind.Number;
        return column.Type switch
        {
            ColumnType.WholeNumber => isNumber && value.TryGetInt32(out var number) ? number : null,
            ColumnType.BigInt => isNumber && value.TryGetInt64(out var number) ? number : null,
            ColumnType.Choice or ColumnType.State or ColumnType.Status => isNumber && value.TryGetInt32(out var number) ? new OptionSetValue(number) : null,
            ColumnType.Choices => text is null ? null : Choices(text),
            ColumnType.Decimal => isNumber && value.TryGetDecimal(out var number) ? number : null,
            ColumnType.Money => isNumber && value.TryGetDecimal(out var number) ? new Money(number) : null,
            ColumnType.Double => isNumber && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            ColumnType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
            ColumnType.UniqueIdentifier => text is not null && Guid.TryParseExact(text, "D", out var id) ? id : null,
            ColumnType.DateTime => text is null ? null : column.DateTimeBehavior == DateTimeBehavior.DateOnly ? Day(text) : Instant(text),
            _ => text,
        };
    }

    private static DateTime? Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateTime.SpecifyKind(day, DateTimeKind.Unspecified) : null;

    /// <summary>Only with Z or an offset: without, nobody knows whose clock it was.</summary>
    private static DateTime? Instant(string text) =>
        InstantPattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.UtcDateTime : null;

    private static OptionSetValueCollection? Choices(string text)
    {
        var choices = new OptionSetValueCollection();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return null;
            choices.Add(new OptionSetValue(number));
        }
        return choices;
    }

    /// <summary>Enough of the value to find it by; a long text is cut.</summary>
    private static string Literal(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 100 ? text : text[..100] + "…";
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex InstantPattern();
}
