using System.Text;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Code components: a customcontrol row with the manifest, and a web resource cc_NAME/PATH for each of its files.</summary>
internal sealed class ControlImporter : IComponentImporter
{
    public string Container => "CustomControls";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "CustomControl"))
            run.Import(ComponentType.Control, element.Text("Name"), () => ImportControl(run, element, element.Text("Name")));
    }

    private static void ImportControl(ImportRun run, XElement element, string name)
    {
        var file = element.Text("FileName");
        var bytes = run.Archive.Find(file) ?? throw new DataverseException(SolutionErrorCode.MissingComponent, $"the file {file} is missing from the zip");
        var control = SolutionArchive.Parse(file, bytes).Element("control") ?? throw XmlReading.Invalid($"{file} lacks <control>");
        var prefix = run.Manifest.Publisher.Prefix;
        var expected = $"{prefix}_{control.Attributed("namespace")}.{control.Attributed("constructor")}";
        if (name != expected)
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"publisher prefix, namespace and constructor make the name {expected}");

        var id = NameBasedGuid.Of("customcontrol", name);
        run.PutRow(ComponentType.Control, new Entity("customcontrol", id)
        {
            ["name"] = name,
            ["version"] = control.Attributed("version"),
            ["compatibledatatypes"] = string.Join(',', control.Elements("property").Attributes("of-type").Select(type => type.Value).Distinct(StringComparer.Ordinal)),
            ["manifest"] = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'),
        }, name);
        ImportFiles(run, control, name, file[..file.LastIndexOf('/')]);
    }

    private static void ImportFiles(ImportRun run, XElement control, string name, string folder)
    {
        var files = run.Archive.Under(folder).ToList();
        foreach (var resource in control.Element("resources")?.Elements().Where(resource => resource.Name.LocalName is "code" or "css" or "resx" or "img" or "html") ?? [])
        {
            if (!files.Contains(resource.Attributed("path"), StringComparer.OrdinalIgnoreCase))
                throw new DataverseException(SolutionErrorCode.MissingComponent, $"its manifest names the file {resource.Attributed("path")}, which is missing from the zip");
        }

        var prefix = $"cc_{name}/";
        var current = new HashSet<Guid>();
        foreach (var path in files)
        {
            var id = NameBasedGuid.Of("webresource", prefix + path);
            current.Add(id);
            run.PutRow(ComponentType.WebResource, new Entity("webresource", id)
            {
                ["name"] = prefix + path,
                ["displayname"] = prefix + path,
                ["webresourcetype"] = new OptionSetValue(WebResourceKind.Of(path)),
                ["ishidden"] = true,
                ["iscustomizable"] = false,
                ["content"] = Convert.ToBase64String(run.Archive.Find($"{folder}/{path}")!),
            }, prefix + path);
        }
        foreach (var former in run.Scope.Rows.Where("webresource", "solutionid", run.OwnerId, "name"))
        {
            if (former.GetAttributeValue<string>("name")!.StartsWith(prefix, StringComparison.Ordinal) && !current.Contains(former.Id))
                run.Scope.Rows.Delete("webresource", former.Id);
        }
    }
}
