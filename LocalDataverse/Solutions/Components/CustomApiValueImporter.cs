using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>The request parameters or the response properties of one custom API: a folder each, in which a file of the kind's name.</summary>
internal sealed class CustomApiValueImporter(ImportRun run, Entity api, string table, int type)
{
    private const int RequestParameter = ComponentType.CustomApiRequestParameter;
    private static readonly string[] s_fixed = ["type", "isoptional", "logicalentityname"];

    /// <returns>The unique names.</returns>
    public IReadOnlyList<string> Import(string folder)
    {
        var names = new List<string>();
        foreach (var file in run.Archive.Under(folder).Where(path => path.EndsWith($"/{table}.xml", StringComparison.OrdinalIgnoreCase)))
        {
            var name = file[..file.IndexOf('/', StringComparison.Ordinal)];
            run.Import(type, $"{api["uniquename"]}.{name}", () => names.Add(ImportValue($"{folder}/{file}")));
        }

        return names;
    }

    private string ImportValue(string path)
    {
        var element = SolutionArchive.Parse(path, run.Archive.Find(path)!);
        var name = element.Attributed("uniquename");
        var isParameter = type == RequestParameter;
        if (!isParameter && element.Element("isoptional") is not null)
            throw XmlReading.Invalid($"the response property '{name}' has <isoptional>, which only request parameters have");
        var rowTable = element.OptionalText("logicalentityname");
        if (rowTable is not null && run.Metadata.Catalog.FindTable(rowTable) is null)
            throw new DataverseException(SolutionErrorCode.MissingDependencies, $"the table '{rowTable}' is not in the target system");
        var row = new Entity(table, NameBasedGuid.Of(table, $"{api["uniquename"]}|{name}"))
        {
            ["uniquename"] = name,
            ["name"] = element.Text("name"),
            ["displayname"] = CustomApiImporter.DefaultLabel(element, "displayname"),
            ["description"] = CustomApiImporter.DefaultLabel(element, "description"),
            ["type"] = (int)CustomApiImporter.Choice<CustomApiType>(element, "type"),
            ["logicalentityname"] = rowTable,
            ["customapiid"] = api.ToEntityReference(),
        };
        if (isParameter)
            row["isoptional"] = element.Flag("isoptional");
        CustomApiImporter.RefuseChange(run, row, isParameter ? s_fixed : s_fixed.Where(column => column != "isoptional"));
        run.PutPart(row);
        run.Include(type, $"{api["uniquename"]}.{name}", row.Id);
        return name;
    }
}
