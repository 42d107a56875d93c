using System.Collections.Concurrent;
using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Components;
using LocalDataverse.Solutions.Lifecycle;
using LocalDataverse.Solutions.Messages;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>
/// Imports a solution zip as Dataverse does: all or nothing in the request's transaction, with a log in importjob.data that survives a failure.
/// The same version updates, a higher one updates or upgrades (<see cref="ImportMode"/>), a lower one is refused.
/// </summary>
public sealed class SolutionImporter : ISolutionImporter
{
    /// <summary>In the order in which one kind may refer to another.</summary>
    private static readonly IComponentImporter[] s_importers =
    [
        new ChoiceImporter(), new TableImporter(), new RelationshipImporter(), new PluginAssemblyImporter(), new CustomApiImporter(), new StepImporter(),
        new WebResourceImporter(), new RibbonImporter(), new ControlImporter(), new RoleImporter(), new ViewImporter(), new ChartImporter(), new FormImporter(), new DashboardImporter(),
        new SiteMapImporter(), new AppImporter(),
    ];

    /// <summary>Nodes of customizations.xml that hold no components.</summary>
    private static readonly string[] s_otherNodes = ["Languages"];

    private readonly ConcurrentDictionary<Guid, ImportLog> _running = new();

    public IEnumerable<IMessageHandler> Messages(Func<string, IMessageHandler> handlerOf) => SolutionMessages.All(this, handlerOf);

    public double? ProgressOf(Guid importJobId) => _running.GetValueOrDefault(importJobId)?.Progress;

    public void Import(RequestScope scope, SolutionImport import)
    {
        var log = new ImportLog(scope.UtcNow);
        SolutionManifest? manifest = null;
        _running[import.ImportJobId] = log;
        try
        {
            var archive = SolutionArchive.Open(import.Zip);
            manifest = SolutionManifest.Read(archive.Xml("solution.xml"));
            log.Manifest = manifest;
            var solution = Run(scope, import, archive, manifest, log);
            ImportJobs.Write(scope, import.ImportJobId, log, solution, failure: null);
        }
        catch (DataverseException failure)
        {
            scope.OnRolledBack(later => ImportJobs.Write(later, import.ImportJobId, log, solution: null, failure));
            throw;
        }
        finally
        {
            _running.TryRemove(import.ImportJobId, out _);
        }
    }

    public void Uninstall(RequestScope scope, Guid solutionId) => SolutionRemoval.Uninstall(scope, solutionId);

    private static Guid Run(RequestScope scope, SolutionImport import, SolutionArchive archive, SolutionManifest manifest, ImportLog log)
    {
        var customizations = archive.Xml("customizations.xml");
        RefuseUnknownContainers(customizations);
        RootComponentCheck.RefuseUnknown(manifest);
        DependencyCheck.Run(scope, manifest);
        var installed = SolutionRows.Find(scope, manifest.UniqueName);
        if (installed is not null) SolutionRows.RefuseUnfit(scope, installed, manifest);
        HoldingSolution.RefuseUnfit(scope, import.Mode, installed, manifest);
        var isUpgrade = import.Mode == ImportMode.Upgrade && manifest.IsManaged && installed is not null && SolutionRows.VersionOf(installed) < manifest.Version;

        var author = new RowAuthor(scope.Caller.UserId, scope.Caller.InitiatingUserId, scope.UtcNow);
        var listing = import.Mode == ImportMode.Hold
            ? HoldingSolution.Put(scope, installed!, manifest, author)
            : new SolutionListing(manifest.UniqueName, SolutionRows.Put(scope, installed, manifest, author));
        log.Expect(customizations);
        var run = new ImportRun(scope, archive, manifest, customizations, installed?.Id ?? listing.Id, listing, import, log);
        foreach (var importer in s_importers) importer.Import(run);

        RootComponentCheck.Run(run);
        if (archive.Unread.ToList() is { Count: > 0 } unread)
            throw new DataverseException(SolutionErrorCode.UnprocessedFiles, $"Unprocessed files found: {string.Join(", ", unread)}.");
        if (isUpgrade)
            FormerComponents.Remove(scope, listing, run.CurrentComponents);
        if (!manifest.IsManaged)
            SolutionPackages.Keep(scope, listing.Id, import.Zip);
        return listing.Id;
    }

    private static void RefuseUnknownContainers(XElement customizations)
    {
        var known = s_importers.Select(importer => importer.Container).Concat(s_otherNodes).ToHashSet(StringComparer.Ordinal);
        if (customizations.Elements().FirstOrDefault(node => node.HasElements && !known.Contains(node.Name.LocalName)) is { } unknown)
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution contains components of the kind {unknown.Name.LocalName} ({unknown.Elements().First().Name.LocalName}), which are not supported here.");
    }
}
