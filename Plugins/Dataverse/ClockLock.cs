using System;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace CaseTime.Plugins.Dataverse;

/// <summary>
/// The rep's clock row. Writing it makes everything that counts the same rep's time queue up until the transaction ends,
/// so that two devices cannot claim one second. It is written before the rep's rows are read; reps never wait for each other.
/// </summary>
public sealed class ClockLock
{
    public const string Id = "casetime_clockid";

    /// <summary>Column that holds <see cref="Deletions"/>.</summary>
    public const string DeletionsColumn = "casetime_deletions";

    private const string Counter = "casetime_counter";
    private static readonly DateTime CounterZero = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly IOrganizationService _system;

    internal ClockLock(IOrganizationService system) => _system = system;

    /// <summary>One service call. The counter only has to move on, so it takes the seconds since 2020: no read before the lock.</summary>
    public void Take(Guid repId, DateTime now)
    {
        var clock = new Entity(Tables.Clock, repId);
        clock[Counter] = (int)(now - CounterZero).TotalSeconds;
        _system.Execute(new UpsertRequest { Target = clock });
    }

    /// <summary>One service call, under the lock.</summary>
    public void Remember(Guid repId, Deletions deletions)
    {
        var clock = new Entity(Tables.Clock, repId);
        clock[DeletionsColumn] = deletions.Write();
        _system.Update(clock);
    }
}
