using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

/// <summary>Rows of one table, or one page of a query's answer.</summary>
public sealed class EntityCollection
{
    public EntityCollection()
        : this(new List<Entity>())
    {
    }

    public EntityCollection(IList<Entity> list) => Entities = new DataCollection<Entity>(list);

    public DataCollection<Entity> Entities { get; set; }

    public string? EntityName { get; set; }

    /// <summary>Whether there are further pages.</summary>
    public bool MoreRecords { get; set; }

    public string? PagingCookie { get; set; }

    public string? MinActiveRowVersion { get; set; }

    /// <summary>Only meaningful where the query asked for it; -1 otherwise.</summary>
    public int TotalRecordCount { get; set; }

    public bool TotalRecordCountLimitExceeded { get; set; }

    public Entity this[int index]
    {
        get => Entities[index];
        set => Entities[index] = value;
    }
}
