using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using LocalDataverse.Solutions.Export;

namespace LocalDataverse.Solutions.Messages;

/// <summary>An unmanaged solution of a maker's own as a zip, unmanaged or managed.</summary>
internal sealed class ExportSolution : IMessageHandler
{
    public string Message => "ExportSolution";

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Read);
        var name = operation.RequiredText("SolutionName");
        var solution = SolutionRows.Find(operation.Scope, name) ?? throw SolutionRows.NotFound(name);
        if (solution.GetAttributeValue<bool>("ismanaged"))
            throw new DataverseException(SolutionErrorCode.Solution, $"The solution '{name}' is managed, and managed solutions cannot be exported.");
        operation.Output["ExportSolutionFile"] = new SolutionExport(operation.Scope, solution, operation.Required<bool>("Managed")).Write();
    }
}
