using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Bodies of rows that a client may send, and what devices send.</summary>
internal sealed class RowText(Dice dice, FuzzEnvironment environment)
{
    public const int Manual = 735500000;
    public const int Automatic = 735500001;
    public const int Final = 735500002;
    public const int Adjustment = 735500003;

    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public Guid Case() => dice.In(environment.Cases);

    /// <summary>A log by hand.</summary>
    public JsonObject Log(Guid caseId) => new()
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
        ["casetime_category"] = Manual,
        ["casetime_durationseconds"] = dice.Between(1, 7200),
        ["casetime_reasoncategory"] = 735500000 + dice.Next(4),
        ["casetime_reason"] = dice.Of("Call", "Ünïcödé", "a\nb"),
        ["casetime_starttime"] = Instant(-dice.Between(7200, 80_000)),
    };

    public JsonObject Correction(Guid caseId, FuzzUser rep) => new()
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
        ["casetime_category"] = Adjustment,
        ["casetime_durationseconds"] = dice.Between(-400, 200),
        ["casetime_adjusts@odata.bind"] = $"/systemusers({rep.Id})",
        ["casetime_reason"] = "Correction",
    };

    /// <summary>The id and body of a day's counted time.</summary>
    public (Guid Id, JsonObject Body) Counted(Guid caseId, FuzzUser rep)
    {
        var now = environment.Clock.GetUtcNow().UtcDateTime;
        var day = now.Date.AddDays(-dice.Of(0, 0, 0, 1, 2, 30, 33));
        var device = "device" + dice.Next(2);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var begin = day == now.Date ? Math.Max(0, (int)now.TimeOfDay.TotalSeconds - 3000) : 30_000;
        var pieces = Enumerable.Range(0, dice.Between(1, 4)).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{begin + dice.Next(2800)}+{dice.Between(1, 300)}"));
        return (NameBased($"{caseId}|{rep.Id}|{text}|{device}"), new JsonObject
        {
            ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
            ["casetime_category"] = Automatic,
            ["casetime_workdate"] = text,
            ["casetime_device"] = device,
            ["casetime_timeline"] = "v1 " + string.Join(' ', pieces),
        });
    }

    public JsonObject Activity(Guid caseId)
    {
        var start = -dice.Between(600, 20_000);
        return new JsonObject
        {
            ["subject"] = "Call",
            ["regardingobjectid_incident@odata.bind"] = $"/incidents({caseId})",
            ["actualdurationminutes"] = dice.Between(0, 60),
            ["actualstart"] = Instant(start),
            ["actualend"] = Instant(start + dice.Between(0, 3600)),
        };
    }

    public JsonObject NewCase() => new() { ["title"] = "Fuzz", ["customerid_account@odata.bind"] = $"/accounts({environment.Account})" };

    /// <summary>Some columns of any table with values of the right kind, or nearly.</summary>
    public JsonObject Any(TableMetadata table)
    {
        var row = new JsonObject();
        var columns = table.Columns.Values.ToList();
        for (var i = dice.Between(1, 6); i > 0; i--)
        {
            var column = dice.In(columns);
            if (column.IsLookup)
                row[$"{column.LogicalName}@odata.bind"] = $"/{dice.Of("incidents", "accounts", "systemusers", "contacts", "teams")}({(dice.Once(2) ? Case() : environment.Account)})";
            else
                row[column.LogicalName] = Value(column);
        }

        return row;
    }

    public string Instant(int secondsFromNow) => environment.Clock.GetUtcNow().AddSeconds(secondsFromNow).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private JsonNode? Value(ColumnMetadata column) => dice.Once(5) ? null : column.Type switch
    {
        ColumnType.WholeNumber or ColumnType.BigInt => dice.Between(-2, 100_000),
        ColumnType.Choice or ColumnType.State or ColumnType.Status => dice.Between(-1, 6),
        ColumnType.Decimal or ColumnType.Double or ColumnType.Money => dice.Of(1.5, 0, -1e12, 1e28),
        ColumnType.DateTime => column.DateTimeBehavior == DateTimeBehavior.DateOnly ? "2025-03-01" : dice.Of("2025-03-01T09:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
        ColumnType.Boolean => dice.Once(2),
        ColumnType.Choices => dice.Of("1,2", "x", ""),
        ColumnType.UniqueIdentifier => dice.Id().ToString(),
        _ => dice.In(Mutation.Texts),
    };

    private static Guid NameBased(string name)
    {
#pragma warning disable CA5350 // RFC 9562 makes version 5 of SHA-1.
        var hash = SHA1.HashData([.. UrlNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
