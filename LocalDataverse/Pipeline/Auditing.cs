using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>
/// Rows of the table audit: who created, changed or deleted which row of an audited table, with the values before and after of the audited
/// columns. Written in the transaction of the change, so that neither is there without the other, while organization.isauditenabled is on.
/// </summary>
internal static class Auditing
{
    public const string Table = "audit";
    private const int Create = 1;
    private const int Update = 2;
    private const int Delete = 3;

    public static void Created(Operation operation, TableMetadata table, Entity row)
    {
        if (Applies(operation, table))
            Write(operation, table, row.Id, Create, [.. Audited(table, row.Attributes.Keys).Select(column => new Change(column, null, row[column]))]);
    }

    /// <summary>What the columns that are to be changed hold now; null where nothing is audited.</summary>
    public static Entity? Before(Operation operation, TableMetadata table, Entity changes) =>
        Applies(operation, table) ? operation.Scope.Rows.Find(table.LogicalName, changes.Id, Audited(table, changes.Attributes.Keys)) : null;

    public static void Updated(Operation operation, TableMetadata table, Entity? before, Entity changes)
    {
        if (before is null)
            return;
        var changed = Audited(table, changes.Attributes.Keys)
            .Select(column => new Change(column, before.Attributes.TryGetValue(column, out object? old) ? old : null, changes[column]))
            .Where(change => Text(change.Old) != Text(change.New))
            .ToList();
        if (changed.Count > 0)
            Write(operation, table, changes.Id, Update, changed);
    }

    public static void Deleting(Operation operation, TableMetadata table, Guid id)
    {
        if (Applies(operation, table) && operation.Scope.Rows.Find(table.LogicalName, id) is { } row)
            Write(operation, table, id, Delete, [.. Audited(table, row.Attributes.Keys).Select(column => new Change(column, row[column], null))]);
    }

    private static bool Applies(Operation operation, TableMetadata table) => operation.Scope.IsAuditing && table.IsAuditEnabled && table.LogicalName != Table;

    /// <summary>Columns that the base set brings are audited with their table; those of a solution where it says so.</summary>
    private static List<string> Audited(TableMetadata table, IEnumerable<string> columns) =>
        [.. columns.Where(name => name != table.PrimaryIdColumn && table.Column(name) is { } column && (column.IsAuditEnabled || column.Solution is null))];

    private static void Write(Operation operation, TableMetadata table, Guid id, int action, List<Change> changes)
    {
        var (scope, caller) = (operation.Scope, operation.Caller);
        scope.Rows.Create(
            new Entity(Table)
            {
                ["action"] = new OptionSetValue(action),
                ["operation"] = new OptionSetValue(action),
                ["objectid"] = id,
                ["objecttypecode"] = table.LogicalName,
                ["userid"] = new EntityReference("systemuser", caller.UserId),
                ["callinguserid"] = caller.InitiatingUserId == caller.UserId ? null : new EntityReference("systemuser", caller.InitiatingUserId),
                ["createdon"] = scope.UtcNow,
                ["transactionid"] = operation.CorrelationId,
                ["changedata"] = Json(changes),
            },
            scope.SystemAuthor);
    }

    private static string Json(List<Change> changes)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changedAttributes");
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("logicalName", change.Column);
                writer.WriteString("oldValue", Text(change.Old));
                writer.WriteString("newValue", Text(change.New));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        EntityReference reference => $"{reference.LogicalName},{reference.Id}",
        OptionSetValue option => option.Value.ToString(CultureInfo.InvariantCulture),
        OptionSetValueCollection options => string.Join(',', options.Select(option => option.Value).Order()),
        Money money => money.Value.ToString(CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed record Change(string Column, object? Old, object? New);
}
