using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>
/// Rows by id, in the transaction of one request, without event pipeline and without security: what message handlers, images and
/// solution import stand on. Values are checked and stored by the catalog's rules; system columns are filled.
/// </summary>
public sealed class RowStore
{
    private readonly RequestScope _scope;
    private readonly RowWriter _writer;

    internal RowStore(RequestScope scope, VersionCounter versions)
    {
        _scope = scope;
        _writer = new RowWriter(scope, versions);
    }

    /// <returns>The new row's id: the one given as Id or in the primary column, else a fresh one.</returns>
    /// <exception cref="DataverseException">Unknown table or column, a value the column does not take, a look-up to nothing, an id in use.</exception>
    public Guid Create(Entity row, RowAuthor author)
    {
        using var _ = _scope.EnterStorage();
        return _writer.Create(row, author);
    }

    /// <exception cref="DataverseException">As for Create; 0x80040217 when there is no such row.</exception>
    public void Update(Entity row, RowAuthor author)
    {
        using var _ = _scope.EnterStorage();
        _writer.Update(row, author);
    }

    /// <summary>Creates the row, or updates it where one with its id exists.</summary>
    public void Put(Entity row, RowAuthor author)
    {
        if (Exists(row.LogicalName, row.Id))
            Update(row, author);
        else
            Create(row, author);
    }

    /// <summary>Removes one row and nothing else.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string table, Guid id)
    {
        using var _ = _scope.EnterStorage();
        _scope.Touch(table);
        return _scope.Session.Execute(TablePlan.Of(_scope.Metadata.Table(table)).Delete, ColumnCodec.Id(id)) > 0;
    }

    /// <summary>Sets a look-up to null in every row that points to the id, as a removed link does: no events, no new modifiedon.</summary>
    internal void RemoveLinks(RelationshipMetadata relationship, Guid id)
    {
        using var _ = _scope.EnterStorage();
        _writer.RemoveLinks(relationship, id);
    }

    public bool Exists(string table, Guid id)
    {
        using var _ = _scope.EnterStorage();
        return _scope.Session.Scalar(TablePlan.Of(_scope.Metadata.Table(table)).Exists, ColumnCodec.Id(id)) is not null;
    }

    /// <summary>The row's columns that are not null, with their SDK values.</summary>
    /// <param name="table">Logical name.</param>
    /// <param name="id">Primary key.</param>
    /// <param name="columns">Logical names; null for every column.</param>
    /// <returns>Null when there is no such row.</returns>
    /// <exception cref="DataverseException">0x80041103: unknown column.</exception>
    public Entity? Find(string table, Guid id, IReadOnlyCollection<string>? columns = null)
    {
        using var _ = _scope.EnterStorage();
        var metadata = _scope.Metadata.Table(table);
        var plan = TablePlan.Of(metadata);
        var wanted = columns is null ? plan.Columns : Wanted(metadata, columns);
        using var reader = _scope.Session.Statement(columns is null ? plan.All : plan.Select(wanted), ColumnCodec.Id(id)).ExecuteReader();
        return reader.Read() ? Read(metadata, wanted, reader) : null;
    }

    /// <summary>Rows whose column has the value (null finds NULL; an id serves for a look-up), in the order they were made.</summary>
    public List<Entity> Where(string table, string column, object? value, params string[] columns)
    {
        using var _ = _scope.EnterStorage();
        var metadata = _scope.Metadata.Table(table);
        var filter = Wanted(metadata, [column])[0];
        var wanted = columns.Length == 0 ? TablePlan.Of(metadata).Columns : Wanted(metadata, columns);
        var stored = filter.IsLookup && value is Guid id ? ColumnCodec.Id(id) : ColumnCodec.ToStorage(filter, value);
        var order = metadata.IsView ? "" : " ORDER BY rowid";
        var sql = $"SELECT {TablePlan.SelectList(wanted)} FROM {TableSchema.Quote(table)} WHERE {TableSchema.Quote(column)} {(stored is null ? "IS NULL" : "= @p0")}{order}";
        return stored is null
            ? _scope.Session.Rows(reader => Read(metadata, wanted, reader), sql)
            : _scope.Session.Rows(reader => Read(metadata, wanted, reader), sql, stored);
    }

    /// <summary>Every row, in the order they were made.</summary>
    public List<Entity> All(string table, params string[] columns)
    {
        using var _ = _scope.EnterStorage();
        var metadata = _scope.Metadata.Table(table);
        var wanted = columns.Length == 0 ? TablePlan.Of(metadata).Columns : Wanted(metadata, columns);
        return _scope.Session.Rows(reader => Read(metadata, wanted, reader), $"SELECT {TablePlan.SelectList(wanted)} FROM {TableSchema.Quote(table)}{(metadata.IsView ? "" : " ORDER BY rowid")}");
    }

    internal static DataverseException NotFound(string table, Guid id) =>
        new(ErrorCode.ObjectDoesNotExist, $"Entity '{table}' With Id = {id} Does Not Exist");

    private static List<ColumnMetadata> Wanted(TableMetadata table, IReadOnlyCollection<string> columns)
    {
        var wanted = new List<ColumnMetadata>(columns.Count + 1);
        foreach (var name in columns)
            wanted.Add(RowWriter.ColumnOf(table, name));
        if (!columns.Contains(table.PrimaryIdColumn))
            wanted.Add(table.Columns[table.PrimaryIdColumn]);
        return wanted;
    }

    private static Entity Read(TableMetadata table, IReadOnlyList<ColumnMetadata> columns, SqliteDataReader reader)
    {
        var row = new Entity(table.LogicalName);
        var ordinal = 0;
        foreach (var column in columns)
        {
            var at = ordinal++;
            var typeAt = column.IsPolymorphic ? ordinal++ : -1;
            if (ColumnCodec.FromStorage(column, reader, at, typeAt) is not { } value)
                continue;
            row[column.LogicalName] = value;
            if (column.LogicalName == table.PrimaryIdColumn)
                row.Id = value is EntityReference reference ? reference.Id : (Guid)value;
            else if (value is long version && column.LogicalName == "versionnumber")
                row.RowVersion = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return row;
    }
}
