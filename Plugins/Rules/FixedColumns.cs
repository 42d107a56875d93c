using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1008: what a row is about does not change after it was created, and what handling time stores on a case is its own.</summary>
public static class FixedColumns
{
    public const string Code = "CT1008";

    /// <summary>Columns of a case that handling time itself writes.</summary>
    /// <param name="changed">Columns that the caller would give another value; all of them are handling time's.</param>
    public static Refusal? CheckCase(IEnumerable<string> changed) =>
        changed.FirstOrDefault() is { } column ? new Refusal(Code, "case", new ColumnName(column)) : null;

    /// <param name="changed">Columns that the update would give another value.</param>
    /// <param name="isFixed">Columns that keep theirs.</param>
    public static Refusal? Check(IEnumerable<string> changed, ICollection<string> isFixed) =>
        changed.FirstOrDefault(isFixed.Contains) is { } column ? new Refusal(Code, null, new ColumnName(column)) : null;
}
