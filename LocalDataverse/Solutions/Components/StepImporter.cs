using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Plugin steps with their images.</summary>
internal sealed class StepImporter : IComponentImporter
{
    private const int Enabled = 0;
    private const int Disabled = 1;

    public string Container => "SdkMessageProcessingSteps";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "SdkMessageProcessingStep"))
            run.Import(ComponentType.Step, element.Attributed("Name"), () => ImportStep(run, element));
    }

    private static void ImportStep(ImportRun run, XElement element)
    {
        var id = XmlReading.ParseId(element.Attributed("SdkMessageProcessingStepId"), "SdkMessageProcessingStepId");
        var table = element.OptionalText("PrimaryEntity") is { } entity and not "none" ? entity : null;
        if (table is not null && run.Metadata.Catalog.FindTable(table) is null)
            throw new DataverseException(SolutionErrorCode.MissingDependencies, $"the table '{table}' is not in the target system");
        var filter = Columns(run, table, element.OptionalText("FilteringAttributes"));
        var type = PluginType(run, element);
        var step = new Entity("sdkmessageprocessingstep", id)
        {
            ["name"] = element.Attributed("Name"),
            ["sdkmessageid"] = Message(run, element),
            ["plugintypeid"] = type,
            ["eventhandler"] = type,
            ["primaryobjecttypecode"] = table,
            ["filteringattributes"] = filter,
            ["mode"] = new OptionSetValue(element.Number("Mode")),
            ["stage"] = new OptionSetValue(element.Number("Stage")),
            ["rank"] = element.OptionalNumber("Rank") ?? 1,
            ["asyncautodelete"] = element.Flag("AsyncAutoDelete"),
            ["configuration"] = element.OptionalText("Configuration"),
            ["description"] = element.OptionalText("Description"),
            ["invocationsource"] = element.OptionalNumber("InvocationSource") ?? 0,
            ["supporteddeployment"] = new OptionSetValue(element.OptionalNumber("SupportedDeployment") ?? 0),
        };
        if (!run.Scope.Rows.Exists(step.LogicalName, id))
            step["statecode"] = new OptionSetValue(run.EnablesSteps ? Enabled : Disabled);
        run.PutRow(ComponentType.Step, step);
        ImportImages(run, element, id, table);
    }

    private static void ImportImages(ImportRun run, XElement element, Guid step, string? table)
    {
        var images = new HashSet<Guid>();
        foreach (var image in element.Element("SdkMessageProcessingStepImages")?.Elements("SdkMessageProcessingStepImage") ?? [])
        {
            var id = image.Id("SdkMessageProcessingStepImageId");
            images.Add(id);
            run.PutPart(new Entity("sdkmessageprocessingstepimage", id)
            {
                ["name"] = image.Attributed("Name"),
                ["entityalias"] = image.Text("EntityAlias"),
                ["imagetype"] = new OptionSetValue(image.Number("ImageType")),
                ["messagepropertyname"] = image.OptionalText("MessagePropertyName") ?? "Target",
                ["attributes"] = Columns(run, table, image.OptionalText("Attributes")),
                ["sdkmessageprocessingstepid"] = new EntityReference("sdkmessageprocessingstep", step),
            });
            run.Include(ComponentType.StepImage, id.ToString(), id);
        }
        foreach (var former in run.Scope.Rows.Where("sdkmessageprocessingstepimage", "sdkmessageprocessingstepid", new EntityReference("sdkmessageprocessingstep", step), "name").Where(row => !images.Contains(row.Id)))
            run.Scope.Rows.Delete(former.LogicalName, former.Id);
    }

    private static EntityReference Message(ImportRun run, XElement element)
    {
        var id = element.Id("SdkMessageId");
        return run.Scope.Rows.Exists("sdkmessage", id)
            ? new EntityReference("sdkmessage", id)
            : throw new DataverseException(SolutionErrorCode.MissingDependencies, $"no message with the id {id} is known here");
    }

    private static EntityReference PluginType(ImportRun run, XElement element)
    {
        var id = element.Id("PluginTypeId");
        var name = element.Text("PluginTypeName").Split(',')[0].Trim();
        var type = run.Scope.Rows.Find("plugintype", id, ["typename"])
            ?? throw new DataverseException(SolutionErrorCode.PluginTypes, $"its plugin type {name} with the id {id} does not exist");
        if (type.GetAttributeValue<string>("typename") != name)
            throw new DataverseException(SolutionErrorCode.PluginTypes, $"it names the class {name}, but its plugin type {id} is {type.GetAttributeValue<string>("typename")}");
        return new EntityReference("plugintype", id);
    }

    private static string? Columns(ImportRun run, string? table, string? list)
    {
        if (list is null || table is null || run.Metadata.Catalog.FindTable(table) is not { } metadata) return list;
        var unknown = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(column => metadata.Column(column) is null);
        return unknown is null ? list : throw new DataverseException(SolutionErrorCode.InvalidFile, $"the table '{table}' has no column '{unknown}'");
    }
}
