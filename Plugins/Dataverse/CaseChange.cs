using System;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>An update of incident that sends its state.</summary>
public sealed class CaseChange : Row
{
    /// <summary>statuscode of a case that was merged into another one.</summary>
    public const int Merged = 2000;

    private readonly Guid _id;

    internal CaseChange(Entity target, Entity? stored, Guid id)
        : base(target, stored) => _id = id;

    public Guid Id => _id;

    public CaseState? NewState => (CaseState?)Effective<OptionSetValue>(CaseColumns.State)?.Value;

    public CaseState? OldState => (CaseState?)Stored<OptionSetValue>(CaseColumns.State)?.Value;

    public bool IsMerge => Effective<OptionSetValue>(CaseColumns.Status)?.Value == Merged;
}
