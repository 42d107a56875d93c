using LocalDataverse.Security;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>ImportSolution: hands the zip to the importer, in one transaction.</summary>
internal sealed class ImportSolutionHandler(ISolutionImporter? importer) : IMessageHandler
{
    public string Message => "ImportSolution";

    public void Execute(Operation operation)
    {
        if (importer is null)
            throw new DataverseException(ErrorCode.NoSuchMessage, "This environment was opened without solution import.");
        var zip = operation.Required<byte[]>("CustomizationFile");
        operation.Scope.AccessOf(operation.Caller.UserId).DemandPrivilege(AccessRight.Create, operation.Scope.Metadata.Table("solution"));
        var job = operation.Optional<Guid>("ImportJobId");
        importer.Import(operation.Scope, new SolutionImport(zip, job == Guid.Empty ? Guid.NewGuid() : job, operation.Optional<bool>("OverwriteUnmanagedCustomizations"), operation.Optional<bool>("PublishWorkflows"),
            operation.Optional<bool>("HoldingSolution") ? ImportMode.Hold : ImportMode.Update));
    }
}
