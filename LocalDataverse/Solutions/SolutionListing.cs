using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>The list of a solution's components, as rows of solutioncomponent.</summary>
/// <param name="Name">The solution's unique name.</param>
/// <param name="Id">The solution's row.</param>
internal sealed record SolutionListing(string Name, Guid Id)
{
    /// <param name="type">See <see cref="ComponentType"/>.</param>
    /// <param name="key">As its RootComponent would name it: id without braces, or schema name.</param>
    /// <param name="objectId">The row's id; null for metadata, which gets an id made of the name.</param>
    /// <param name="behavior">Of a root component: 0 with all its parts, 1 without, 2 shell only; null for a part.</param>
    public Entity Row(int type, string key, Guid? objectId, int? behavior) => new("solutioncomponent", NameBasedGuid.Of("solutioncomponent", $"{Name}|{type}|{key}"))
    {
        ["solutionid"] = new EntityReference("solution", Id),
        ["objectid"] = objectId ?? ComponentFinder.MetadataId(type, key),
        ["componenttype"] = type,
        ["schemaname"] = objectId is null ? key : null,
        ["rootcomponentbehavior"] = behavior,
        ["ismetadata"] = objectId is null,
    };
}
