using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Delete of a solution row is its uninstallation.</summary>
internal sealed class DeleteSolutionHandler(ISolutionImporter? importer) : IMessageHandler
{
    public string Message => "Delete";

    public string? Table => "solution";

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        operation.Scope.AccessOf(operation.Caller.UserId).Demand(AccessRight.Delete, "solution", target.Id);
        if (importer is null)
            throw new DataverseException(ErrorCode.NoSuchMessage, "This environment was opened without solution import.");
        importer.Uninstall(operation.Scope, target.Id);
    }
}
