using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Web resources of the solution's own.</summary>
internal sealed class WebResourceImporter : IComponentImporter
{
    public string Container => "WebResources";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "WebResource"))
            run.Import(ComponentType.WebResource, element.Text("Name"), () => ImportResource(run, element, element.Text("Name")));
    }

    private static void ImportResource(ImportRun run, XElement element, string name)
    {
        WebResourceName.Demand(name);
        var file = element.Text("FileName");
        var content = run.Archive.Find(file) ?? throw new DataverseException(SolutionErrorCode.MissingComponent, $"the file {file} is missing from the zip");
        run.PutRow(ComponentType.WebResource, new Entity("webresource", element.Id("WebResourceId"))
        {
            ["name"] = name,
            ["displayname"] = element.OptionalText("DisplayName"),
            ["description"] = element.OptionalText("Description"),
            ["webresourcetype"] = new OptionSetValue(element.Number("WebResourceType")),
            ["languagecode"] = element.OptionalNumber("LanguageCode"),
            ["dependencyxml"] = element.OptionalText("DependencyXml"),
            ["ishidden"] = element.Flag("IsHidden"),
            ["iscustomizable"] = element.Flag("IsCustomizable", ifMissing: true),
            ["content"] = Convert.ToBase64String(content),
        }, name);
    }
}
