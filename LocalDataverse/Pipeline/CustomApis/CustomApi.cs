using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>What a custom API hangs on: customapi.bindingtype.</summary>
public enum CustomApiBinding
{
    Global = 0,
    Entity = 1,
    EntityCollection = 2,
}

/// <summary>Which steps others may register on its message: customapi.allowedcustomprocessingsteptype.</summary>
public enum CustomApiSteps
{
    None = 0,
    AsyncOnly = 1,
    SyncAndAsync = 2,
}

/// <summary>The type of a request parameter or response property, as its row numbers it.</summary>
public enum CustomApiType
{
    Boolean = 0,
    DateTime = 1,
    Decimal = 2,
    Entity = 3,
    EntityCollection = 4,
    EntityReference = 5,
    Float = 6,
    Integer = 7,
    Money = 8,
    Picklist = 9,
    String = 10,
    StringArray = 11,
    Guid = 12,
}

/// <param name="Name">Unique name: the parameter's name in the message.</param>
/// <param name="Type">Its type.</param>
/// <param name="Table">Row types: the table; null for any.</param>
/// <param name="IsOptional">Whether a caller may leave it out; response properties are never demanded.</param>
public sealed record CustomApiValue(string Name, CustomApiType Type, string? Table, bool IsOptional);

/// <summary>A message that a solution brings, with the plugin that does its main operation.</summary>
public sealed record CustomApi
{
    public required Guid Id { get; init; }

    /// <summary>Unique name: the message.</summary>
    public required string Name { get; init; }
    public required CustomApiBinding Binding { get; init; }

    /// <summary>Logical name; null for a global one.</summary>
    public string? Table { get; init; }
    public required bool IsFunction { get; init; }

    /// <summary>Left out of $metadata; whoever knows it may call it.</summary>
    public required bool IsPrivate { get; init; }
    public required CustomApiSteps AllowedSteps { get; init; }

    /// <summary>The privilege a caller needs, at any depth; null for none.</summary>
    public string? ExecutePrivilege { get; init; }
    public IReadOnlyList<CustomApiValue> Parameters { get; init; } = [];
    public IReadOnlyList<CustomApiValue> Properties { get; init; } = [];

    /// <summary>The main operation; null for a message that does nothing but raise its event.</summary>
    public StepRegistration? Plugin { get; init; }

    /// <summary>Whether a value is of the type that a parameter or property declares.</summary>
    public static bool Fits(CustomApiType type, object value) => type switch
    {
        CustomApiType.Boolean => value is bool,
        CustomApiType.DateTime => value is DateTime,
        CustomApiType.Decimal => value is decimal,
        CustomApiType.Entity => value is Entity,
        CustomApiType.EntityCollection => value is EntityCollection,
        CustomApiType.EntityReference => value is EntityReference,
        CustomApiType.Float => value is double,
        CustomApiType.Integer => value is int,
        CustomApiType.Money => value is Money,
        CustomApiType.Picklist => value is OptionSetValue,
        CustomApiType.String => value is string,
        CustomApiType.StringArray => value is string[],
        CustomApiType.Guid => value is Guid,
        _ => false,
    };
}
