namespace LocalDataverse.WebApi.Model;

/// <summary>What an operation's parameter or result is; the kinds that a custom API knows, and the few more that built-in messages need.</summary>
public enum OperationValueType
{
    Boolean, DateTime, Decimal, Double, WholeNumber, BigInt, Money, Text, Texts, Guid, Guids, Binary,

    /// <summary>A number in the Web API, an OptionSetValue in the message.</summary>
    Choice,

    /// <summary>A whole row: JSON with columns, an Entity in the message.</summary>
    Row,

    /// <summary>Rows: a JSON array, an EntityCollection in the message.</summary>
    Rows,

    /// <summary>A row named by its id: JSON with the key or an @odata.id, an EntityReference in the message.</summary>
    Reference,

    /// <summary>As <see cref="Reference"/>, but the message takes the id alone.</summary>
    ReferenceId,

    /// <summary>Access rights: a number in the message, their names with commas in the Web API.</summary>
    AccessRights,

    /// <summary>A user or team with rights: a complex type in the Web API, a PrincipalAccess in the message.</summary>
    PrincipalAccess,

    /// <summary>Several of them; in answers.</summary>
    PrincipalAccesses,

    /// <summary>Queries: a JSON array of the complex type QueryExpression, QueryExpression[] in the message.</summary>
    Queries,

    /// <summary>Options of BulkDelete: a complex type of truth values, a ParameterCollection in the message.</summary>
    BulkDeleteOptions,
}

/// <param name="Name">Its name in the Web API.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Table">Row kinds: the table, or null for any.</param>
/// <param name="IsOptional">Whether a caller may leave it out.</param>
/// <param name="MessageParameter">Its name in the message where that differs.</param>
public sealed record OperationValue(string Name, OperationValueType Type, string? Table = null, bool IsOptional = false, string? MessageParameter = null)
{
    public string InMessage => MessageParameter ?? Name;
}

/// <summary>What a bound operation hangs on.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsCollection">Bound to the whole set rather than to one row.</param>
/// <param name="Parameter">The message parameter that carries the row; null for a collection.</param>
/// <param name="AsId">Whether the message takes the id alone rather than a reference.</param>
public sealed record OperationBinding(string Table, bool IsCollection, string? Parameter, bool AsId = false);

/// <summary>A function (GET) or action (POST) of the Web API and the SDK message it stands for.</summary>
public sealed record OperationDeclaration
{
    public required string Name { get; init; }
    public required bool IsFunction { get; init; }

    /// <summary>Null for an unbound operation.</summary>
    public OperationBinding? Binding { get; init; }
    public IReadOnlyList<OperationValue> Parameters { get; init; } = [];
    public IReadOnlyList<OperationValue> Results { get; init; } = [];

    /// <summary>The one result is rows, answered as a collection ("value"), or a row, answered by itself, rather than as a property of a response.</summary>
    public bool AnswersRows { get; init; }

    public string ResponseTypeName => Name + "Response";
}
