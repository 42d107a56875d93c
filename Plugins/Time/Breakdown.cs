using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace CaseTime.Plugins.Time;

/// <summary>
/// casetime_breakdown of a Final row: the totals of a resolution or cancellation by category and by rep, as JSON. All numbers are seconds.
/// <code>
/// {"version":1,"cycle":2,"total":5460,"automatic":3660,"manual":1200,"activity":600,"closing":5400,"late":60,"overlap":300,"once":false,
///  "reps":[{"rep":"...","total":5460,"automatic":3660,"adjusted":-120,"manual":1200,"activity":600,"overlap":300}]}
/// </code>
/// total = automatic + manual + activity - (once ? overlap : 0) = sum of the reps' totals. overlap is the part of activity that lies in
/// automatic time of the same rep; once says whether the settings counted it once. closing is the total at the moment of closing; late is what arrived
/// after it, already in total. automatic is after adjustments and never below zero; adjusted is the sum of the adjustments.
/// Readers ignore members they do not know; a change of meaning raises version.
/// The framework's own DataContractJsonSerializer writes and reads it: the sandbox loads one DLL, so no library can come along.
/// </summary>
[DataContract]
public sealed class Breakdown
{
    public const int CurrentVersion = 1;

    private Breakdown(int cycle, CaseTotals totals, int closing)
    {
        Version = CurrentVersion;
        Cycle = cycle;
        Total = totals.Total;
        Automatic = totals.Automatic;
        Manual = totals.Manual;
        Activity = totals.Activity;
        Closing = closing;
        Late = Math.Max(0, totals.Total - closing);
        Overlap = totals.Overlap;
        Once = totals.OverlapOnce;
        Reps = totals.Reps.Select(rep => new BreakdownRep(rep)).ToList();
    }

    [DataMember(Name = "version", Order = 0, IsRequired = true)]
    public int Version { get; private set; }

    /// <summary>1 for the first resolution or cancellation of the case.</summary>
    [DataMember(Name = "cycle", Order = 1)]
    public int Cycle { get; private set; }

    [DataMember(Name = "total", Order = 2)]
    public int Total { get; private set; }

    [DataMember(Name = "automatic", Order = 3)]
    public int Automatic { get; private set; }

    [DataMember(Name = "manual", Order = 4)]
    public int Manual { get; private set; }

    [DataMember(Name = "activity", Order = 5)]
    public int Activity { get; private set; }

    [DataMember(Name = "closing", Order = 6, IsRequired = true)]
    public int Closing { get; private set; }

    [DataMember(Name = "late", Order = 7)]
    public int Late { get; private set; }

    [DataMember(Name = "overlap", Order = 8)]
    public int Overlap { get; private set; }

    [DataMember(Name = "once", Order = 9)]
    public bool Once { get; private set; }

    [DataMember(Name = "reps", Order = 10)]
    public List<BreakdownRep> Reps { get; private set; }

    public static Breakdown AtClosing(int cycle, CaseTotals totals) => new Breakdown(cycle, totals, totals.Total);

    /// <summary>The same closing with what has arrived since.</summary>
    /// <param name="cycle">The cycle of the Final row.</param>
    /// <param name="totals">The totals now.</param>
    /// <param name="written">The row's breakdown as it was; null where it cannot be read.</param>
    /// <param name="writtenTotal">The row's total as it was, for that case.</param>
    public static Breakdown Corrected(int cycle, CaseTotals totals, Breakdown? written, int writtenTotal) =>
        new Breakdown(cycle, totals, written?.Closing ?? writtenTotal);

    /// <summary>The breakdown in <paramref name="json"/>; null where the text is absent, not JSON or of another version.</summary>
    public static Breakdown? Read(string? json)
    {
        if (json is null || json.Length == 0)
            return null;
        try
        {
            using (var stream = new MemoryStream(Encoding.UTF8.GetBytes(json)))
                return Serializer().ReadObject(stream) is Breakdown { Version: CurrentVersion } breakdown ? breakdown : null;
        }
        catch (SerializationException)
        {
            return null;
        }
    }

    public string Write()
    {
        using (var stream = new MemoryStream())
        {
            Serializer().WriteObject(stream, this);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    private static DataContractJsonSerializer Serializer() => new DataContractJsonSerializer(typeof(Breakdown));
}
