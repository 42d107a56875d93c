using LocalDataverse.Query;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>RetrieveMultiple of any kind of query.</summary>
internal sealed class RetrieveMultipleHandler(IQueryEngine engine) : IMessageHandler
{
    public string Message => "RetrieveMultiple";

    public bool IsReadOnly => true;

    public (string Table, Guid Id) SubjectOf(ParameterCollection input) =>
        (input.TryGetValue("Query", out object? query) ? query switch { QueryExpression expression => expression.EntityName, QueryByAttribute byAttribute => byAttribute.EntityName, _ => "" } : "", Guid.Empty);

    public void Execute(Operation operation)
    {
        using var _ = operation.Scope.EnterStorage();
        operation.Output["EntityCollection"] = engine.RetrieveMultiple(operation.Required<QueryBase>("Query"), operation.Scope.QueryScopeOf(operation.Caller));
    }
}
