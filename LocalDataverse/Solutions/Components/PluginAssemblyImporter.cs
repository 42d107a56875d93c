using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Plugin assemblies with their types.</summary>
internal sealed class PluginAssemblyImporter : IComponentImporter
{
    private const int Sandbox = 2;

    public string Container => "SolutionPluginAssemblies";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "PluginAssembly"))
        {
            var fullName = element.Attributed("FullName");
            run.Import(ComponentType.PluginAssembly, fullName, () => ImportAssembly(run, element, fullName));
        }
    }

    private static void ImportAssembly(ImportRun run, XElement element, string fullName)
    {
        var file = element.Text("FileName");
        var dll = run.Archive.Find(file) ?? throw new DataverseException(SolutionErrorCode.PluginTypes, $"the file {file} is missing from the zip");
        var classes = PluginClasses.Read(dll);
        var actual = $"{classes.Name.Name}, Version={classes.Name.Version}, Culture=neutral, PublicKeyToken={classes.Token}";
        if (actual != fullName)
            throw new DataverseException(SolutionErrorCode.PluginTypes, $"the DLL is {actual}");
        if (classes.Token == "null")
            throw new DataverseException(SolutionErrorCode.PluginTypes, "the DLL is not strong-named");

        var id = XmlReading.ParseId(element.Attributed("PluginAssemblyId"), "PluginAssemblyId");
        run.PutRow(ComponentType.PluginAssembly, new Entity("pluginassembly", id)
        {
            ["name"] = classes.Name.Name,
            ["version"] = classes.Name.Version!.ToString(),
            ["culture"] = "neutral",
            ["publickeytoken"] = classes.Token,
            ["isolationmode"] = new OptionSetValue(element.OptionalNumber("IsolationMode") ?? Sandbox),
            ["sourcetype"] = new OptionSetValue(element.OptionalNumber("SourceType") ?? 0),
            ["content"] = Convert.ToBase64String(dll),
        });
        foreach (var type in element.Element("PluginTypes")?.Elements("PluginType") ?? [])
        {
            var name = type.Attributed("Name");
            run.Import(ComponentType.PluginType, name, () => ImportType(run, type, name, id, classes));
        }
    }

    private static void ImportType(ImportRun run, XElement type, string name, Guid assembly, PluginClasses classes)
    {
        if (!classes.PublicClasses.Contains(name))
            throw new DataverseException(SolutionErrorCode.PluginTypes, $"the assembly {classes.Name.Name} has no public class of this name");
        run.PutRow(ComponentType.PluginType, new Entity("plugintype", XmlReading.ParseId(type.Attributed("PluginTypeId"), "PluginTypeId"))
        {
            ["name"] = name,
            ["typename"] = name,
            ["friendlyname"] = type.OptionalText("FriendlyName") ?? name,
            ["assemblyname"] = classes.Name.Name,
            ["pluginassemblyid"] = new EntityReference("pluginassembly", assembly),
        });
    }
}
