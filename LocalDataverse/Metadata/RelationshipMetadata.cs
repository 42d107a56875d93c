namespace LocalDataverse.Metadata;

public enum CascadeDelete { NoCascade, RemoveLink, Restrict, Cascade }

/// <summary>A one-to-many relationship. Referenced is the one side (parent), referencing the many side (child).</summary>
public sealed record RelationshipMetadata
{
    public required string SchemaName { get; init; }
    public required string ReferencedTable { get; init; }
    public required string ReferencedColumn { get; init; }
    public required string ReferencingTable { get; init; }
    public required string ReferencingColumn { get; init; }

    /// <summary>Single-valued navigation property on the child; what @odata.bind and $expand name.</summary>
    public required string ReferencingNavigationProperty { get; init; }

    /// <summary>Collection-valued navigation property on the parent.</summary>
    public required string ReferencedNavigationProperty { get; init; }
    public CascadeDelete CascadeDelete { get; init; } = CascadeDelete.NoCascade;
    public string? Solution { get; init; }
}
