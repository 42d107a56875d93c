using System.Xml.Linq;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>
/// Custom APIs: files of their own beside customizations.xml, without ids, known by their unique names. Each brings a message.
/// What callers rely on is fixed by the first import.
/// </summary>
internal sealed class CustomApiImporter : IComponentImporter
{
    private const string Folder = "customapis";
    private static readonly string[] s_fixed = ["bindingtype", "boundentitylogicalname", "isfunction", "allowedcustomprocessingsteptype", "workflowsdkstepenabled"];

    public string Container => Folder;

    public void Import(ImportRun run)
    {
        foreach (var file in run.Archive.Under(Folder).Where(path => path.EndsWith("/customapi.xml", StringComparison.OrdinalIgnoreCase) && path.Count(sign => sign == '/') == 1))
        {
            var folder = file[..file.IndexOf('/', StringComparison.Ordinal)];
            run.Import(ComponentType.CustomApi, folder, () => ImportApi(run, $"{Folder}/{folder}"));
        }
    }

    private static void ImportApi(ImportRun run, string folder)
    {
        var path = $"{folder}/customapi.xml";
        var element = SolutionArchive.Parse(path, run.Archive.Find(path)!);
        var name = element.Attributed("uniquename");
        // The prefix of the publisher who made it; the solution that carries it may be another's.
        if (name.IndexOf('_', StringComparison.Ordinal) < 1)
            throw new DataverseException(SolutionErrorCode.WrongPublisher, $"its unique name '{name}' does not begin with a publisher's prefix such as '{run.Manifest.Publisher.Prefix}_'");
        var id = NameBasedGuid.Of("customapi", name);
        var binding = Choice<CustomApiBinding>(element, "bindingtype");
        var table = element.OptionalText("boundentitylogicalname");
        var row = new Entity("customapi", id)
        {
            ["uniquename"] = name,
            ["name"] = element.Text("name"),
            ["displayname"] = DefaultLabel(element, "displayname"),
            ["description"] = DefaultLabel(element, "description"),
            ["bindingtype"] = new OptionSetValue((int)binding),
            ["boundentitylogicalname"] = table,
            ["isfunction"] = element.Flag("isfunction"),
            ["isprivate"] = element.Flag("isprivate"),
            ["allowedcustomprocessingsteptype"] = new OptionSetValue((int)Choice<CustomApiSteps>(element, "allowedcustomprocessingsteptype")),
            ["workflowsdkstepenabled"] = element.Flag("workflowsdkstepenabled"),
            ["executeprivilegename"] = Privilege(run, element),
            ["plugintypeid"] = PluginType(run, element),
        };
        if (binding != CustomApiBinding.Global && run.Metadata.Catalog.FindTable(table ?? "") is null)
            throw new DataverseException(SolutionErrorCode.MissingDependencies, $"it is bound to the table '{table}', which is not in the target system");
        RefuseChange(run, row, s_fixed);
        PutMessage(run, name);
        run.PutRow(ComponentType.CustomApi, row, name);

        var parameters = new CustomApiValueImporter(run, row, "customapirequestparameter", ComponentType.CustomApiRequestParameter).Import($"{folder}/customapirequestparameters");
        var properties = new CustomApiValueImporter(run, row, "customapiresponseproperty", ComponentType.CustomApiResponseProperty).Import($"{folder}/customapiresponseproperties");
        if (element.Flag("isfunction") && properties.Count == 0)
            throw XmlReading.Invalid($"the function '{name}' has no response property");
        if (parameters.Contains("Target") && binding == CustomApiBinding.Entity)
            throw XmlReading.Invalid($"'{name}' is bound to a row, which is its parameter Target already");
    }

    /// <exception cref="DataverseException">A column that is fixed after the first import has another value there.</exception>
    internal static void RefuseChange(ImportRun run, Entity row, IEnumerable<string> columns)
    {
        if (run.Scope.Rows.Find(row.LogicalName, row.Id) is not { } stored)
            return;
        foreach (var column in columns)
        {
            if (!Equals(stored.GetAttributeValue<object>(column), row.GetAttributeValue<object>(column)))
                throw new DataverseException(SolutionErrorCode.InvalidFile, $"{column} of '{row.GetAttributeValue<string>("uniquename")}' can't be changed after it was created");
        }
    }

    internal static string DefaultLabel(XElement element, string name) => element.Element(name)?.Attributed("default") ?? throw XmlReading.Invalid($"<{element.Name.LocalName}> lacks <{name}>");

    internal static T Choice<T>(XElement element, string name)
        where T : struct, Enum =>
        (T)Enum.ToObject(typeof(T), element.Number(name)) is var value && Enum.IsDefined(value) ? value : throw XmlReading.Invalid($"{name} can't be {element.Text(name)}");

    private static EntityReference? PluginType(ImportRun run, XElement element)
    {
        if (element.Element("plugintypeid") is not { HasElements: true } reference)
            return null;
        var key = reference.OptionalText("plugintypeexportkey") ?? reference.Text("plugintypeid");
        var id = XmlReading.ParseId(key, "plugintypeexportkey");
        return run.Scope.Rows.Exists("plugintype", id)
            ? new EntityReference("plugintype", id)
            : throw new DataverseException(SolutionErrorCode.PluginTypes, $"its plugin type with the id {id} does not exist");
    }

    private static string? Privilege(ImportRun run, XElement element)
    {
        var name = element.OptionalText("executeprivilegename");
        return name is null || run.Scope.Rows.Where("privilege", "name", name, "name").Count > 0
            ? name
            : throw new DataverseException(SolutionErrorCode.InvalidPrivilege, $"the privilege {name} does not exist");
    }

    /// <summary>Id of the sdkmessage row that a custom API brings.</summary>
    public static Guid MessageIdOf(string uniqueName) => NameBasedGuid.Of("sdkmessage", uniqueName);

    private static void PutMessage(ImportRun run, string name)
    {
        var id = MessageIdOf(name);
        if (run.Scope.Rows.Where("sdkmessage", "name", name, "name").Any(message => message.Id != id))
            throw new DataverseException(ErrorCode.DuplicateKey, $"there is a message '{name}' already");
        run.PutPart(new Entity("sdkmessage", id) { ["name"] = name });
    }
}
