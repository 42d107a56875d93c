using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>Adds a component that exists to an unmanaged solution.</summary>
internal sealed class AddSolutionComponent : IMessageHandler
{
    public string Message => "AddSolutionComponent";

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Write);
        operation.Output["id"] = SolutionContent.Add(operation.Scope, operation.RequiredText("SolutionUniqueName"), operation.Required<int>("ComponentType"),
            operation.Required<Guid>("ComponentId"), withParts: operation.Input.Contains("DoNotIncludeSubcomponents") && !operation.Optional<bool>("DoNotIncludeSubcomponents"));
    }
}

/// <summary>Takes a component out of an unmanaged solution; the component stays.</summary>
internal sealed class RemoveSolutionComponent : IMessageHandler
{
    public string Message => "RemoveSolutionComponent";

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Write);
        var component = operation.Required<Entity>("SolutionComponent");
        operation.Output["id"] = SolutionContent.Remove(operation.Scope, operation.RequiredText("SolutionUniqueName"), operation.Required<int>("ComponentType"),
            component.GetAttributeValue<Guid?>("objectid") ?? component.Id);
    }
}
