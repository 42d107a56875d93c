using System;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>
/// Sums all handling time of a case that the service's user may read: as the caller for what is shown, as SYSTEM for what is stored,
/// since stored totals count rows that the resolver may not read.
/// </summary>
public sealed class CaseSums
{
    private readonly IOrganizationService _service;

    internal CaseSums(IOrganizationService service) => _service = service;

    /// <summary>
    /// Three service calls up to 50,000 time trackers of the case, two more for each further so many; one more where activities say when
    /// they took place, for the automatic time they may overlap.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="onlyOf">A rep whose time alone is summed; null for everybody's.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet; null for none.</param>
    public CaseSum Read(Guid caseId, Guid? onlyOf = null, DayClaim? pending = null)
    {
        var sum = new CaseSum();
        TrackerSums.AddTo(sum, _service, caseId, onlyOf);
        if (pending != null)
            sum.Add(new TimePart(pending.Rep, TimeSource.Automatic, pending.Claimed.Seconds));
        ActivitySums.AddTo(sum, _service, caseId, onlyOf, pending);
        return sum;
    }

    /// <summary>As <see cref="Read"/>.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="overlapOnce">Whether the total counts activity time in automatic time once.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet; null for none.</param>
    public CaseTotals Of(Guid caseId, bool overlapOnce, DayClaim? pending = null) => CaseTotals.Of(Read(caseId, null, pending).Parts, overlapOnce);
}
