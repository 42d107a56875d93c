using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>One import under way: the zip, the transaction, and what every kind of component needs.</summary>
internal sealed class ImportRun
{
    private readonly RowAuthor _author;
    private readonly HashSet<(int Type, string Key)> _imported = [];
    private readonly HashSet<Guid> _components = [];
    private DataverseException? _reported;

    public ImportRun(RequestScope scope, SolutionArchive archive, SolutionManifest manifest, XElement customizations, Guid solutionId, bool enablesSteps, ImportLog log)
    {
        Scope = scope;
        Archive = archive;
        Manifest = manifest;
        Customizations = customizations;
        SolutionId = solutionId;
        EnablesSteps = enablesSteps;
        Log = log;
        _author = new RowAuthor(scope.Caller.UserId, scope.Caller.InitiatingUserId, scope.UtcNow);
    }

    public RequestScope Scope { get; }
    public SolutionArchive Archive { get; }
    public SolutionManifest Manifest { get; }

    /// <summary>The root of customizations.xml.</summary>
    public XElement Customizations { get; }
    public Guid SolutionId { get; }

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
        var isRow = objectId is not null;
        var row = new Entity("solutioncomponent", NameBasedGuid.Of("solutioncomponent", $"{Manifest.UniqueName}|{type}|{key}"))
        {
            ["solutionid"] = new EntityReference("solution", SolutionId),
            ["objectid"] = objectId ?? NameBasedGuid.Of(ComponentType.NameOf(type), key),
            ["componenttype"] = type,
            ["schemaname"] = isRow ? null : key,
            ["rootcomponentbehavior"] = root?.Behavior,
            ["ismetadata"] = !isRow,
        };
        _components.Add(row.Id);
        Scope.Rows.Put(row, _author);
    }

    /// <summary>Writes a component's row, marked as this solution's, and notes that it belongs to it.</summary>
    /// <exception cref="DataverseException">A component of this id belongs to another solution.</exception>
    public void PutRow(int type, Entity row, string? key = null)
    {
        if (Scope.Rows.Find(row.LogicalName, row.Id, ["solutionid"])?.GetAttributeValue<Guid?>("solutionid") is { } other && other != SolutionId && other != Guid.Empty)
        {
            var owner = Scope.Rows.Find("solution", other, ["uniquename"])?.GetAttributeValue<string>("uniquename") ?? other.ToString();
            throw new DataverseException(SolutionErrorCode.Solution, $"a component with the id {row.Id} belongs to the solution '{owner}'");
        }
        row["solutionid"] = SolutionId;
        row["ismanaged"] = Manifest.IsManaged;
        Scope.Rows.Put(row, _author);
        Include(type, key ?? row.Id.ToString(), row.Id);
    }

    /// <summary>Writes a row that is part of another component and carries no solution of its own.</summary>
    public void PutPart(Entity row) => Scope.Rows.Put(row, _author);
}
