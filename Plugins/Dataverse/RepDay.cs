using System;
using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Dataverse;

/// <summary>What is stored of a rep's date, read under the rep's clock lock: all Automatic rows of it, and which rows were deleted.</summary>
public sealed class RepDay
{
    internal RepDay(IReadOnlyList<AutomaticRow> rows, Deletions deletions)
    {
        Rows = rows;
        Deletions = deletions;
    }

    /// <summary>Of every case and device.</summary>
    public IReadOnlyList<AutomaticRow> Rows { get; }

    /// <summary>Of the rep, on any date.</summary>
    public Deletions Deletions { get; }

    public AutomaticRow? Find(Guid id) => Rows.FirstOrDefault(row => row.Id == id);
}
