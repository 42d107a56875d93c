using System.Text.Json;
using System.Text.Json.Serialization;
using LocalDataverse.Metadata;
using LocalDataverse.Security;

namespace LocalDataverse.Storage;

/// <summary>The catalog as it lies in the SQLite file: one JSON text a table, relationship and choice.</summary>
internal static class CatalogStore
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static void CreateIn(StorageSession session)
    {
        session.Execute("""CREATE TABLE IF NOT EXISTS "_metadata" (kind TEXT NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID""");
        session.Execute("""CREATE TABLE IF NOT EXISTS "_counter" (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID""");
        session.Execute("""CREATE TABLE IF NOT EXISTS "_setting" (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""");
        Sharing.CreateIn(session);
    }

    public static MetadataCatalog Load(StorageSession session) =>
        new(All<TableMetadata>(session, "table"), All<RelationshipMetadata>(session, "relationship"), All<ChoiceMetadata>(session, "choice"));

    public static void Put(StorageSession session, TableMetadata table) => Put(session, "table", table.LogicalName, table);

    public static void Put(StorageSession session, RelationshipMetadata relationship) => Put(session, "relationship", relationship.SchemaName.ToLowerInvariant(), relationship);

    public static void Put(StorageSession session, ChoiceMetadata choice) => Put(session, "choice", choice.Name, choice);

    public static void RemoveTable(StorageSession session, string name) => Remove(session, "table", name);

    public static void RemoveRelationship(StorageSession session, string schemaName) => Remove(session, "relationship", schemaName.ToLowerInvariant());

    public static void RemoveChoice(StorageSession session, string name) => Remove(session, "choice", name);

    public static string? Setting(StorageSession session, string name) => (string?)session.Scalar("""SELECT value FROM "_setting" WHERE name = @p0""", name);

    public static void PutSetting(StorageSession session, string name, string value) =>
        session.Execute("""INSERT INTO "_setting" (name, value) VALUES (@p0, @p1) ON CONFLICT (name) DO UPDATE SET value = excluded.value""", name, value);

    private static void Put<T>(StorageSession session, string kind, string name, T value) =>
        session.Execute("""INSERT INTO "_metadata" (kind, name, json) VALUES (@p0, @p1, @p2) ON CONFLICT (kind, name) DO UPDATE SET json = excluded.json""", kind, name, JsonSerializer.Serialize(value, Json));

    private static void Remove(StorageSession session, string kind, string name) => session.Execute("""DELETE FROM "_metadata" WHERE kind = @p0 AND name = @p1""", kind, name);

    private static List<T> All<T>(StorageSession session, string kind) =>
        session.Rows(reader => JsonSerializer.Deserialize<T>(reader.GetString(0), Json)!, """SELECT json FROM "_metadata" WHERE kind = @p0""", kind);
}
