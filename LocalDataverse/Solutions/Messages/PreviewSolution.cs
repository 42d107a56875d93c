using LocalDataverse.Pipeline;
using LocalDataverse.Security;

namespace LocalDataverse.Solutions.Messages;

/// <summary>Tells of a zip before it is imported. The shell's own: Dataverse has no such message, and the Web API does not offer it.</summary>
internal sealed class PreviewSolution : IMessageHandler
{
    public const string Name = "PreviewSolution";

    public string Message => Name;

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Create);
        operation.Output["Preview"] = SolutionPreview.Of(operation.Scope, operation.Required<byte[]>("CustomizationFile"));
    }
}
