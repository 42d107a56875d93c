using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>What keeps a managed solution from being uninstalled.</summary>
internal sealed class RetrieveDependenciesForUninstall : IMessageHandler
{
    public string Message => "RetrieveDependenciesForUninstall";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Read);
        var name = operation.RequiredText("SolutionUniqueName");
        var solution = SolutionRows.Find(operation.Scope, name) ?? throw SolutionRows.NotFound(name);
        operation.Output["EntityCollection"] = DependencyRows.Of(operation.Scope, solution.GetAttributeValue<bool>("ismanaged") ? SolutionRemoval.Obstacles(operation.Scope, name) : []);
    }
}

/// <summary>What keeps one component from being deleted.</summary>
internal sealed class RetrieveDependenciesForDelete : IMessageHandler
{
    public string Message => "RetrieveDependenciesForDelete";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        operation.Demand(AccessRight.Read);
        var id = operation.Required<Guid>("ObjectId");
        var type = operation.Required<int>("ComponentType");
        operation.Output["EntityCollection"] = DependencyRows.Of(operation.Scope, new Dependencies(operation.Scope).OnLeaving(component => component.Key.Type == type && component.ObjectId == id));
    }
}

/// <summary>Dependencies as rows of the dependency table; they are computed, never stored.</summary>
internal static class DependencyRows
{
    private const int SolutionInternal = 1;
    private const int Published = 2;

    public static EntityCollection Of(RequestScope scope, IEnumerable<Dependency> dependencies) => new([.. dependencies.Select(dependency =>
        new Entity("dependency", NameBasedGuid.Of("dependency", $"{dependency.Dependent.ObjectId}|{dependency.Required.ObjectId}"))
        {
            ["dependencytype"] = new OptionSetValue(dependency.Dependent.Solution == dependency.Required.Solution ? SolutionInternal : Published),
            ["dependentcomponentobjectid"] = dependency.Dependent.ObjectId,
            ["dependentcomponenttype"] = dependency.Dependent.Key.Type,
            ["dependentcomponentbasesolutionid"] = SolutionId(scope, dependency.Dependent.Solution),
            ["requiredcomponentobjectid"] = dependency.Required.ObjectId,
            ["requiredcomponenttype"] = dependency.Required.Key.Type,
            ["requiredcomponentbasesolutionid"] = SolutionId(scope, dependency.Required.Solution),
        })])
    {
        EntityName = "dependency",
    };

    private static Guid? SolutionId(RequestScope scope, string? name) => name switch
    {
        null => null,
        UnmanagedLayer.Name => UnmanagedLayer.Id,
        _ => SolutionRows.Find(scope, name)?.Id,
    };
}
