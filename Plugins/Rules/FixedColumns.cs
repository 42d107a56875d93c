using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1008: what a row is about does not change after it was created.</summary>
public static class FixedColumns
{
    public const string Code = "CT1008";

    /// <param name="changed">Columns that the update would give another value.</param>
    /// <param name="isFixed">Columns that keep theirs.</param>
    public static Refusal? Check(IEnumerable<string> changed, ICollection<string> isFixed) =>
        changed.FirstOrDefault(isFixed.Contains) is { } column ? new Refusal(Code, null, new ColumnName(column)) : null;
}
