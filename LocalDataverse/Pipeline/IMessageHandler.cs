using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>The main operation (stage 30) of one message.</summary>
public interface IMessageHandler
{
    /// <summary>Name of the request.</summary>
    string Message { get; }

    /// <summary>Only for this table; null for any that has no handler of its own.</summary>
    string? Table => null;

    /// <summary>The name steps are registered on; the message's own, with few exceptions (CloseIncident is Close).</summary>
    string EventName => Message;

    /// <summary>Writes nothing: it may run on a snapshot, beside the writer.</summary>
    bool IsReadOnly => false;

    /// <summary>The table and row the message is about, from its parameters.</summary>
    (string Table, Guid Id) SubjectOf(ParameterCollection input) => Subject.Of(input);

    /// <summary>Looks at what was sent before any step sees it.</summary>
    /// <exception cref="DataverseException">A parameter is missing, unknown or of another type.</exception>
    void Check(ParameterCollection input)
    {
    }

    /// <summary>Checks privileges, does the work, fills the output.</summary>
    void Execute(Operation operation);
}

/// <summary>Where messages say which row they are about.</summary>
public static class Subject
{
    /// <summary>From Target or EntityMoniker, a row or a reference; empty where there is neither.</summary>
    public static (string Table, Guid Id) Of(ParameterCollection input) => Of(input, "Target") ?? Of(input, "EntityMoniker") ?? ("", Guid.Empty);

    /// <summary>From one parameter.</summary>
    public static (string Table, Guid Id)? Of(ParameterCollection input, string parameter) =>
        !input.TryGetValue(parameter, out object? value) ? null
        : value switch
        {
            Entity row => (row.LogicalName, row.Id),
            EntityReference reference => (reference.LogicalName, reference.Id),
            _ => null,
        };
}
