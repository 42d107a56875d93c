using System.Xml.Linq;
using CaseTime.Packaging.Packing;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Steps: a registered type, a table and columns that exist, and a stage, mode and images that the message allows.</summary>
internal static class StepCheck
{
    private const string Create = "9ebdbb1b-ea3e-db11-86a7-000a3a5473e8";
    private const string Update = "20bebb1b-ea3e-db11-86a7-000a3a5473e8";
    private const string Delete = "a1bdbb1b-ea3e-db11-86a7-000a3a5473e8";
    private const string PreImage = "0";
    private const string PostImage = "1";

    public static void Run(SolutionModel model, Findings findings)
    {
        var types = model.Components(ComponentKind.PluginAssembly).SelectMany(assembly => assembly.Root.Descendants("PluginType")).ToList();
        foreach (var file in model.Components(ComponentKind.Step))
        {
            CheckType(file, types, findings);
            CheckStage(file, findings);

            var table = (string?)file.Root.Element("PrimaryEntity") ?? "";
            if (table.StartsWith(model.Prefix + "_", StringComparison.Ordinal) && model.Table(table) is null)
                findings.Add(file.Path, file.Root.Element("PrimaryEntity"), $"The solution describes no table {table}.");
            CheckColumns(model, file, table, file.Root.Element("FilteringAttributes"), findings);
            foreach (var image in file.Root.Descendants("SdkMessageProcessingStepImage"))
            {
                CheckColumns(model, file, table, image.Element("Attributes"), findings);
                CheckImage(file, image, findings);
            }
        }
    }

    private static void CheckType(XmlFile file, List<XElement> types, Findings findings)
    {
        var id = file.Root.Element("PluginTypeId");
        var name = file.Root.Element("PluginTypeName");
        var type = types.FirstOrDefault(type => ComponentKind.Id((string?)type.Attribute("PluginTypeId")) == ComponentKind.Id((string?)id));
        if (type is null)
            findings.Add(file.Path, id ?? file.Root, $"No plugin assembly of the solution has the plugin type {(string?)id}.");
        else if ((string?)name != (string?)type.Attribute("AssemblyQualifiedName"))
            findings.Add(file.Path, name ?? file.Root, $"PluginTypeName is {AssemblyNames.ClassName((string?)name ?? "")}, but the plugin type {(string?)id} is {(string?)type.Attribute("AssemblyQualifiedName")}.");
    }

    private static void CheckStage(XmlFile file, Findings findings)
    {
        var stage = file.Root.Element("Stage");
        var mode = file.Root.Element("Mode");
        if ((string?)stage is not ("10" or "20" or "40"))
            findings.Add(file.Path, stage ?? file.Root, "Stage must be 10 (pre-validation), 20 (pre-operation) or 40 (post-operation).");
        if ((string?)mode is not ("0" or "1"))
            findings.Add(file.Path, mode ?? file.Root, "Mode must be 0 (synchronous) or 1 (asynchronous).");
        if ((string?)mode == "1" && (string?)stage != "40")
            findings.Add(file.Path, mode, "An asynchronous step runs in stage 40 only.");
        if (!Guid.TryParse((string?)file.Root.Element("SdkMessageId"), out _))
            findings.Add(file.Path, file.Root.Element("SdkMessageId") ?? file.Root, "SdkMessageId must be the id of a message.");
        if (file.Root.Element("FilteringAttributes") is { Value.Length: > 0 } filter && Message(file) != Update)
            findings.Add(file.Path, filter, "Filtering columns exist for Update only.");
    }

    private static void CheckImage(XmlFile file, XElement image, Findings findings)
    {
        var type = (string?)image.Element("ImageType");
        if (type is not (PreImage or PostImage))
            findings.Add(file.Path, image, "ImageType must be 0 (pre-image) or 1 (post-image).");
        if (type == PreImage && Message(file) == Create)
            findings.Add(file.Path, image, "Create has no pre-image.");
        if (type == PostImage && (Message(file) == Delete || (string?)file.Root.Element("Stage") != "40"))
            findings.Add(file.Path, image, "A post-image exists in stage 40 only, and never for Delete.");
        if (string.IsNullOrEmpty((string?)image.Element("EntityAlias")))
            findings.Add(file.Path, image, "EntityAlias is missing; the plugin finds the image by it.");
    }

    private static void CheckColumns(SolutionModel model, XmlFile file, string table, XElement? list, Findings findings)
    {
        foreach (var column in (list?.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            ColumnReferences.Check(model, table, column, file.Path, list!, findings);
    }

    private static string? Message(XmlFile file) => ComponentKind.Id((string?)file.Root.Element("SdkMessageId"));
}
