namespace LocalDataverse.Pipeline.Handlers;

/// <summary>WhoAmI.</summary>
internal sealed class WhoAmIHandler : IMessageHandler
{
    public string Message => "WhoAmI";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        operation.Output["UserId"] = operation.Caller.UserId;
        operation.Output["BusinessUnitId"] = operation.Scope.AccessOf(operation.Caller.UserId).User.Profile.BusinessUnitId;
        operation.Output["OrganizationId"] = operation.Scope.OrganizationId;
    }
}
