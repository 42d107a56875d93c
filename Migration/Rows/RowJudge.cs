using CaseTime.Migration.Source;
using CaseTime.Migration.Target;
using CaseTime.Plugins.Time;

namespace CaseTime.Migration.Rows;

/// <summary>Decides of each row whether it comes along, before anything is written. The server has the last word on those that do.</summary>
internal sealed class RowJudge(ImportOptions options, TargetEnvironment target, TimeProvider time)
{
    private const int SecondsPerMinute = 60;

    private readonly RowReader _reader = new(options);
    private readonly HashSet<Guid> _seen = [];

    /// <returns>Each row planned or left out, in their order.</returns>
    /// <exception cref="ImportException">The target does not answer.</exception>
    public async Task<IReadOnlyList<(PlannedRow? Planned, LeftOut? LeftOut)>> JudgeAsync(IReadOnlyList<SourceRow> rows, CancellationToken cancellationToken)
    {
        var read = rows.Select(row => (Source: row, Read: _reader.Read(row))).ToList();
        var understood = read.Select(row => row.Read.Row).OfType<PreviewRow>().ToList();
        var cases = await target.CasesAsync(understood.Select(row => row.Case), cancellationToken);
        var reps = await target.RepsAsync(understood.Select(row => row.Rep), cancellationToken);
        return [.. read.Select(row => row.Read.Row is { } found ? Judge(row.Source, found, cases.GetValueOrDefault(found.Case, []), reps.GetValueOrDefault(found.Rep, [])) : (null, row.Read.LeftOut))];
    }

    private (PlannedRow? Planned, LeftOut? LeftOut) Judge(SourceRow source, PreviewRow row, IReadOnlyList<CaseFacts> cases, IReadOnlyList<RepFacts> reps)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var problem = cases.Count switch
        {
            0 => ("case", $"The environment has no case '{row.Case}' that you may read. --cases tells which one it is there."),
            > 1 => ("case", $"The environment has {cases.Count} cases '{row.Case}'. --cases tells which one is meant."),
            _ => reps.Count switch
            {
                0 => ("representative", $"The environment has no user '{row.Rep}'. --reps tells who it is there. Time of a team does not come along."),
                > 1 => ("representative", $"The environment has {reps.Count} users '{row.Rep}'. --reps tells who is meant."),
                _ when row.Start > now || row.End > now => ("future", $"The row begins at {row.Start:u} and ends at {row.End:u}, which is not over yet."),
                _ when row.Category == PreviewCategory.Manual && row.Seconds > target.MaximumLogMinutes * SecondsPerMinute =>
                    ("too long", $"The log of {row.Seconds} s is longer than the settings allow, {target.MaximumLogMinutes} minutes. Raise the longest log for the import, or log the time in parts."),
                _ when !_seen.Add(row.Id) => ("duplicate", $"The source has a row {row.Id} before this one. The first one counts."),
                _ => default((string, string)?),
            },
        };
        return problem is (var reason, var sentence)
            ? (null, new LeftOut(source.Line, row.Id.ToString(), reason, sentence))
            : (new PlannedRow(source, row, RowId.OfPreview(row.Id), cases[0], reps[0]), null);
    }
}
