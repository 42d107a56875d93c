using System.Globalization;
using CaseTime.Migration.Rows;

namespace CaseTime.Migration;

/// <summary>What an import did, or would do, in numbers.</summary>
internal sealed class ImportSummary
{
    private readonly SortedDictionary<PreviewCategory, (int Rows, long Seconds)> _categories = [];
    private readonly SortedDictionary<string, (int Rows, string Example)> _leftOut = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _cases = [];
    private readonly HashSet<Guid> _closedCases = [];
    private readonly HashSet<Guid> _reps = [];

    public int Read { get; set; }

    /// <summary>Rows that were written, or would be.</summary>
    public int New { get; private set; }

    /// <summary>Rows that an earlier run had brought.</summary>
    public int Already { get; private set; }

    public int LeftOut => _leftOut.Values.Sum(reason => reason.Rows);

    /// <summary>Closed cases that rows of this import are about.</summary>
    public IReadOnlyCollection<Guid> ClosedCases => _closedCases;

    public void AddNew(PlannedRow row)
    {
        New++;
        Know(row);
        var (rows, seconds) = _categories.GetValueOrDefault(row.Row.Category);
        _categories[row.Row.Category] = (rows + 1, seconds + row.Row.Seconds);
    }

    public void AddAlready(PlannedRow row)
    {
        Already++;
        Know(row);
    }

    public void AddLeftOut(LeftOut row)
    {
        var (rows, example) = _leftOut.GetValueOrDefault(row.Reason, (0, $"line {row.Line}: {row.Sentence}"));
        _leftOut[row.Reason] = (rows + 1, example);
    }

    /// <summary>One line, for while it runs.</summary>
    public string Progress(bool writes) => string.Create(CultureInfo.InvariantCulture,
        $"{Read:N0} rows read, {New:N0} {(writes ? "written" : "to write")}, {Already:N0} there already, {LeftOut:N0} left out");

    public void Print(TextWriter output, bool writes, string errorFile)
    {
        foreach (var (category, (rows, seconds)) in _categories)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {category,-9} {rows,9:N0} rows {seconds / 3600,9:N0} h {seconds / 60 % 60:00} min"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"On {_cases.Count:N0} cases, {_closedCases.Count:N0} of them closed, of {_reps.Count:N0} representatives."));
        output.WriteLine(Progress(writes) + ".");
        foreach (var (reason, (rows, example)) in _leftOut)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  left out, {reason}: {rows:N0}, first {example}"));
        if (LeftOut > 0)
            output.WriteLine($"All of them are listed in {Path.GetFullPath(errorFile)}.");
    }

    private void Know(PlannedRow row)
    {
        _cases.Add(row.Case.Id);
        _reps.Add(row.Rep.Id);
        if (!row.Case.IsActive)
            _closedCases.Add(row.Case.Id);
    }
}
