using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>What the shell tells an administrator of a zip before it is imported; nothing is written.</summary>
/// <param name="UniqueName">Of the solution in the zip.</param>
/// <param name="Name">Its display name in English.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsManaged">Whether the zip is the managed one.</param>
/// <param name="Publisher">Display name of its publisher.</param>
/// <param name="InstalledVersion">Null where no solution of the name is installed.</param>
/// <param name="CanUpgrade">Managed, and of a higher version than the installed one: it may take its place.</param>
/// <param name="Obstacle">The sentence that any import would be refused with as things are; null where none is known yet.</param>
/// <param name="Tables">Tables that an upgrade deletes with all their rows.</param>
/// <param name="Columns">Columns of other tables that an upgrade deletes with their values.</param>
public sealed record SolutionPreview(
    string UniqueName, string Name, string Version, bool IsManaged, string Publisher, string? InstalledVersion, bool CanUpgrade, string? Obstacle,
    IReadOnlyList<SolutionLoss> Tables, IReadOnlyList<SolutionLoss> Columns)
{
    /// <exception cref="DataverseException">The bytes are no solution.</exception>
    internal static SolutionPreview Of(RequestScope scope, byte[] zip)
    {
        var archive = SolutionArchive.Open(zip);
        var manifest = SolutionManifest.Read(archive.Xml("solution.xml"));
        var customizations = archive.Xml("customizations.xml");
        var installed = SolutionRows.Find(scope, manifest.UniqueName);
        var obstacle = ObstacleOf(scope, manifest, installed);
        var canUpgrade = obstacle is null && manifest.IsManaged && installed is not null && SolutionRows.VersionOf(installed) < manifest.Version;
        var (tables, columns) = canUpgrade ? LossesOf(scope, manifest.UniqueName, installed!.Id, customizations) : ([], []);
        return new SolutionPreview(
            manifest.UniqueName, manifest.Names.In(Labels.English), manifest.Version.ToString(), manifest.IsManaged,
            manifest.Publisher.Names.In(Labels.English), installed?.GetAttributeValue<string>("version"), canUpgrade, obstacle, tables, columns);
    }

    private static string? ObstacleOf(RequestScope scope, SolutionManifest manifest, Entity? installed)
    {
        try
        {
            RootComponentCheck.RefuseUnknown(manifest);
            DependencyCheck.Run(scope, manifest);
            if (installed is not null) SolutionRows.RefuseUnfit(scope, installed, manifest);
            HoldingSolution.RefuseUnfit(scope, ImportMode.Update, installed, manifest);
            return null;
        }
        catch (DataverseException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Tables and columns of the solution's own that the installed version lists and the new one lacks.</summary>
    private static (List<SolutionLoss> Tables, List<SolutionLoss> Columns) LossesOf(RequestScope scope, string solution, Guid installed, XElement customizations)
    {
        var kept = NamesIn(customizations).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var former = scope.Rows.Where("solutioncomponent", "solutionid", new EntityReference("solution", installed), "componenttype", "schemaname")
            .Select(row => (Type: row.GetAttributeValue<int>("componenttype"), Name: row.GetAttributeValue<string>("schemaname") ?? ""))
            .Where(component => !kept.Contains(component.Name)).ToList();
        var tables = former.Where(component => component.Type == ComponentType.Table).Select(component => scope.Metadata.FindTable(component.Name)).OfType<TableMetadata>()
            .Where(table => table.Solution == solution).Select(table => new SolutionLoss(table.LogicalName, table.DisplayName.In(Labels.English))).ToList();
        var columns = from component in former
                      where component.Type == ComponentType.Column
                      let parts = component.Name.Split('.')
                      where parts.Length == 2 && tables.TrueForAll(table => table.Name != parts[0])
                      let column = scope.Metadata.FindTable(parts[0])?.Column(parts[1])
                      where column is { IsCustom: true } && column.Solution == solution
                      select new SolutionLoss(component.Name, column.DisplayName.In(Labels.English));
        return (tables, [.. columns]);
    }

    /// <summary>Logical names of tables, and TABLE.COLUMN of columns.</summary>
    private static IEnumerable<string> NamesIn(XElement customizations) =>
        from table in customizations.Elements("Entities").Elements("Entity")
        let name = table.OptionalText("Name")
        where name is not null
        from component in table.Descendants("attributes").Elements("attribute").Select(column => $"{name}.{column.OptionalText("LogicalName")}").Prepend(name)
        select component;
}

/// <summary>A table or column that goes with its data.</summary>
/// <param name="Name">Logical name; TABLE.COLUMN for a column.</param>
/// <param name="Label">Display name in English.</param>
public sealed record SolutionLoss(string Name, string Label);
