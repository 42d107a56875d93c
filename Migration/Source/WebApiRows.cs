using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseTime.Migration.Target;

namespace CaseTime.Migration.Source;

/// <summary>Rows of an environment's own msdyn_timetracker, page by page.</summary>
internal static class WebApiRows
{
    private const string EntitySet = "msdyn_timetrackers";
    private const int PageSize = 1000;

    /// <exception cref="ImportException">The environment can't be reached or refuses.</exception>
    public static async IAsyncEnumerable<SourceRow> ReadAsync(WebApiClient source, IReadOnlyDictionary<PreviewColumn, string> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = Enum.GetValues<PreviewColumn>().ToDictionary(column => column, column => ColumnNames.OfWebApi(column, columns));
        var line = 0L;
        await foreach (var row in source.RowsAsync($"{EntitySet}?$select={string.Join(',', names.Values)}", PageSize, cancellationToken))
        {
            var texts = new Dictionary<PreviewColumn, string>();
            foreach (var (column, name) in names)
            {
                if (row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && value.ToString().Trim() is { Length: > 0 } text)
                    texts[column] = text;
            }

            yield return new SourceRow(++line, texts);
        }
    }
}
