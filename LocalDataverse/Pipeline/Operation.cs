using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>One message on its way through the pipeline: what handlers work on and plugin contexts show.</summary>
public sealed class Operation
{
    private RequestScope? _scope;

    internal Operation(IMessageHandler handler, string messageName, ParameterCollection input, Caller caller, DateTime createdOn)
    {
        Handler = handler;
        EventName = handler.EventName;
        RequestName = messageName;
        Input = input;
        Caller = caller;
        CreatedOn = createdOn;
        (Table, Id) = handler.SubjectOf(input);
    }

    public IMessageHandler Handler { get; }

    /// <summary>The message as steps are registered on it and contexts name it.</summary>
    public string EventName { get; }

    /// <summary>The message as it was sent.</summary>
    public string RequestName { get; }

    /// <summary>The table it is about; empty for none.</summary>
    public string Table { get; set; }

    /// <summary>The row it is about; empty for none, and on Create until the row is written.</summary>
    public Guid Id { get; set; }
    public ParameterCollection Input { get; }
    public ParameterCollection Output { get; } = [];
    public ParameterCollection SharedVariables { get; init; } = [];
    public Caller Caller { get; }
    public int Depth { get; init; } = 1;
    public Guid CorrelationId { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; } = Guid.NewGuid();
    public Guid? RequestId { get; init; }

    /// <summary>UTC; what plugins take as now.</summary>
    public DateTime CreatedOn { get; }

    /// <summary>The context in which it was started; null at the top.</summary>
    public IPluginExecutionContext? Parent { get; internal set; }

    /// <summary>The transaction; there is none while pre-validation runs at the top.</summary>
    /// <exception cref="InvalidOperationException">Asked for before the transaction began.</exception>
    public RequestScope Scope
    {
        get => _scope ?? throw new InvalidOperationException($"The operation '{EventName}' has no transaction yet.");
        internal set => _scope = value;
    }

    /// <summary>A deletion that follows from the parent row's: the caller needs no privilege of their own for it.</summary>
    internal bool IsCascaded { get; init; }

    internal RequestWatch Watch { get; init; } = new();

    internal bool HasScope => _scope is not null;

    internal RequestScope? ScopeOrNone => _scope;

    /// <summary>The row sent, for messages that send one.</summary>
    public Entity? Target => Input.TryGetValue("Target", out object? target) ? target as Entity : null;

    /// <summary>The row as it was before the operation, read in its transaction where a step asked for it.</summary>
    internal Entity? Before { get; set; }

    /// <exception cref="DataverseException">0x80040203: the parameter is missing or of another type.</exception>
    public T Required<T>(string name) => Input.TryGetValue(name, out object? value) && value is T typed
        ? typed
        : throw new DataverseException(ErrorCode.InvalidArgument, $"The message '{RequestName}' needs the parameter '{name}' of the type {typeof(T).Name}.");

    /// <summary>A parameter that may be left out.</summary>
    public T? Optional<T>(string name) => Input.TryGetValue(name, out object? value) && value is T typed ? typed : default;
}
