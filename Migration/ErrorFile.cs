using System.Globalization;
using System.Text;
using CaseTime.Migration.Rows;
using CsvHelper;
using CsvHelper.Configuration;

namespace CaseTime.Migration;

/// <summary>The CSV file that lists what was left out: line, id, reason, sentence. It is made with the first such row; one of an earlier run goes.</summary>
internal sealed class ErrorFile : IDisposable
{
    private readonly string _path;
    private CsvWriter? _csv;

    /// <exception cref="ImportException">The path is not writable.</exception>
    public ErrorFile(string path)
    {
        _path = path;
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImportException.Usage($"The error file {path} can't be replaced: {exception.Message}");
        }
    }

    /// <exception cref="ImportException">It can't be written. Rows may have been brought already.</exception>
    public void Add(LeftOut row)
    {
        try
        {
            _csv ??= Begin();
            _csv.WriteField(row.Line);
            _csv.WriteField(row.Id);
            _csv.WriteField(row.Reason);
            _csv.WriteField(row.Sentence);
            _csv.NextRecord();
            _csv.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImportException.Stopped($"The error file {_path} can't be written: {exception.Message} Mend that and run the same command once more: it goes on where this one stopped.", exception);
        }
    }

    public void Dispose() => _csv?.Dispose();

    private CsvWriter Begin()
    {
        // What a spreadsheet would run as a formula is escaped: ids and sentences repeat what the source holds.
        var csv = new CsvWriter(new StreamWriter(_path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        foreach (var header in new[] { "line", "id", "reason", "sentence" })
            csv.WriteField(header);
        csv.NextRecord();
        return csv;
    }
}
