namespace LocalDataverse.Metadata;

public enum ColumnType
{
    UniqueIdentifier, Text, Memo, WholeNumber, BigInt, Decimal, Double, Money,
    DateTime, Boolean, Choice, Choices, State, Status, Lookup, Customer, Owner, EntityName,
}

public enum DateTimeBehavior { UserLocal = 1, DateOnly = 2, TimeZoneIndependent = 3 }

public enum RequiredLevel { None, Recommended, ApplicationRequired, SystemRequired }

/// <summary>One column of a table, as solution XML and EntityDefinitions describe it.</summary>
public sealed record ColumnMetadata
{
    public required string LogicalName { get; init; }
    public required string SchemaName { get; init; }
    public required ColumnType Type { get; init; }
    public Labels DisplayName { get; init; } = Labels.Empty;
    public Labels Description { get; init; } = Labels.Empty;
    public RequiredLevel RequiredLevel { get; init; }
    public bool ValidForCreate { get; init; } = true;
    public bool ValidForUpdate { get; init; } = true;
    public bool ValidForRead { get; init; } = true;
    public bool IsCustom { get; init; }
    public bool IsAuditEnabled { get; init; }

    /// <summary>Characters; text and memo only.</summary>
    public int? MaxLength { get; init; }
    public decimal? MinValue { get; init; }
    public decimal? MaxValue { get; init; }

    /// <summary>Decimal places; decimal, double and money only.</summary>
    public int? Precision { get; init; }

    /// <summary>Solution XML's Format, lower case: none, duration, text, textarea, email, url, date, datetime ...</summary>
    public string? Format { get; init; }
    public DateTimeBehavior DateTimeBehavior { get; init; } = DateTimeBehavior.UserLocal;

    /// <summary>Name of the global or local choice; Choice, Choices, State, Status and Boolean columns.</summary>
    public string? ChoiceName { get; init; }

    /// <summary>What a create without the column stores; the option value or 0/1.</summary>
    public int? DefaultValue { get; init; }

    /// <summary>Text columns the platform numbers: text with {SEQNUM:n} and {RANDSTRING:n}.</summary>
    public string? AutoNumberFormat { get; init; }

    /// <summary>Text columns the platform fills from other columns of the row, joined by spaces.</summary>
    public IReadOnlyList<string> ComposedOf { get; init; } = [];

    /// <summary>Lookup-like columns: logical names of the tables it may point to.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    public bool IsLookup => Type is ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner;

    /// <summary>Whether the target table's name has to be stored beside the id.</summary>
    public bool IsPolymorphic => IsLookup && Targets.Count > 1;

    /// <summary>Unique name of the solution that added it; null for the base set.</summary>
    public string? Solution { get; init; }
}
