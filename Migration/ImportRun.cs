using System.Globalization;
using CaseTime.Migration.Rows;
using CaseTime.Migration.Source;
using CaseTime.Migration.Target;

namespace CaseTime.Migration;

/// <summary>
/// One import. Nothing is kept between runs: a row's id follows from its id in the source, and rows that are there are left alone, so the
/// same command after a cut goes on where it stopped.
/// </summary>
internal sealed class ImportRun(ImportOptions options, Machine machine, TextWriter output)
{
    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(2);

    private readonly ImportSummary _summary = new();
    private long _lastLine = machine.Time.GetTimestamp();

    /// <returns>Of <see cref="ExitCode"/>.</returns>
    /// <exception cref="ImportException">It can't begin or go on.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var client = WebApiClient.Open(options.Target, machine, output.WriteLine);
        using var source = options.Source is { } environment ? WebApiClient.Open(environment, machine, output.WriteLine) : null;
        var target = new TargetEnvironment(client);
        await target.OpenAsync(cancellationToken);
        output.WriteLine(options.Write ? $"Bringing rows into {options.Target.Url}." : $"Dry run: nothing is written to {options.Target.Url}; --write does it.");
        using var errors = new ErrorFile(options.ErrorFile);
        try
        {
            var rows = source is null ? CsvRows.ReadAsync(options.CsvFile!, options.Columns, cancellationToken) : WebApiRows.ReadAsync(source, options.Columns, cancellationToken);
            await RowsAsync(rows, target, errors, cancellationToken);
            if (options.Totals)
                await TotalsAsync(target, cancellationToken);
        }
        finally
        {
            // Also where it stopped: what was done until then is done.
            _summary.Print(output, options.Write, options.ErrorFile);
        }

        return _summary.LeftOut > 0 ? ExitCode.SomeLeftOut : ExitCode.Done;
    }

    /// <summary>Finals come last and by age, since the server numbers a case's resolutions in the order in which they come.</summary>
    private async Task RowsAsync(IAsyncEnumerable<SourceRow> rows, TargetEnvironment target, ErrorFile errors, CancellationToken cancellationToken)
    {
        var judge = new RowJudge(options, target, machine.Time);
        var finals = new List<PlannedRow>();
        await foreach (var slice in rows.Chunk(options.Slice).WithCancellation(cancellationToken))
        {
            _summary.Read += slice.Length;
            var judged = await judge.JudgeAsync(slice, cancellationToken);
            foreach (var leftOut in judged.Select(row => row.LeftOut).OfType<LeftOut>())
                LeaveOut(leftOut, errors);
            var planned = judged.Select(row => row.Planned).OfType<PlannedRow>().ToList();
            var existing = await target.ExistingAsync(planned.Select(row => row.Id), cancellationToken);
            foreach (var row in planned.Where(row => existing.Contains(row.Id)))
                _summary.AddAlready(row);
            planned.RemoveAll(row => existing.Contains(row.Id));
            finals.AddRange(planned.Where(row => row.Row.Category == PreviewCategory.Final));
            planned.RemoveAll(row => row.Row.Category == PreviewCategory.Final);
            await WriteAsync(planned, target, errors, cancellationToken);
        }

        foreach (var slice in finals.OrderBy(row => row.Row.Created).Chunk(options.Slice))
            await WriteAsync(slice, target, errors, cancellationToken);
    }

    private async Task WriteAsync(IReadOnlyList<PlannedRow> rows, TargetEnvironment target, ErrorFile errors, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchAnswer> answers = options.Write && rows.Count > 0 ? await target.CreateAsync(rows, options.Sequence, cancellationToken) : [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (!options.Write || answers[i].IsSuccess)
                _summary.AddNew(rows[i]);
            else if (answers[i].Status == BatchAnswer.IsThere)
                _summary.AddAlready(rows[i]);
            else
                LeaveOut(new LeftOut(rows[i].Source.Line, rows[i].Row.Id.ToString(), "refused", Refusal.Of(answers[i].Body, answers[i].Status).Sentence), errors);
        }

        if (machine.Time.GetElapsedTime(_lastLine) < s_betweenLines)
            return;
        _lastLine = machine.Time.GetTimestamp();
        output.WriteLine(_summary.Progress(options.Write));
    }

    private async Task TotalsAsync(TargetEnvironment target, CancellationToken cancellationToken)
    {
        if (!options.Write)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Totals of {_summary.ClosedCases.Count:N0} closed cases would be stored."));
            return;
        }

        var stored = 0;
        foreach (var id in _summary.ClosedCases)
        {
            if (await target.RecalculateAsync(id, cancellationToken) is { } sentence)
                output.WriteLine($"The totals of the case {id} are not stored: {sentence}");
            else
                stored++;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Totals of {stored:N0} of {_summary.ClosedCases.Count:N0} closed cases are stored."));
    }

    private void LeaveOut(LeftOut row, ErrorFile errors)
    {
        _summary.AddLeftOut(row);
        errors.Add(row);
    }
}
