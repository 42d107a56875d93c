using System.Globalization;
using System.Runtime.CompilerServices;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Sql;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query.Rows;

/// <summary>Values as the caller reads them: in their language, number format and time zone.</summary>
internal sealed class FormattedValueWriter(MetadataCatalog metadata, UserProfile user)
{
    /// <summary>Made once for a user's settings: a clone of a culture costs more than most queries.</summary>
    private static readonly ConditionalWeakTable<UserProfile, CultureInfo> Cultures = [];

    private readonly CultureInfo _culture = Cultures.GetValue(user, Culture);

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

    /// <summary>The language's own ways, with the Gregorian calendar, which is what Dataverse counts years by, and the user's patterns.</summary>
    private static CultureInfo Culture(UserProfile user)
    {
        var culture = (CultureInfo)Find(user.LanguageId).Clone();
        if (culture.Calendar is not GregorianCalendar)
            culture.DateTimeFormat.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().First();
        if (IsPattern(user.DateFormat))
        {
            // In a pattern "/" stands for the language's separator; a user's pattern means what it says.
            culture.DateTimeFormat.DateSeparator = "/";
            culture.DateTimeFormat.ShortDatePattern = user.DateFormat!;
        }
        if (IsPattern(user.TimeFormat))
            culture.DateTimeFormat.ShortTimePattern = user.TimeFormat!;
        return culture;
    }

    /// <summary>Settings take any text; one that writes no date counts as none, so that rows stay readable.</summary>
    private static bool IsPattern(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        try
        {
            return DateTime.UnixEpoch.ToString(text, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static CultureInfo Find(int languageId)
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
