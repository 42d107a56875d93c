namespace CaseTime.Packaging.Source;

/// <summary>Sorts every file of the solution folder into the model; a file that no rule places is a finding, since SolutionPackager would drop it or pack it blindly.</summary>
internal sealed class SourceReader(SolutionModel model, Findings findings)
{
    private const string Managed = "_managed.xml";
    private static readonly string[] s_formTypes = ["main", "quickCreate", "quick", "card"];

    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);

    public void ReadAll()
    {
        Place("Other/Solution.xml");
        Place("Other/Customizations.xml");
        ReadRelationships();
        ReadTables();
        ReadFlat(ComponentKind.Role);
        ReadFlat(ComponentKind.Choice);
        ReadFlat(ComponentKind.Dashboard);
        ReadFlat(ComponentKind.Step);
        ReadWithVariant(ComponentKind.SiteMap, "AppModuleSiteMap.xml");
        ReadWithVariant(ComponentKind.App, "AppModule.xml");
        ReadDescribed(ComponentKind.WebResource);
        ReadDescribed(ComponentKind.PluginAssembly);
        ReadDescribed(ComponentKind.Control);
        foreach (var folder in ComponentKind.CopiedFolders)
        {
            foreach (var file in model.Source.Under(folder))
            {
                Place(file.Path);
                model.CopiedFiles.Add(file);
            }
        }
        ReportStrays();
    }

    private void Place(string path) => _placed.Add(path);

    private XmlFile? Load(SourceFile file)
    {
        Place(file.Path);
        return XmlFile.Load(file, findings);
    }

    private void ReadRelationships()
    {
        if (model.Source.Find("Other/Relationships.xml") is { } index) model.SetRelationshipIndex(Load(index));
        foreach (var file in model.Source.Under("Other/Relationships").Where(IsXml))
        {
            if (file.Segments.Length == 3 && Load(file) is { } body) model.RelationshipFiles.Add(body);
        }
    }

    private void ReadTables()
    {
        var tables = new List<TableSource>();
        foreach (var folder in model.Source.Under("Entities").Where(file => file.Segments.Length >= 3).GroupBy(file => file.Segments[1], StringComparer.Ordinal))
        {
            var root = "Entities/" + folder.Key;
            if (model.Source.Find(root + "/Entity.xml") is not { } entityFile)
            {
                findings.Add(root, "Entity.xml is missing, so nothing of this folder would be packed.");
                foreach (var file in folder) Place(file.Path);
                continue;
            }
            var ribbon = model.Source.Find(root + "/RibbonDiff.xml") is { } ribbonFile ? Load(ribbonFile) : null;
            var forms = s_formTypes.SelectMany(type => ReadForms(root, type)).ToList();
            var views = LoadAll(root + "/SavedQueries");
            var charts = LoadAll(root + "/Visualizations");
            if (Load(entityFile) is { } entity) tables.Add(new TableSource(folder.Key, entity, ribbon, forms, views, charts));
        }
        model.SetTables(tables);
    }

    private List<XmlFile> LoadAll(string folder) =>
        [.. model.Source.Under(folder).Where(IsXml).Select(Load).OfType<XmlFile>()];

    private IEnumerable<FormSource> ReadForms(string root, string type)
    {
        var files = model.Source.Under($"{root}/FormXml/{type}").Where(IsXml).ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var file in files.Values)
        {
            if (IsManaged(file))
            {
                if (files.ContainsKey(UnmanagedPath(file))) continue;
                Place(file.Path);
                ReportLoneVariant(file);
            }
            else
            {
                var managed = files.TryGetValue(file.Path[..^4] + Managed, out var variant) ? Load(variant) : null;
                if (Load(file) is { } form) yield return new FormSource(type, form, managed);
            }
        }
    }

    private void ReadFlat(ComponentKind kind)
    {
        foreach (var file in model.Source.Under(kind.Folder).Where(file => IsXml(file) && file.Segments.Length == 2)) Add(kind, file);
    }

    private void ReadWithVariant(ComponentKind kind, string name)
    {
        foreach (var file in model.Source.Under(kind.Folder).Where(file => file.Segments.Length == 3))
        {
            if (file.Name == name) Add(kind, file);
            else if (file.Name == name[..^4] + Managed)
            {
                if (model.Source.Find(UnmanagedPath(file)) is not null && Load(file) is { } variant) model.ManagedVariants[UnmanagedPath(file)] = variant;
                else if (model.Source.Find(UnmanagedPath(file)) is null)
                {
                    Place(file.Path);
                    ReportLoneVariant(file);
                }
            }
        }
    }

    /// <summary>Components of which the folder holds a description, name.data.xml, beside the file itself.</summary>
    private void ReadDescribed(ComponentKind kind)
    {
        foreach (var file in model.Source.Under(kind.Folder))
        {
            if (file.Name.EndsWith(".data.xml", StringComparison.Ordinal)) Add(kind, file);
            else if (kind == ComponentKind.Control) Place(file.Path);
            else if (model.Source.Find(file.Path + ".data.xml") is not null) Place(file.Path);
        }
    }

    private void Add(ComponentKind kind, SourceFile file)
    {
        if (Load(file) is not { } loaded) return;
        if (loaded.Root.Name.LocalName != kind.RootElement)
        {
            findings.Add(file.Path, loaded.Root, $"A file here has the root element {kind.RootElement}, not {loaded.Root.Name.LocalName}.");
            return;
        }
        if (string.IsNullOrEmpty(kind.Key(loaded.Root)))
        {
            findings.Add(file.Path, loaded.Root, $"The {kind.RootElement} has no identity.");
            return;
        }
        model.AddComponent(kind, loaded);
    }

    private void ReportStrays()
    {
        foreach (var file in model.Source.Files.Where(file => !_placed.Contains(file.Path)))
        {
            findings.Add(file.Path, file.Segments.Length == 1
                ? "SolutionPackager ignores files at the top of the solution folder; move it elsewhere."
                : "Nothing of the solution uses this file: SolutionPackager would drop it or pack it unread; move it elsewhere.");
        }
    }

    private void ReportLoneVariant(SourceFile file) =>
        findings.Add(file.Path, $"There is no {UnmanagedPath(file)[(UnmanagedPath(file).LastIndexOf('/') + 1)..]}, so the unmanaged zip would lack this component.");

    private static bool IsXml(SourceFile file) => file.Name.EndsWith(".xml", StringComparison.Ordinal);

    private static bool IsManaged(SourceFile file) => file.Name.EndsWith(Managed, StringComparison.Ordinal);

    private static string UnmanagedPath(SourceFile file) => file.Path[..^Managed.Length] + ".xml";
}
