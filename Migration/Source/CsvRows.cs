using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CaseTime.Migration.Source;

/// <summary>Rows of a CSV file, one at a time: comma, semicolon or tab, UTF-8 or with a byte order mark that says otherwise.</summary>
internal static class CsvRows
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ImportException">The file can't be read, is no UTF-8, or lacks a column.</exception>
    public static async IAsyncEnumerable<SourceRow> ReadAsync(string path, IReadOnlyDictionary<PreviewColumn, string> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = Open(path);
        var isBroken = false;
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = _ => isBroken = true,
            MissingFieldFound = null,
        });
        if (!await NextAsync(csv, path) || !csv.ReadHeader())
            throw ImportException.Usage($"{path} is empty: its first line must name the columns.");
        var places = ColumnNames.Places(csv.HeaderRecord!, columns);
        while (await NextAsync(csv, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var texts = new Dictionary<PreviewColumn, string>();
            foreach (var (column, place) in places)
            {
                if (csv.GetField(place)?.Trim() is { Length: > 0 } value)
                    texts[column] = value;
            }

            yield return new SourceRow(csv.Parser.RawRow, texts, isBroken);
            isBroken = false;
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, s_strict, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImportException.Usage($"{path} can't be read: {exception.Message}");
        }
    }

    private static async Task<bool> NextAsync(CsvReader csv, string path)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (DecoderFallbackException exception)
        {
            // Once rows have been handed out, they may have been written.
            var sentence = $"{path} is not UTF-8 after line {csv.Parser.RawRow}: save it as \"CSV UTF-8\".";
            throw csv.HeaderRecord is null ? ImportException.Usage(sentence)
                : ImportException.Stopped($"{sentence} Rows before that line are not lost, the same command goes on after them.", exception);
        }
    }
}
