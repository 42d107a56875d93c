using System.Text.Json.Nodes;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>
/// Writes the rows of one import layer by layer: a managed solution keeps what a maker changed since (unless told to overwrite it) and
/// remembers what it covers; an unmanaged one changes the row and leaves it to whom it belongs.
/// </summary>
internal sealed class RowLayer(RequestScope scope, SolutionManifest manifest, Guid solutionId, bool overwrites)
{
    private readonly ComponentLayers _layers = new(scope);

    /// <exception cref="DataverseException">The row belongs to another solution, or its managed properties forbid the change.</exception>
    public void Put(Entity row, RowAuthor author)
    {
        var existing = scope.Rows.Find(row.LogicalName, row.Id, [.. row.Attributes.Keys, ComponentTables.Owner, "ismanaged"]);
        if (manifest.IsManaged)
            PutManaged(row, existing, author);
        else
            PutUnmanaged(row, existing, author);
    }

    private void PutManaged(Entity row, Entity? existing, RowAuthor author)
    {
        var (kind, name) = (row.LogicalName, row.Id.ToString());
        var owner = existing?.GetAttributeValue<Guid?>(ComponentTables.Owner) is { } id && id != Guid.Empty ? id : (Guid?)null;
        if (owner is { } other && other != solutionId && other != UnmanagedLayer.Id)
            throw new DataverseException(SolutionErrorCode.Solution, $"a component with the id {row.Id} belongs to the solution '{NameOf(other)}'");

        var given = new JsonObject(row.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)ComponentLayers.Digest(pair.Value))));
        var before = _layers.Given(kind, name, manifest.UniqueName);
        row[ComponentTables.Owner] = solutionId;
        row["ismanaged"] = true;
        if (owner != solutionId)
            _layers.Cover(kind, name, manifest.UniqueName, existing is null ? null : ValueJson.Write(row.Attributes.Keys.Select(column => KeyValuePair.Create(column, Value(existing, column)))).ToJsonString());
        else
            _layers.Cover(kind, name, manifest.UniqueName, under: null);
        if (existing is not null && !overwrites)
            KeepChanges(row, existing, before, isMakers: owner == UnmanagedLayer.Id);
        _layers.PutGiven(kind, name, manifest.UniqueName, given);
        scope.Rows.Put(row, author);
    }

    /// <summary>Takes out of the row what a maker changed: all of it where the row is a maker's own, else what differs from what the solution gave last.</summary>
    private static void KeepChanges(Entity row, Entity existing, JsonObject? given, bool isMakers)
    {
        foreach (var column in row.Attributes.Keys.Where(column => column is not (ComponentTables.Owner or "ismanaged")).ToList())
        {
            var isChanged = isMakers || (given?[column]?.GetValue<string>() is { } digest && digest != ComponentLayers.Digest(Value(existing, column)));
            if (isChanged)
                row.Attributes.Remove(column);
        }
    }

    private void PutUnmanaged(Entity row, Entity? existing, RowAuthor author)
    {
        if (existing?.GetAttributeValue<bool>("ismanaged") == true)
            ManagedProperties.DemandCustomizable(scope, row);
        else if (existing?.GetAttributeValue<Guid?>(ComponentTables.Owner) is null)
            row[ComponentTables.Owner] = existing is null ? UnmanagedLayer.Id : null;
        scope.Rows.Put(row, author);
    }

    private static object? Value(Entity row, string column) => row.Contains(column) ? row[column] : null;

    private string NameOf(Guid solution) => scope.Rows.Find("solution", solution, ["uniquename"])?.GetAttributeValue<string>("uniquename") ?? solution.ToString();
}
