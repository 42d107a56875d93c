using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Hosting.Seeding;

/// <summary>Finds the rows that data files refer to by name: first among the rows of the files themselves, then in the environment.</summary>
public sealed class SeedReferences(IOrganizationService service, IEnumerable<JsonElement> rows)
{
    private readonly List<JsonElement> _rows = [.. rows.Where(row => row.TryGetProperty("id", out _))];

    /// <summary>Reads { "table": { "column": "value" } }.</summary>
    /// <exception cref="InvalidDataException">No row matches, or more than one does.</exception>
    public EntityReference Find(JsonElement reference)
    {
        var table = reference.EnumerateObject().Single();
        return new EntityReference(table.Name, Find(table.Name, [.. table.Value.EnumerateObject().Select(column => (column.Name, column.Value.GetString()!))]));
    }

    /// <summary>The id of the one row whose column has that text.</summary>
    public Guid Find(string table, string column, string value) => Find(table, [(column, value)]);

    private Guid Find(string table, IReadOnlyList<(string Column, string Value)> keys)
    {
        foreach (var row in _rows)
            if (row.GetProperty("table").GetString() == table && keys.All(key => Has(row.GetProperty("columns"), key.Column, key.Value)))
                return row.GetProperty("id").GetGuid();

        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(false) };
        foreach (var (column, value) in keys)
            query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        var found = service.RetrieveMultiple(query).Entities;
        var name = $"{table} with {string.Join(" and ", keys.Select(key => $"{key.Column} = {key.Value}"))}";
        return found.Count == 1 ? found[0].Id : throw new InvalidDataException(found.Count == 0 ? $"The data files refer to a {name}, which does not exist." : $"The data files refer to a {name}; {found.Count} rows match.");
    }

    private static bool Has(JsonElement columns, string column, string value) =>
        columns.TryGetProperty(column, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() == value;
}
