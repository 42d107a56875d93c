using System;
using System.Linq;
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
    public CaseSum Read(Guid caseId, Guid? onlyOf = null)
    {
        var sum = new CaseSum();
        TrackerSums.AddTo(sum, _service, caseId, onlyOf);
        ActivitySums.AddTo(sum, _service, caseId, onlyOf);
        return sum;
    }

    /// <summary>As <see cref="Read"/>.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="overlapOnce">Whether the total counts activity time in automatic time once.</param>
    /// <param name="pending">Time of this transaction that is not stored yet.</param>
    public CaseTotals Of(Guid caseId, bool overlapOnce, params TimePart[] pending) => CaseTotals.Of(Read(caseId).Parts.Concat(pending), overlapOnce);
}
