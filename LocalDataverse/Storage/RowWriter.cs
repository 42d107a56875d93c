using System.Text;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>Turns a sent row into one INSERT or UPDATE.</summary>
internal sealed class RowWriter(RequestScope scope, VersionCounter versions)
{
    private const int ConstraintFailed = 19;
    private StorageSession Session => scope.Session;

    /// <exception cref="DataverseException">0x80041103: the table has no such column.</exception>
    public static ColumnMetadata ColumnOf(TableMetadata table, string column) => table.Column(column)
        ?? throw new DataverseException(ErrorCode.NoSuchColumn, $"'{table.LogicalName}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");

    public Guid Create(Entity row, RowAuthor author)
    {
        var table = Writable(row.LogicalName);
        var id = IdOf(table, row) is { } given && given != Guid.Empty ? given : Guid.CreateVersion7(new DateTimeOffset(DateTime.SpecifyKind(author.UtcNow, DateTimeKind.Utc)));
        var plan = TablePlan.Of(table);
        var values = new RowValues(plan);
        foreach (var (name, value) in row.Attributes)
        {
            var column = ColumnOf(table, name);
            if (column.ValidForCreate && name != table.PrimaryIdColumn)
                Put(values, table, column, value);
        }

        values.Set(table.Columns[table.PrimaryIdColumn], ColumnCodec.Id(id));
        new RowDefaults(scope, table, author).Complete(values, row, id);
        foreach (var column in plan.Required)
        {
            if (values.IsNull(column))
                throw new DataverseException(ErrorCode.ColumnNotNullable, $"Attribute '{column.LogicalName}' of the table '{table.LogicalName}' must be given.");
        }

        values.Set(table.Columns["versionnumber"], versions.Next(Session));
        Insert(table, plan, values, id);
        scope.Touch(table.LogicalName);
        return id;
    }

    public void Update(Entity row, RowAuthor author)
    {
        var table = Writable(row.LogicalName);
        var id = IdOf(table, row) is { } given && given != Guid.Empty ? given
            : throw new DataverseException(ErrorCode.InvalidArgument, $"An update of the table '{table.LogicalName}' needs the row's id.");
        var values = new RowValues(TablePlan.Of(table));
        foreach (var (name, value) in row.Attributes)
        {
            var column = ColumnOf(table, name);
            if (column.ValidForUpdate && name != table.PrimaryIdColumn)
                Put(values, table, column, value);
        }

        new RowDefaults(scope, table, author).Change(values, row, id);
        values.Set(table.Columns["versionnumber"], versions.Next(Session));
        if (Update(table, values, id) == 0)
            throw RowStore.NotFound(table.LogicalName, id);
        scope.Touch(table.LogicalName);
    }

    public void RemoveLinks(RelationshipMetadata relationship, Guid id)
    {
        var table = scope.Metadata.Table(relationship.ReferencingTable);
        var column = table.Columns[relationship.ReferencingColumn];
        var name = TableSchema.Quote(column.LogicalName);
        var type = column.IsPolymorphic ? $", {TableSchema.Quote(TableSchema.TypeColumn(column.LogicalName))} = NULL" : "";
        var changed = Session.Execute($"UPDATE {TableSchema.Quote(table.LogicalName)} SET {name} = NULL{type}, \"versionnumber\" = @p1 WHERE {name} = @p0", ColumnCodec.Id(id), versions.Next(Session));
        if (changed > 0)
            scope.Touch(table.LogicalName);
    }

    private TableMetadata Writable(string name)
    {
        var table = scope.Metadata.Table(name);
        return table.IsView ? throw new DataverseException(ErrorCode.InvalidArgument, $"Rows of '{name}' are written through the table they belong to.") : table;
    }

    private static Guid? IdOf(TableMetadata table, Entity row) =>
        row.Id != Guid.Empty ? row.Id
        : !row.Attributes.TryGetValue(table.PrimaryIdColumn, out var value) ? null
        : value switch { Guid id => id, EntityReference reference => reference.Id, _ => null };

    private void Put(RowValues values, TableMetadata table, ColumnMetadata column, object? value)
    {
        ColumnRules.Check(scope.Metadata, table, column, value);
        if (value is EntityReference reference)
            values.Set(column, ColumnCodec.Id(reference.Id), Target(table, column, reference));
        else
            values.Set(column, ColumnCodec.ToStorage(column, value), value is not null && column.Targets is [var only, ..] ? only : null);
    }

    /// <summary>The table a reference points to, once it is known to hold the row.</summary>
    private string Target(TableMetadata table, ColumnMetadata column, EntityReference reference)
    {
        if (!column.IsLookup)
            ColumnCodec.ToStorage(column, reference);
        if (reference.Id == Guid.Empty && reference.KeyAttributes.Count > 0)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The look-up '{column.LogicalName}' names a row by alternate key, which is not supported; give its id.");
        var name = string.IsNullOrEmpty(reference.LogicalName) && column.Targets.Count == 1 ? column.Targets[0] : reference.LogicalName;
        if (!column.Targets.Contains(name))
            throw new DataverseException(ErrorCode.InvalidArgument, $"The look-up '{column.LogicalName}' of the table '{table.LogicalName}' can't point to a row of '{name}'; it takes {string.Join(", ", column.Targets)}.");
        if (Session.Scalar(TablePlan.Of(scope.Metadata.Table(name)).Exists, ColumnCodec.Id(reference.Id)) is null)
            throw RowStore.NotFound(name, reference.Id);
        return name;
    }

    private void Insert(TableMetadata table, TablePlan plan, RowValues values, Guid id)
    {
        try
        {
            Session.Execute(plan.Insert, values.All);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == ConstraintFailed)
        {
            throw new DataverseException(ErrorCode.DuplicateKey, $"A record with matching key values already exists. ('{table.LogicalName}' with Id = {id})", error);
        }
    }

    private int Update(TableMetadata table, RowValues values, Guid id)
    {
        var sql = new StringBuilder("UPDATE ").Append(TableSchema.Quote(table.LogicalName)).Append(" SET ");
        var parameters = new List<object?>();
        foreach (var (physical, value) in values.Given())
        {
            sql.Append(parameters.Count == 0 ? "" : ", ").Append(TableSchema.Quote(physical)).Append(" = ").Append(StorageSession.ParameterName(parameters.Count));
            parameters.Add(value);
        }

        sql.Append(" WHERE ").Append(TableSchema.Quote(table.PrimaryIdColumn)).Append(" = ").Append(StorageSession.ParameterName(parameters.Count));
        parameters.Add(ColumnCodec.Id(id));
        return Session.Execute(sql.ToString(), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parameters));
    }
}
