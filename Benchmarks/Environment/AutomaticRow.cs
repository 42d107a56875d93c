using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Benchmarks;

/// <summary>An Automatic row as a device sends it.</summary>
internal static class AutomaticRow
{
    public const string Device = "benchmark";
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public static Entity Of(Guid rep, Guid caseId, DateTime date, int category, string timeline)
    {
        return new Entity("casetime_timetracker", IdOf(rep, caseId, date))
        {
            ["casetime_category"] = new OptionSetValue(category),
            ["casetime_regardingcase"] = new EntityReference("incident", caseId),
            ["casetime_workdate"] = date.Date,
            ["casetime_device"] = Device,
            ["casetime_timeline"] = timeline,
        };
    }

    /// <summary>The id that follows from the row's key.</summary>
    public static Guid IdOf(Guid rep, Guid caseId, DateTime date) => NameBased(string.Create(CultureInfo.InvariantCulture, $"{caseId}|{rep}|{date:yyyy-MM-dd}|{Device}"));

    private static Guid NameBased(string name)
    {
        var hash = SHA1.HashData([.. UrlNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
