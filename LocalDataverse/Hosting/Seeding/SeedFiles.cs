using System.Reflection;
using System.Text.Json;

namespace LocalDataverse.Hosting.Seeding;

/// <summary>
/// A folder of data files inside the program: JSON files with rows, read in the order of their names, and the texts they refer to.
/// <code>
/// { "requiresSolution": "UniqueName",      skipped without that solution; optional
///   "rows": [
///     { "table": "...", "id": "...", "columns": { "name": value }, "associate": { "relationship": [ reference ] } },
///     { "message": "...", "parameters": { "Name": { "table": "...", "columns": { } } or { "option": 1 } } } ] }
/// </code>
/// What a value may be says <see cref="SeedValues"/>.
/// </summary>
public sealed class SeedFiles
{
    private static readonly Assembly Resources = typeof(SeedFiles).Assembly;
    private readonly string _folder;

    private SeedFiles(string folder) => _folder = folder;

    /// <summary>Views and forms every environment has.</summary>
    public static SeedFiles Base { get; } = new("BaseData/");

    /// <summary>People, customers and cases to try things with.</summary>
    public static SeedFiles Demo { get; } = new("Demo/");

    /// <summary>The files with rows, as parsed JSON.</summary>
    public IReadOnlyList<JsonElement> ReadRows() =>
    [
        .. from name in Resources.GetManifestResourceNames()
           where name.StartsWith(_folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)
           orderby name
           select Parse(name),
    ];

    /// <summary>A text beside the rows.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public string ReadText(string path)
    {
        using var stream = Resources.GetManifestResourceStream(_folder + path)
            ?? throw new InvalidDataException($"The data files name {_folder}{path}, which does not exist.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static JsonElement Parse(string name)
    {
        using var stream = Resources.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
