using LocalDataverse.WebApi.Querying;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>A row as it was read, with the related rows that $expand asked for.</summary>
public sealed class RowTree(Entity row, ReadPlan plan)
{
    public Entity Row { get; } = row;
    public ReadPlan Plan { get; } = plan;

    /// <summary>Single-valued expansions by navigation property; null where there is no related row, or none the caller may read.</summary>
    public Dictionary<string, RowTree?> Singles { get; } = new(StringComparer.Ordinal);

    /// <summary>Owners by navigation property: users or teams, of whom only the id is shown.</summary>
    public Dictionary<string, EntityReference?> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>Collection-valued expansions by navigation property.</summary>
    public Dictionary<string, IReadOnlyList<RowTree>> Collections { get; } = new(StringComparer.Ordinal);
}
