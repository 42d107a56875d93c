using System.Security.Cryptography;
using System.Text.Json;

namespace LocalDataverse.Metadata;

/// <summary>
/// The system tables, read from Metadata/Base/*.json. A table's key is its schema name, the logical name its lower case.
/// A column is an object: type ("Text:200", "Memo:2000", "DateOnly" ... or a <see cref="ColumnType"/>), label, required, default, min, max,
/// format, options, labels (yes/no), autonumber, compose; a look-up's "to" gives target tables and relationship names.
/// </summary>
internal sealed class BaseSet
{
    private readonly List<TableMetadata> _tables = [];
    private readonly List<ChoiceMetadata> _choices = [];
    private readonly List<RelationshipMetadata> _relationships = [];

    /// <summary>Changes with the files: an environment made by an earlier version is brought up to this one.</summary>
    public string Fingerprint { get; }

    public IReadOnlyList<TableMetadata> Tables => _tables;

    private BaseSet()
    {
        var assembly = typeof(BaseSet).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Base/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            using var document = JsonDocument.Parse(bytes);
            JsonElement? activityColumns = document.RootElement.TryGetProperty("activityColumns", out var common) ? common : null;
            foreach (var table in document.RootElement.GetProperty("tables").EnumerateObject())
                Read(new BaseTable(table.Name, table.Value, activityColumns));
        }

        Fingerprint = Convert.ToHexString(hash.GetHashAndReset());
    }

    public static BaseSet Read() => new();

    /// <summary>Puts every table, choice and relationship; what solutions added to system tables stays.</summary>
    public void ApplyTo(IMetadataEditor editor)
    {
        foreach (var choice in _choices)
            editor.PutChoice(choice);
        foreach (var table in _tables)
            editor.PutTable(table);
        foreach (var relationship in _tables.Where(table => !table.IsView).SelectMany(StandardColumns.Relationships).Concat(_relationships))
            editor.PutRelationship(relationship);
    }

    private void Read(BaseTable table)
    {
        _tables.Add(table.Table);
        _choices.AddRange(table.Choices);
        _relationships.AddRange(table.Relationships);
    }
}
