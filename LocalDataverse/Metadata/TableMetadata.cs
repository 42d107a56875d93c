namespace LocalDataverse.Metadata;

public enum Ownership { None, UserOwned, OrganizationOwned, BusinessOwned }

/// <summary>One table. Names are logical (lower case) unless they say schema.</summary>
public sealed record TableMetadata
{
    public required string LogicalName { get; init; }
    public required string SchemaName { get; init; }
    public required string EntitySetName { get; init; }
    public required string PrimaryIdColumn { get; init; }
    public string? PrimaryNameColumn { get; init; }
    public int ObjectTypeCode { get; init; }
    public Ownership Ownership { get; init; }

    /// <summary>An activity type (phonecall, task, incidentresolution ...): also read through activitypointer.</summary>
    public bool IsActivity { get; init; }
    public bool IsAuditEnabled { get; init; }
    public bool IsCustom { get; init; }
    public Labels DisplayName { get; init; } = Labels.Empty;
    public Labels DisplayCollectionName { get; init; } = Labels.Empty;

    /// <summary>What the names of its privileges end in: prvRead + this. Every activity table shares "Activity".</summary>
    public string PrivilegeName { get => field ?? (IsActivity ? "Activity" : SchemaName); init; }

    /// <summary>A SQL view over other tables (activitypointer, owner): read like a table; see <see cref="IsActivity"/> for writes.</summary>
    public bool IsView { get; init; }

    /// <summary>Schema name of the many-to-many relationship this table holds the pairs of; null for any other table.</summary>
    public string? IntersectRelationship { get; init; }

    /// <summary>Its rows are given to users and teams (roles), for which there is a privilege of its own: prvAssign + <see cref="PrivilegeName"/>.</summary>
    public bool IsAssignedToPrincipals { get; init; }

    /// <summary>By logical name.</summary>
    public IReadOnlyDictionary<string, ColumnMetadata> Columns { get; init; } = new Dictionary<string, ColumnMetadata>();

    /// <summary>Unique name of the solution that added it; null for the base set.</summary>
    public string? Solution { get; init; }

    public ColumnMetadata? Column(string logicalName) => Columns.GetValueOrDefault(logicalName);
}
