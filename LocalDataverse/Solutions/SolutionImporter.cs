using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Components;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>
/// Imports a solution zip as Dataverse does: all or nothing in the request's transaction, with a log in importjob.data that survives a failure.
/// The same version updates; a higher one upgrades: rows of components that it no longer has go, tables and columns stay with their data.
/// </summary>
public sealed class SolutionImporter : ISolutionImporter
{
    /// <summary>In the order in which one kind may refer to another.</summary>
    private static readonly IComponentImporter[] s_importers =
    [
        new ChoiceImporter(), new TableImporter(), new RelationshipImporter(), new PluginAssemblyImporter(), new CustomApiImporter(), new StepImporter(),
        new WebResourceImporter(), new RibbonImporter(), new ControlImporter(), new RoleImporter(), new ViewImporter(), new ChartImporter(), new FormImporter(), new DashboardImporter(),
    ];

    /// <summary>Nodes of customizations.xml that hold no components.</summary>
    private static readonly string[] s_otherNodes = ["Languages"];

    public void Import(RequestScope scope, SolutionImport import)
    {
        var log = new ImportLog();
        var startedOn = scope.UtcNow;
        SolutionManifest? manifest = null;
        try
        {
            var archive = SolutionArchive.Open(import.Zip);
            manifest = SolutionManifest.Read(archive.Xml("solution.xml"));
            var solution = Run(scope, import, archive, manifest, log);
            WriteJob(scope, import.ImportJobId, startedOn, log, manifest, solution, failure: null);
        }
        catch (DataverseException failure)
        {
            scope.OnRolledBack(later => WriteJob(later, import.ImportJobId, startedOn, log, manifest, solution: null, failure));
            throw;
        }
    }

    public void Uninstall(RequestScope scope, Guid solutionId) =>
        throw new DataverseException(SolutionErrorCode.Solution, "Uninstalling a solution is not supported here.");

    private static Guid Run(RequestScope scope, SolutionImport import, SolutionArchive archive, SolutionManifest manifest, ImportLog log)
    {
        var customizations = archive.Xml("customizations.xml");
        RefuseUnknownContainers(customizations);
        RootComponentCheck.RefuseUnknown(manifest);
        DependencyCheck.Run(scope, manifest);
        var installed = SolutionRows.Find(scope, manifest.UniqueName);
        if (installed is not null) SolutionRows.RefuseUnfit(scope, installed, manifest);
        var isUpgrade = installed is not null && SolutionRows.VersionOf(installed) < manifest.Version;

        var author = new RowAuthor(scope.Caller.UserId, scope.Caller.InitiatingUserId, scope.UtcNow);
        var solution = SolutionRows.Put(scope, installed, manifest, author);
        var run = new ImportRun(scope, archive, manifest, customizations, solution, import.PublishWorkflows, log);
        foreach (var importer in s_importers) importer.Import(run);

        RootComponentCheck.Run(run);
        if (archive.Unread.ToList() is { Count: > 0 } unread)
            throw new DataverseException(SolutionErrorCode.UnprocessedFiles, $"Unprocessed files found: {string.Join(", ", unread)}.");
        if (isUpgrade) FormerComponents.Remove(run);
        return solution;
    }

    private static void RefuseUnknownContainers(XElement customizations)
    {
        var known = s_importers.Select(importer => importer.Container).Concat(s_otherNodes).ToHashSet(StringComparer.Ordinal);
        if (customizations.Elements().FirstOrDefault(node => node.HasElements && !known.Contains(node.Name.LocalName)) is { } unknown)
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution contains components of the kind {unknown.Name.LocalName} ({unknown.Elements().First().Name.LocalName}), which are not supported here.");
    }

    private static void WriteJob(RequestScope scope, Guid id, DateTime startedOn, ImportLog log, SolutionManifest? manifest, Guid? solution, DataverseException? failure) =>
        scope.Rows.Put(new Entity("importjob", id)
        {
            ["name"] = "Customizations",
            ["solutionname"] = manifest?.UniqueName,
            ["solutionid"] = solution,
            ["progress"] = failure is null ? 100.0 : 0.0,
            ["startedon"] = startedOn,
            ["completedon"] = scope.UtcNow,
            ["data"] = log.ToXml(manifest?.UniqueName, manifest?.Version.ToString(), failure),
        }, scope.SystemAuthor);
}
