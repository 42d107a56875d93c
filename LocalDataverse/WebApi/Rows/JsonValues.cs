using System.Globalization;
using System.Text.Json;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>SDK values as JSON values, in the forms of the EDM types.</summary>
public static class JsonValues
{
    /// <param name="writer">Where; the property name is written already.</param>
    /// <param name="value">As a row or a response holds it.</param>
    /// <param name="column">Its column where it has one: tells a date from a date and time.</param>
    public static void Write(Utf8JsonWriter writer, object? value, ColumnMetadata? column = null)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool yes: writer.WriteBooleanValue(yes); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateTime instant: writer.WriteStringValue(Format(instant, column)); break;
            case OptionSetValue choice: writer.WriteNumberValue(choice.Value); break;
            case OptionSetValueCollection choices: writer.WriteStringValue(string.Join(',', choices.Select(choice => choice.Value.ToString(CultureInfo.InvariantCulture)))); break;
            case Money money: writer.WriteNumberValue(money.Value); break;
            case EntityReference reference: writer.WriteStringValue(reference.Id); break;
            case AliasedValue aliased: Write(writer, aliased.Value, column); break;
            case BooleanManagedProperty managed: writer.WriteBooleanValue(managed.Value); break;
            case Enum flags: writer.WriteStringValue(flags.ToString()); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default: throw new NotSupportedException($"A value of type {value.GetType().Name} has no form in the Web API.");
        }
    }

    private static string Format(DateTime instant, ColumnMetadata? column) =>
        column?.DateTimeBehavior == DateTimeBehavior.DateOnly
            ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
