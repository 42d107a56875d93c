using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>The rows of solution and publisher, and what an import may not do to them.</summary>
internal static class SolutionRows
{
    /// <summary>The row of an installed solution; null when there is none.</summary>
    public static Entity? Find(RequestScope scope, string uniqueName) => scope.Rows.Where("solution", "uniquename", uniqueName).FirstOrDefault();

    public static DataverseException NotFound(string uniqueName) => new(ErrorCode.ObjectDoesNotExist, $"The solution '{uniqueName}' is not installed in this environment.");

    public static Version VersionOf(Entity installed) => Version.Parse(installed.GetAttributeValue<string>("version") ?? "0.0");

    /// <exception cref="DataverseException">Another mode, another publisher, or a newer version is installed.</exception>
    public static void RefuseUnfit(RequestScope scope, Entity installed, SolutionManifest manifest)
    {
        var wasManaged = installed.GetAttributeValue<bool>("ismanaged");
        if (wasManaged != manifest.IsManaged)
            throw new DataverseException(
                wasManaged ? SolutionErrorCode.UnmanagedOverManaged : SolutionErrorCode.ManagedOverUnmanaged,
                $"The solution '{manifest.UniqueName}' is already installed on this system as {Mode(wasManaged)}, and the package supplied is {Mode(manifest.IsManaged)}. Import can only update solutions when the modes match. Uninstall the current solution and try again.");

        var publisher = installed.GetAttributeValue<EntityReference>("publisherid") is { } reference
            ? scope.Rows.Find("publisher", reference.Id, ["uniquename"])?.GetAttributeValue<string>("uniquename")
            : null;
        if (!string.Equals(publisher, manifest.Publisher.UniqueName, StringComparison.OrdinalIgnoreCase))
            throw new DataverseException(SolutionErrorCode.WrongPublisher, $"The following solution cannot be imported: {manifest.UniqueName}. The publisher name cannot be changed from {publisher} to {manifest.Publisher.UniqueName}.");

        var version = VersionOf(installed);
        if (manifest.Version < version)
            throw new DataverseException(SolutionErrorCode.Solution, $"The solution '{manifest.UniqueName}' cannot be imported: its version {manifest.Version} is lower than {version}, which is installed.");
    }

    /// <returns>The solution's id.</returns>
    public static Guid Put(RequestScope scope, Entity? installed, SolutionManifest manifest, RowAuthor author)
    {
        var publisher = PutPublisher(scope, manifest, author);
        var row = new Entity("solution", installed?.Id ?? NameBasedGuid.Of("solution", manifest.UniqueName))
        {
            ["uniquename"] = manifest.UniqueName,
            ["friendlyname"] = manifest.Names.In(Labels.English),
            ["description"] = manifest.Descriptions.In(Labels.English),
            ["version"] = manifest.Version.ToString(),
            ["ismanaged"] = manifest.IsManaged,
            ["isvisible"] = true,
            ["solutionpackageversion"] = manifest.PackageVersion,
            ["publisherid"] = new EntityReference("publisher", publisher),
            ["updatedon"] = scope.UtcNow,
        };
        if (installed is null) row["installedon"] = scope.UtcNow;
        scope.Rows.Put(row, author);
        return row.Id;
    }

    private static Guid PutPublisher(RequestScope scope, SolutionManifest manifest, RowAuthor author)
    {
        var publisher = manifest.Publisher;
        var existing = scope.Rows.Where("publisher", "uniquename", publisher.UniqueName, "uniquename").FirstOrDefault();
        var row = new Entity("publisher", existing?.Id ?? NameBasedGuid.Of("publisher", publisher.UniqueName))
        {
            ["uniquename"] = publisher.UniqueName,
            ["friendlyname"] = publisher.Names.In(Labels.English),
            ["description"] = publisher.Descriptions.In(Labels.English),
            ["customizationprefix"] = publisher.Prefix,
            ["customizationoptionvalueprefix"] = publisher.OptionValuePrefix,
        };
        if (existing is null) row["isreadonly"] = manifest.IsManaged;
        scope.Rows.Put(row, author);
        return row.Id;
    }

    private static string Mode(bool managed) => managed ? "managed" : "unmanaged";
}
