using System.Globalization;

namespace LocalDataverse.Query.Rows;

/// <summary>Minutes as Dataverse shows a column of the format Duration: minutes below an hour, hours below a day, else days, in the reader's language.</summary>
internal static class DurationText
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>Minute, hour and day, each for one and for more, by two-letter language; other languages read English.</summary>
    private static readonly Dictionary<string, (string One, string More)[]> s_units = new(StringComparer.Ordinal)
    {
        ["en"] = [("minute", "minutes"), ("hour", "hours"), ("day", "days")],
        ["de"] = [("Minute", "Minuten"), ("Stunde", "Stunden"), ("Tag", "Tage")],
        ["fr"] = [("minute", "minutes"), ("heure", "heures"), ("jour", "jours")],
        ["es"] = [("minuto", "minutos"), ("hora", "horas"), ("día", "días")],
        ["ja"] = [("分", "分"), ("時間", "時間"), ("日", "日")],
        ["ar"] = [("دقيقة", "دقائق"), ("ساعة", "ساعات"), ("يوم", "أيام")],
    };

    public static string Of(int minutes, CultureInfo culture)
    {
        var size = Math.Abs((long)minutes);
        return size < Hour ? Text(minutes, 0, culture)
            : size < Day ? Text((decimal)minutes / Hour, 1, culture)
            : Text((decimal)minutes / Day, 2, culture);
    }

    private static string Text(decimal amount, int unit, CultureInfo culture)
    {
        var rounded = Math.Round(amount, 2, MidpointRounding.AwayFromZero);
        var (one, more) = s_units.GetValueOrDefault(culture.TwoLetterISOLanguageName, s_units["en"])[unit];
        return rounded.ToString("0.##", culture) + " " + (IsOne(Math.Abs(rounded), culture) ? one : more);
    }

    /// <summary>French counts one and a half as one; Arabic puts fractions and what is above ten into the singular.</summary>
    private static bool IsOne(decimal size, CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "fr" => size < 2,
        "ar" => size == 1 || size > 10 || size != decimal.Truncate(size),
        _ => size == 1,
    };
}
