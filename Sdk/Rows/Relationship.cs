using System;

namespace Microsoft.Xrm.Sdk;

public enum EntityRole
{
    Referencing = 0,
    Referenced = 1,
}

/// <summary>A relationship by schema name.</summary>
public sealed class Relationship
{
    public Relationship()
        : this(null!)
    {
    }

    public Relationship(string schemaName) => SchemaName = schemaName;

    public string SchemaName { get; set; }

    /// <summary>Which side the row is on; needed where a table relates to itself.</summary>
    public EntityRole? PrimaryEntityRole { get; set; }

    public override bool Equals(object? obj) =>
        obj is Relationship other
        && string.Equals(SchemaName, other.SchemaName, StringComparison.Ordinal)
        && PrimaryEntityRole == other.PrimaryEntityRole;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(SchemaName ?? "") ^ PrimaryEntityRole.GetHashCode();

    public override string ToString() => SchemaName + "." + PrimaryEntityRole;
}
