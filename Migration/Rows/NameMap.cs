using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CaseTime.Migration.Rows;

/// <summary>
/// What the source calls a case or a representative, and what the target does: a CSV file with the columns source and target. What it does not
/// name is looked up as it is.
/// </summary>
public sealed class NameMap
{
    private readonly Dictionary<string, string> _targets;

    private NameMap(Dictionary<string, string> targets) => _targets = targets;

    public static NameMap Empty { get; } = new([]);

    public int Count => _targets.Count;

    /// <exception cref="ImportException">The file can't be read, lacks a column, or names a source twice.</exception>
    public static NameMap Read(string path)
    {
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
                PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            });
            var targets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                var (source, target) = (Key(csv.GetField("source")!), Key(csv.GetField("target")!));
                if (source.Length > 0 && !targets.TryAdd(source, target))
                    throw ImportException.Usage($"{path} names '{source}' twice, the second time in line {csv.Parser.RawRow}.");
            }

            return new NameMap(targets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImportException.Usage($"{path} can't be read: {exception.Message}");
        }
        catch (CsvHelperException)
        {
            throw ImportException.Usage($"{path} must be a CSV file whose first line is source,target.");
        }
    }

    /// <summary>What the target calls it: an id without braces, or a name.</summary>
    public string Of(string source) => _targets.TryGetValue(Key(source), out var target) && target.Length > 0 ? target : Key(source);

    private static string Key(string text) => Guid.TryParse(text, out var id) ? id.ToString() : text.Trim();
}
