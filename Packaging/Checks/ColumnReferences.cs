using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Whether a column that some XML names exists, as far as the solution itself can tell.</summary>
internal static class ColumnReferences
{
    /// <summary>Columns that every table has without any solution describing them.</summary>
    private static readonly HashSet<string> s_implied = ["versionnumber"];

    /// <summary>Adds a finding when the table is ours, or the column bears our prefix, and the solution describes no such column.</summary>
    public static void Check(SolutionModel model, string table, string column, string path, XObject where, Findings findings)
    {
        if (column.Length == 0) return;
        var known = model.Table(table);
        var ours = column.StartsWith(model.Prefix + "_", StringComparison.Ordinal);
        if (known is null)
        {
            if (table.StartsWith(model.Prefix + "_", StringComparison.Ordinal))
                findings.Add(path, where, $"The solution describes no table {table}.");
            return;
        }
        if ((known.IsWhole || ours) && !known.HasColumn(column) && !s_implied.Contains(column))
            findings.Add(path, where, $"The table {table} has no column {column}.");
    }
}
