using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Sql;

/// <summary>Numbers of days, weeks, months, quarters and years out of a stored date, in SQLite's own functions.</summary>
internal static class DateParts
{
    /// <param name="grouping">No fiscal one.</param>
    /// <param name="date">Expression of a text that begins with yyyy-MM-dd; null has no parts.</param>
    public static string Of(XrmDateTimeGrouping grouping, string date) => grouping switch
    {
        XrmDateTimeGrouping.Day => Number(date, 9, 2),
        XrmDateTimeGrouping.Month => Number(date, 6, 2),
        XrmDateTimeGrouping.Quarter => $"(({Number(date, 6, 2)} + 2) / 3)",
        // As SQL Server counts: weeks start on Sunday, 1 January is in week 1.
        XrmDateTimeGrouping.Week => $"((CAST(strftime('%j', {date}) AS INTEGER) - 1 + CAST(strftime('%w', substr({date}, 1, 4) || '-01-01') AS INTEGER)) / 7 + 1)",
        _ => Number(date, 1, 4),
    };

    private static string Number(string date, int from, int length) => FormattableString.Invariant($"CAST(substr({date}, {from}, {length}) AS INTEGER)");
}
