using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace CaseTime.Plugins.Time;

/// <summary>
/// The response property Reps of casetime_GetHandlingTime: who has how much, as JSON, most time first. All numbers are seconds.
/// <code>
/// {"version":1,"reps":[{"id":"...","name":"Ann Lee","automatic":3660,"adjusted":-120,"logs":1200,"activities":600,"overlap":300}]}
/// </code>
/// automatic is after adjustments and never below zero; adjusted is the sum of the adjustments; overlap is the part of activities that
/// lies in the rep's automatic time. Readers ignore members they do not know; a change of meaning raises version.
/// </summary>
[DataContract]
public sealed class RepList
{
    public const int CurrentVersion = 1;

    private RepList(List<RepListItem> reps)
    {
        Version = CurrentVersion;
        Reps = reps;
    }

    [DataMember(Name = "version", Order = 0)]
    public int Version { get; private set; }

    [DataMember(Name = "reps", Order = 1)]
    public List<RepListItem> Reps { get; private set; }

    /// <param name="totals">The case's totals; reps who have nothing are left out.</param>
    /// <param name="nameOf">The name of a rep; empty where it is not known.</param>
    public static RepList Of(CaseTotals totals, Func<Guid, string> nameOf) => new RepList(totals.Reps
        .Where(rep => rep.Effort != 0 || rep.Adjusted != 0)
        .Select(rep => new RepListItem(rep, nameOf(rep.Rep)))
        .ToList());

    public string Write()
    {
        using (var stream = new MemoryStream())
        {
            new DataContractJsonSerializer(typeof(RepList)).WriteObject(stream, this);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }
}

/// <summary>One rep of a <see cref="RepList"/>.</summary>
[DataContract]
public sealed class RepListItem
{
    internal RepListItem(RepTotal total, string name)
    {
        Id = total.Rep;
        Name = name;
        Automatic = total.Automatic;
        Adjusted = total.Adjusted;
        Logs = total.Manual;
        Activities = total.Activity;
        Overlap = total.Overlap;
    }

    /// <summary>systemuserid, or teamid where a team owns the row.</summary>
    [DataMember(Name = "id", Order = 0)]
    public Guid Id { get; private set; }

    [DataMember(Name = "name", Order = 1)]
    public string Name { get; private set; }

    [DataMember(Name = "automatic", Order = 2)]
    public long Automatic { get; private set; }

    [DataMember(Name = "adjusted", Order = 3)]
    public long Adjusted { get; private set; }

    [DataMember(Name = "logs", Order = 4)]
    public long Logs { get; private set; }

    [DataMember(Name = "activities", Order = 5)]
    public long Activities { get; private set; }

    [DataMember(Name = "overlap", Order = 6)]
    public long Overlap { get; private set; }
}
