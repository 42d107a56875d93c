using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>
/// A solution imported to be promoted later: a row NAME_Upgrade of its own with the list of the new version's components. They work at
/// once, over the old version's; promoting takes away what only the old version had.
/// </summary>
internal static class HoldingSolution
{
    private const string Suffix = "_Upgrade";

    public static string NameFor(string uniqueName) => uniqueName + Suffix;

    public static bool Is(string uniqueName) => uniqueName.EndsWith(Suffix, StringComparison.Ordinal);

    /// <exception cref="DataverseException">The import can't be an upgrade, or one is waiting to be promoted.</exception>
    public static void RefuseUnfit(RequestScope scope, ImportMode mode, Entity? installed, SolutionManifest manifest)
    {
        if (mode == ImportMode.Hold && !manifest.IsManaged)
            throw Refused($"The solution '{manifest.UniqueName}' is unmanaged, and only managed solutions can be held for an upgrade; import it as an update.");
        if (SolutionRows.Find(scope, manifest.UniqueName + Suffix) is not null)
            throw Refused($"An upgrade of the solution '{manifest.UniqueName}' is waiting to be applied; call DeleteAndPromote first.");
        if (mode != ImportMode.Hold)
            return;
        if (installed is null)
            throw Refused($"The solution '{manifest.UniqueName}' is not installed, so there is nothing to hold an upgrade for.");
        if (manifest.Version <= SolutionRows.VersionOf(installed))
            throw Refused($"The solution '{manifest.UniqueName}' must have a higher version than {SolutionRows.VersionOf(installed)}, which it is to upgrade; it has {manifest.Version}.");
    }

    public static SolutionListing Put(RequestScope scope, Entity installed, SolutionManifest manifest, RowAuthor author)
    {
        var name = manifest.UniqueName + Suffix;
        var row = new Entity("solution", NameBasedGuid.Of("solution", name))
        {
            ["uniquename"] = name,
            ["friendlyname"] = manifest.Names.In(Labels.English),
            ["description"] = manifest.Descriptions.In(Labels.English),
            ["version"] = manifest.Version.ToString(),
            ["ismanaged"] = true,
            ["isvisible"] = true,
            ["solutionpackageversion"] = manifest.PackageVersion,
            ["publisherid"] = installed.GetAttributeValue<EntityReference>("publisherid"),
            ["installedon"] = scope.UtcNow,
            ["updatedon"] = scope.UtcNow,
        };
        scope.Rows.Put(row, author);
        return new SolutionListing(name, row.Id);
    }

    /// <summary>Takes away what only the old version had; the solution then is the new version.</summary>
    /// <returns>The solution's id.</returns>
    /// <exception cref="DataverseException">No upgrade is waiting, or others depend on what would go.</exception>
    public static Guid Promote(RequestScope scope, string uniqueName)
    {
        var installed = SolutionRows.Find(scope, uniqueName) ?? throw SolutionRows.NotFound(uniqueName);
        var holding = SolutionRows.Find(scope, uniqueName + Suffix) ?? throw Refused($"No upgrade of the solution '{uniqueName}' is waiting to be applied.");
        var author = new RowAuthor(scope.Caller.UserId, scope.Caller.InitiatingUserId, scope.UtcNow);
        var listing = new SolutionListing(uniqueName, installed.Id);
        var current = new HashSet<Guid>();
        foreach (var component in scope.Rows.Where("solutioncomponent", "solutionid", holding.ToEntityReference()))
        {
            var id = component.GetAttributeValue<Guid>("objectid");
            var type = component.GetAttributeValue<int>("componenttype");
            var isRow = !component.GetAttributeValue<bool>("ismetadata");
            var key = ComponentTables.IsNamed(type) ? SolutionContent.Find(scope, type, id)!.Key.Name : component.GetAttributeValue<string>("schemaname") ?? id.ToString();
            var row = listing.Row(type, key, isRow ? id : null, component.GetAttributeValue<int?>("rootcomponentbehavior"));
            scope.Rows.Delete("solutioncomponent", component.Id);
            scope.Rows.Put(row, author);
            current.Add(row.Id);
        }

        FormerComponents.Remove(scope, listing, current);
        scope.Rows.Delete("solution", holding.Id);
        scope.Rows.Update(new Entity("solution", installed.Id)
        {
            ["version"] = holding.GetAttributeValue<string>("version"),
            ["friendlyname"] = holding.GetAttributeValue<string>("friendlyname"),
            ["description"] = holding.GetAttributeValue<string>("description"),
            ["updatedon"] = scope.UtcNow,
        }, author);
        return installed.Id;
    }

    private static DataverseException Refused(string sentence) => new(SolutionErrorCode.Solution, sentence);
}
