using LocalDataverse.Storage;

namespace LocalDataverse.Metadata;

/// <summary>What keeps the privileges of tables in step with the catalog.</summary>
internal interface ITablePrivileges
{
    void Added(StorageSession session, TableMetadata table);

    void Removed(StorageSession session, TableMetadata table);
}
