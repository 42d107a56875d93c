using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>One import under way: the zip, the transaction, and what every kind of component needs.</summary>
internal sealed class ImportRun
{
    private readonly RowAuthor _author;
    private readonly RowLayer _rows;
    private readonly HashSet<(int Type, string Key)> _imported = [];
    private readonly HashSet<Guid> _components = [];
    private DataverseException? _reported;

    /// <param name="scope">The transaction.</param>
    /// <param name="archive">The zip.</param>
    /// <param name="manifest">Its solution.xml.</param>
    /// <param name="customizations">Its customizations.xml.</param>
    /// <param name="solutionId">The row of the installed solution.</param>
    /// <param name="listing">The solution whose list gets the components: the same one, or one that holds an upgrade.</param>
    /// <param name="import">What was asked for.</param>
    /// <param name="log">Told of every component.</param>
    public ImportRun(RequestScope scope, SolutionArchive archive, SolutionManifest manifest, XElement customizations, Guid solutionId, SolutionListing listing, SolutionImport import, ImportLog log)
    {
        Scope = scope;
        Archive = archive;
        Manifest = manifest;
        Customizations = customizations;
        SolutionId = solutionId;
        Listing = listing;
        EnablesSteps = import.PublishWorkflows;
        Log = log;
        _rows = new RowLayer(scope, manifest, solutionId, import.OverwriteUnmanagedCustomizations);
        Layers = new ComponentLayers(scope);
        _author = new RowAuthor(scope.Caller.UserId, scope.Caller.InitiatingUserId, scope.UtcNow);
    }

    public RequestScope Scope { get; }
    public SolutionArchive Archive { get; }
    public SolutionManifest Manifest { get; }

    /// <summary>The root of customizations.xml.</summary>
    public XElement Customizations { get; }
    public Guid SolutionId { get; }
    public SolutionListing Listing { get; }

    /// <summary>What components of the import cover.</summary>
    public ComponentLayers Layers { get; }

    /// <summary>Unique name of the layer that metadata belongs to.</summary>
    public string Owner => Manifest.IsManaged ? Manifest.UniqueName : UnmanagedLayer.Name;

    /// <summary>Id of the layer that rows belong to.</summary>
    public Guid OwnerId => Manifest.IsManaged ? SolutionId : UnmanagedLayer.Id;

    /// <summary>New steps come switched on; steps that exist keep their state.</summary>
    public bool EnablesSteps { get; }
    public ImportLog Log { get; }
    public IMetadataEditor Metadata => Scope.MetadataEditor;

    /// <summary>Type and key of every component imported so far.</summary>
    public IReadOnlySet<(int Type, string Key)> Imported => _imported;

    /// <summary>Ids of the solutioncomponent rows written by this import.</summary>
    public IReadOnlySet<Guid> CurrentComponents => _components;

    /// <summary>Children of a container node of customizations.xml.</summary>
    public IEnumerable<XElement> Components(string container, string element) => Customizations.Element(container)?.Elements(element) ?? [];

    /// <summary>Imports one component; whatever goes wrong names it.</summary>
    /// <param name="type">See <see cref="ComponentType"/>.</param>
    /// <param name="name">For people: the log and messages.</param>
    /// <param name="import">The work.</param>
    /// <exception cref="DataverseException">The component is refused.</exception>
    public void Import(int type, string name, Action import)
    {
        try
        {
            import();
            Log.Succeeded(type, name);
        }
        catch (DataverseException cause) when (cause != _reported)
        {
            Log.Failed(type, name, cause);
            // The innermost component is the one to blame: a table does not repeat what its column said.
            _reported = new DataverseException(cause.Code, $"The {ComponentType.NameOf(type)} '{name}' can't be imported: {cause.Message}", cause);
            throw _reported;
        }
    }

    /// <summary>Notes that the component belongs to the solution.</summary>
    /// <param name="type">See <see cref="ComponentType"/>.</param>
    /// <param name="key">As its RootComponent would name it: id without braces, or schema name.</param>
    /// <param name="objectId">The row's id; for metadata an id made of the name.</param>
    public void Include(int type, string key, Guid? objectId = null)
    {
        _imported.Add((type, key));
        var root = Manifest.RootComponents.FirstOrDefault(root => root.Type == type && root.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var row = Listing.Row(type, key, objectId, root?.Behavior);
        _components.Add(row.Id);
        Scope.Rows.Put(row, _author);
    }

    /// <summary>Adds or replaces a choice; one that the solution covers comes back when it goes.</summary>
    public void PutChoice(ChoiceMetadata choice)
    {
        if (Manifest.IsManaged)
            Layers.Cover("choice", choice.Name, Owner, Metadata.Catalog.Choices.GetValueOrDefault(choice.Name) is { } before ? ComponentLayers.Write(before) : null);
        Metadata.PutChoice(choice);
    }

    /// <summary>Notes a column of the system or another solution that the solution is about to change.</summary>
    public void CoverColumn(string table, string column)
    {
        if (Manifest.IsManaged && Metadata.Catalog.FindTable(table)?.Column(column) is { } before && before.Solution != Owner)
            Layers.Cover("column", $"{table}.{column}", Owner, ComponentLayers.Write(before));
    }

    /// <summary>Writes a component's row, marked as this solution's, and notes that it belongs to it. What a maker changed stays.</summary>
    /// <exception cref="DataverseException">A component of this id belongs to another solution, or may not be customised.</exception>
    public void PutRow(int type, Entity row, string? key = null)
    {
        _rows.Put(row, _author);
        Include(type, key ?? row.Id.ToString(), row.Id);
    }

    /// <summary>Writes a row that is part of another component and carries no solution of its own.</summary>
    public void PutPart(Entity row) => Scope.Rows.Put(row, _author);
}
