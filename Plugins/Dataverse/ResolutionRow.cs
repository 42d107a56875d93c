using System;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>An incidentresolution row that is being created.</summary>
public sealed class ResolutionRow : Row
{
    internal ResolutionRow(Entity target)
        : base(target, null)
    {
    }

    public Guid? CaseId => Sent<EntityReference>(CaseColumns.Id)?.Id;

    /// <summary>Minutes; null where the caller left it empty, 0 is an answer.</summary>
    public int? TimeSpent
    {
        get => Sent<int?>(CaseColumns.TimeSpent);
        set => Set(CaseColumns.TimeSpent, value);
    }

    /// <summary>Minutes; null where the caller left it empty, 0 is an answer.</summary>
    public int? TotalTime
    {
        get => Sent<int?>(CaseColumns.TotalTime);
        set => Set(CaseColumns.TotalTime, value);
    }
}
