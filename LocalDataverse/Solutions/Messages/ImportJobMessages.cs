using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>Retrieve of an import job; while the import runs, with its progress, which its transaction still hides.</summary>
internal sealed class RetrieveImportJob(IMessageHandler inner, ISolutionImporter importer) : IMessageHandler
{
    public string Message => "Retrieve";

    public string? Table => "importjob";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        inner.Execute(operation);
        if (operation.Output["Entity"] is Entity row && row.Contains("progress") && importer.ProgressOf(row.Id) is { } progress)
            row["progress"] = progress;
    }
}

/// <summary>The log of an import as a spreadsheet (XML Spreadsheet 2003).</summary>
internal sealed class RetrieveFormattedImportJobResults : IMessageHandler
{
    private static readonly XNamespace s_sheet = "urn:schemas-microsoft-com:office:spreadsheet";

    public string Message => "RetrieveFormattedImportJobResults";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var id = operation.Required<Guid>("ImportJobId");
        operation.Scope.AccessOf(operation.Caller.UserId).Demand(AccessRight.Read, "importjob", id);
        var job = operation.Scope.Rows.Find("importjob", id, ["data"]) ?? throw Storage.RowStore.NotFound("importjob", id);
        var log = XElement.Parse(job.GetAttributeValue<string>("data") ?? "<importexportxml />");
        var rows = log.Descendants("result").Select(result => (Item: result.Parent!, Result: result))
            .Select(entry => new[] { entry.Item.Name.LocalName, Text(entry.Item, "id"), Text(entry.Result, "result"), Text(entry.Result, "errorcode"), Text(entry.Result, "errortext") });
        operation.Output["FormattedResults"] = new XDocument(
            new XProcessingInstruction("mso-application", "progid=\"Excel.Sheet\""),
            new XElement(s_sheet + "Workbook", new XElement(s_sheet + "Worksheet", new XAttribute(s_sheet + "Name", "Components"),
                new XElement(s_sheet + "Table", rows.Prepend(["Type", "Name", "Status", "Code", "Description"]).Select(Row))))).ToString();
    }

    private static XElement Row(IEnumerable<string> cells) => new(s_sheet + "Row", cells.Select(cell =>
        new XElement(s_sheet + "Cell", new XElement(s_sheet + "Data", new XAttribute(s_sheet + "Type", "String"), cell))));

    private static string Text(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? "";
}
