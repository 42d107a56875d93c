using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Sql;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query.Rows;

/// <summary>Values as the caller reads them: in their language, number format and time zone.</summary>
internal sealed class FormattedValueWriter(MetadataCatalog metadata, UserProfile user)
{
    private readonly CultureInfo _culture = Culture(user.LanguageId);

    /// <returns>null for values that read as they are (text, ids) and for lookups, whose name is not known yet.</returns>
    public string? Format(Selection selection, object value)
    {
        var column = selection.Column;
        return selection.Kind switch
        {
            SelectionKind.Count => ((int)value).ToString("N0", _culture),
            SelectionKind.DatePart => ((int)value).ToString(_culture),
            _ => value switch
            {
                OptionSetValue choice => Label(column, choice.Value),
                OptionSetValueCollection choices => string.Join("; ", choices.Select(choice => Label(column, choice.Value) ?? choice.Value.ToString(_culture))),
                bool flag => Label(column, flag ? 1 : 0) ?? (flag ? "Yes" : "No"),
                int number when column.Format == "duration" => DurationText.Of(number, _culture),
                int number => number.ToString("N0", _culture),
                long number => number.ToString("N0", _culture),
                decimal number => number.ToString(Decimals(column), _culture),
                double number => number.ToString(Decimals(column), _culture),
                Money money => money.Value.ToString(Decimals(column), _culture),
                DateTime date => Date(column, date),
                string table when column.Type == ColumnType.EntityName => metadata.FindTable(table)?.DisplayName.In(user.LanguageId),
                _ => null,
            },
        };
    }

    private string? Label(ColumnMetadata column, int value) => metadata.ChoiceOf(column)?.Find(value)?.Label.In(user.LanguageId);

    private static string Decimals(ColumnMetadata column) => "N" + (column.Precision ?? 2).ToString(CultureInfo.InvariantCulture);

    private string Date(ColumnMetadata column, DateTime date)
    {
        if (column.DateTimeBehavior == DateTimeBehavior.UserLocal)
            date = TimeZoneInfo.ConvertTimeFromUtc(date, user.TimeZone);
        var isDate = column.DateTimeBehavior == DateTimeBehavior.DateOnly || column.Format is "date" or "dateonly";
        // ICU parts the time from AM and PM by a narrow no-break space, Dataverse by a plain one.
        return date.ToString(isDate ? "d" : "g", _culture).Replace('\u202f', ' ');
    }

    private static CultureInfo Culture(int languageId)
    {
        try
        {
            return CultureInfo.GetCultureInfo(languageId);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }
}
