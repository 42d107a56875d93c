using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>An incident that is being created or updated, as to the columns that handling time stores on it.</summary>
public sealed class CaseTotalsRow : Row
{
    /// <summary>The case's columns that only steps write.</summary>
    public static readonly IReadOnlyList<string> Columns = new[]
    {
        CaseColumns.TotalSeconds, CaseColumns.AutomaticSeconds, CaseColumns.ManualSeconds, CaseColumns.ActivitySeconds, CaseColumns.TotalTime,
        CaseColumns.ClosedOn,
    };

    internal CaseTotalsRow(Entity target, Entity? stored)
        : base(target, stored)
    {
    }

    /// <summary>Those of <see cref="Columns"/> that the caller gives another value.</summary>
    public IReadOnlyList<string> Written => Changed.Where(Columns.Contains).ToList();
}
