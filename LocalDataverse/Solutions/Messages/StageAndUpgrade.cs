using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>Import of a higher version that takes the place of the installed one, in one step; where none is installed, a plain import.</summary>
internal sealed class StageAndUpgrade(ISolutionImporter importer) : IMessageHandler
{
    public string Message => "StageAndUpgrade";

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Create);
        var job = operation.Optional<Guid>("ImportJobId");
        importer.Import(operation.Scope, new SolutionImport(
            operation.Required<byte[]>("CustomizationFile"),
            job == Guid.Empty ? Guid.NewGuid() : job,
            operation.Optional<bool>("OverwriteUnmanagedCustomizations"),
            operation.Optional<bool>("PublishWorkflows"),
            ImportMode.Upgrade));
    }
}

/// <summary>Applies an upgrade that was imported as a holding solution.</summary>
internal sealed class DeleteAndPromote : IMessageHandler
{
    public string Message => "DeleteAndPromote";

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Delete);
        operation.Output["SolutionId"] = HoldingSolution.Promote(operation.Scope, operation.RequiredText("UniqueName"));
    }
}
