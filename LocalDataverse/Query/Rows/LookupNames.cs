using LocalDataverse.Metadata;
using LocalDataverse.Query.Sql;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query.Rows;

/// <summary>Finds the primary names of all rows that a page's lookups point to: one statement a target table, whatever the page's size.</summary>
internal static class LookupNames
{
    private const int IdsAtOnce = 500;

    public static void Fill(IReadOnlyList<(Entity Row, string Key, EntityReference Reference)> lookups, StorageSession session, MetadataCatalog metadata)
    {
        foreach (var target in lookups.GroupBy(lookup => lookup.Reference.LogicalName))
        {
            if (metadata.FindTable(target.Key) is not { PrimaryNameColumn: not null } table)
                continue;
            var names = new Dictionary<Guid, string>();
            foreach (var ids in target.Select(lookup => lookup.Reference.Id).Distinct().Chunk(IdsAtOnce))
                Read(table, ids, session, names);
            foreach (var (row, key, reference) in target)
            {
                if (names.TryGetValue(reference.Id, out var name))
                    row.FormattedValues[key] = reference.Name = name;
            }
        }
    }

    private static void Read(TableMetadata table, Guid[] ids, StorageSession session, Dictionary<Guid, string> names)
    {
        var parameters = new SqlParameters();
        var (id, name) = (SqlName.Quote(table.PrimaryIdColumn), SqlName.Quote(table.PrimaryNameColumn!));
        var sql = $"SELECT {id}, {name} FROM {SqlName.Quote(table.LogicalName)} WHERE {name} IS NOT NULL AND {id} IN ({string.Join(", ", ids.Select(value => parameters.Add(value.ToString())))})";
        using var reader = session.Prepared(sql, parameters.Values).ExecuteReader();
        while (reader.Read())
            names[Guid.Parse(reader.GetString(0))] = reader.GetString(1);
    }
}
