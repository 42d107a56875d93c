using System;
using System.Runtime.Serialization;

namespace CaseTime.Plugins.Time;

/// <summary>One rep's part of a <see cref="Breakdown"/>, in seconds.</summary>
[DataContract]
public sealed class BreakdownRep
{
    internal BreakdownRep(RepTotal total)
    {
        Rep = total.Rep;
        Total = total.Total;
        Automatic = total.Automatic;
        Adjusted = total.Adjusted;
        Manual = total.Manual;
        Activity = total.Activity;
        Overlap = total.Overlap;
    }

    /// <summary>systemuserid, or teamid where a team owns the row.</summary>
    [DataMember(Name = "rep", Order = 0)]
    public Guid Rep { get; private set; }

    [DataMember(Name = "total", Order = 1)]
    public long Total { get; private set; }

    [DataMember(Name = "automatic", Order = 2)]
    public long Automatic { get; private set; }

    [DataMember(Name = "adjusted", Order = 3)]
    public long Adjusted { get; private set; }

    [DataMember(Name = "manual", Order = 4)]
    public long Manual { get; private set; }

    [DataMember(Name = "activity", Order = 5)]
    public long Activity { get; private set; }

    [DataMember(Name = "overlap", Order = 6)]
    public long Overlap { get; private set; }
}
