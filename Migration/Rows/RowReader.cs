using System.Globalization;
using System.Xml;
using CaseTime.Migration.Source;

namespace CaseTime.Migration.Rows;

/// <summary>Understands the texts of a row: ids, choices by number or label, durations, dates.</summary>
/// <param name="options">Names, labels, unit, and how the file writes.</param>
internal sealed class RowReader(ImportOptions options)
{
    /// <summary>Dataverse keeps no earlier dates.</summary>
    private static readonly DateTime s_earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, int> s_categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Manual"] = (int)PreviewCategory.Manual,
        ["Automatic"] = (int)PreviewCategory.Automatic,
        ["Final"] = (int)PreviewCategory.Final,
    };

    private static readonly Dictionary<string, int> s_reasons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Research"] = 0,
        ["Collaboration"] = 1,
        ["External Tool"] = 2,
        ["Miscellaneous"] = 3,
    };

    // The Web API writes numbers and dates one way only, whatever the options say of a file.
    private readonly CultureInfo _culture = options.CsvFile is null ? CultureInfo.InvariantCulture : options.Culture;
    private readonly TimeZoneInfo _zone = options.CsvFile is null ? TimeZoneInfo.Utc : options.Zone;

    private string CultureName => _culture.Name.Length > 0 ? _culture.Name : "invariant";

    /// <returns>The row, or why it does not come along.</returns>
    public (PreviewRow? Row, LeftOut? LeftOut) Read(SourceRow source)
    {
        try
        {
            return (Understand(source), null);
        }
        catch (UnreadableException problem)
        {
            return (null, new LeftOut(source.Line, source[PreviewColumn.Id] ?? "", problem.Reason, problem.Message));
        }
    }

    private PreviewRow Understand(SourceRow source)
    {
        if (source.IsBroken)
            throw new UnreadableException("broken", "The line is no CSV: a quotation mark stands where none belongs.");
        var id = Guid.TryParse(source[PreviewColumn.Id], out var given) ? given
            : throw new UnreadableException("id", $"'{source[PreviewColumn.Id]}' is no id of a row.");
        var category = Choice(source, PreviewColumn.Category, s_categories);
        if (category is null || !Enum.IsDefined((PreviewCategory)category))
            throw new UnreadableException("category", $"'{source[PreviewColumn.Category]}' is none of the categories Manual, Automatic and Final. A label of another language is told with --label.");
        var seconds = Seconds(source[PreviewColumn.Duration]);
        if (seconds <= 0 && category != (int)PreviewCategory.Final)
            throw new UnreadableException("duration", $"The duration {source[PreviewColumn.Duration]} is no time that could be counted.");
        var reason = Choice(source, PreviewColumn.ReasonCategory, s_reasons);
        if (source[PreviewColumn.ReasonCategory] is { } text && reason is not (>= 0 and <= 3))
            throw new UnreadableException("reason category", $"'{text}' is none of the reason categories Research, Collaboration, External Tool and Miscellaneous. A label of another language is told with --label.");
        var (start, created) = (Instant(source, PreviewColumn.Start), Instant(source, PreviewColumn.Created));
        if ((start ?? created) is null)
            throw new UnreadableException("date", "The row has neither a start nor a creation date.");
        return new PreviewRow(
            id,
            Key("case", options.Cases.Of(source[PreviewColumn.Case] ?? throw new UnreadableException("case", "The row names no case."))),
            Key("representative", options.Reps.Of(source[PreviewColumn.Owner] ?? throw new UnreadableException("representative", "The row names no owner."))),
            (PreviewCategory)category, Math.Max(0, seconds), start ?? created!.Value.AddSeconds(-Math.Max(0, seconds)), created ?? start!.Value, reason, source[PreviewColumn.Reason]);
    }

    private int? Choice(SourceRow source, PreviewColumn column, Dictionary<string, int> labels)
    {
        if (source[column] is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
            : options.Labels.TryGetValue(text, out value) || labels.TryGetValue(text, out value) ? value
            : -1;
    }

    /// <summary>Cases and representatives are looked up by FetchXML, and XML has no way to write a control character.</summary>
    private static string Key(string reason, string key)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(key);
        }
        catch (XmlException)
        {
            throw new UnreadableException(reason, "The name holds a control character: take it out of the source.");
        }
    }

    private int Seconds(string? text)
    {
        var written = PlainSpaces(text ?? "");
        if (!decimal.TryParse(written, NumberStyles.Number, _culture, out var units))
            throw new UnreadableException("duration", $"'{text}' is no duration.");
        if (!IsWhole(written, units))
            throw new UnreadableException("duration", $"'{text}' is no whole number in the culture {CultureName}; --culture tells another.");
        return Math.Abs(units) <= int.MaxValue / options.SecondsPerUnit ? (int)units * options.SecondsPerUnit
            : throw new UnreadableException("duration", $"The duration {text} is longer than can be kept.");
    }

    /// <summary>
    /// A whole number in just the form in which the culture writes it. The framework takes separators wherever they stand: in the invariant
    /// culture a German 1.234 would become 1, and 2,5 would become 25.
    /// </summary>
    private bool IsWhole(string written, decimal number)
    {
        var parts = written.Split(_culture.NumberFormat.NumberDecimalSeparator);
        var digits = parts[0].Trim('+', '-', '\u2212', ' ');
        // Three zeros behind a decimal separator are thousands of another culture.
        return decimal.Truncate(number) == number && parts is not [_, { Length: 3 }]
            && (digits == Math.Abs(number).ToString("F0", _culture) || digits == PlainSpaces(Math.Abs(number).ToString("N0", _culture)));
    }

    /// <summary>Cultures that group by spaces differ in which one, and so do programs that export.</summary>
    private static string PlainSpaces(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private DateTime? Instant(SourceRow source, PreviewColumn column)
    {
        if (source[column] is not { } text)
            return null;
        if (!DateTime.TryParse(text, _culture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var time))
            throw new UnreadableException("date", $"'{text}' is no date and time in the culture {CultureName}; --culture tells another.");
        if (time.Kind == DateTimeKind.Unspecified)
        {
            if (_zone.IsInvalidTime(time))
                throw new UnreadableException("date", $"'{text}' does not exist in the time zone {_zone.Id}: the clocks went forward.");
            time = TimeZoneInfo.ConvertTimeToUtc(time, _zone);
        }

        time = time.ToUniversalTime();
        return time >= s_earliest ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)) : throw new UnreadableException("date", $"'{text}' lies before the year 1753.");
    }

    /// <summary>Why a row can't be understood; never leaves this class.</summary>
    private sealed class UnreadableException(string reason, string message) : Exception(message)
    {
        public string Reason { get; } = reason;
    }
}
