using System;
using System.Collections.Generic;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>What the rows of a case add up to, by rep and source, with what a reader wants to know beside the seconds.</summary>
public sealed class CaseSum
{
    private readonly Dictionary<Guid, string> _names = new Dictionary<Guid, string>();
    private readonly List<TimePart> _parts = new List<TimePart>();

    internal CaseSum()
    {
    }

    public IReadOnlyList<TimePart> Parts => _parts;

    /// <summary>When the newest of the rows was written, UTC; null where there is none.</summary>
    public DateTime? LastUpdatedOn { get; private set; }

    /// <summary>The name of a user or team that has a part, as the reader may know it; empty where it is not known.</summary>
    public string NameOf(Guid rep) => _names.TryGetValue(rep, out var name) ? name : "";

    internal void Add(TimePart part) => _parts.Add(part);

    internal void Saw(DateTime? writtenOn)
    {
        if (writtenOn != null && (LastUpdatedOn is null || writtenOn > LastUpdatedOn))
            LastUpdatedOn = writtenOn;
    }

    /// <summary>The platform words a lookup with the name of its row, at no cost.</summary>
    internal void Name(Guid rep, Entity row, string lookup)
    {
        if (row.FormattedValues.TryGetValue(lookup, out var name) && !string.IsNullOrEmpty(name))
            _names[rep] = name;
    }
}
