using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>ImportSolutionAsync and its kin: a system job does the work, an import job tells of it.</summary>
public sealed class AsynchronousImportTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task An_import_is_done_by_a_system_job()
    {
        var (operation, job) = Start("ImportSolutionAsync", new SampleSolution().Zip());
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        var row = _environment.Row("asyncoperation", operation);
        Assert.Equal((3, 30, 203), (State(row, "statecode"), State(row, "statuscode"), (int)row["operationtype"]!));
        Assert.Equal((100.0, SampleSolution.Name), ((double)_environment.Row("importjob", job)["progress"]!, (string)_environment.Row("importjob", job)["solutionname"]!));
        Assert.NotNull(_environment.Organization.Metadata.FindTable("smp_thing"));
    }

    [Fact]
    public async Task A_refused_import_fails_its_job_with_code_and_sentence_and_changes_nothing()
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        var (operation, job) = Start("ImportSolutionAsync", new SampleSolution().Replace("customizations.xml", "level=\"Global\"", "level=\"Universal\"").Zip());
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        var row = _environment.Row("asyncoperation", operation);
        Assert.Equal((3, 31, unchecked((int)0x80048058)), (State(row, "statecode"), State(row, "statuscode"), (int)row["errorcode"]!));
        Assert.Contains("The security role 'Sample User' can't be imported: the level Universal", (string)row["friendlymessage"]!, StringComparison.Ordinal);
        var log = XElement.Parse((string)_environment.Row("importjob", job)["data"]!);
        Assert.Equal("failure", (string?)log.Descendants("solutionManifest").Single().Element("result")!.Attribute("result"));
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public async Task Upgrade_and_promotion_have_jobs_as_well()
    {
        _environment.Import(new SampleSolution().Zip());
        Start("StageAndUpgradeAsync", new SampleSolution("1.1.0.0").WithoutRank().Zip());
        await _environment.Organization.WhenAsynchronousStepsAreDone();
        Assert.Null(_environment.Organization.Metadata.Table("account").Column("smp_rank"));

        Start("ImportSolutionAsync", new SampleSolution("1.2.0.0").Zip(), holding: true);
        await _environment.Organization.WhenAsynchronousStepsAreDone();
        _environment.Execute("DeleteAndPromoteAsync", ("UniqueName", SampleSolution.Name));
        await _environment.Organization.WhenAsynchronousStepsAreDone();
        Assert.Equal("1.2.0.0", _environment.Solution(SampleSolution.Name)["version"]);
    }

    [Fact]
    public void The_log_is_shaped_as_clients_of_Dataverse_read_it()
    {
        var log = XElement.Parse((string)_environment.Row("importjob", _environment.Import(new SampleSolution().Zip()))["data"]!);
        Assert.Equal(("100", "true"), ((string?)log.Attribute("progress"), (string?)log.Attribute("processed")));
        var manifest = log.Element("solutionManifests")!.Element("solutionManifest")!;
        Assert.Equal((SampleSolution.Name, "1.0.0.0", "success"), ((string?)manifest.Element("UniqueName"), (string?)manifest.Element("Version"), (string?)manifest.Element("result")!.Attribute("result")));
        Assert.Equal(("smp_colour", "success"), ((string?)log.Element("optionSets")!.Element("optionSet")!.Attribute("LocalizedName"), (string?)log.Element("optionSets")!.Element("optionSet")!.Element("result")!.Attribute("result")));
        Assert.All(log.Descendants("result"), result => Assert.NotNull(result.Attribute("datetimeticks")));
    }

    [Fact]
    public void The_log_comes_as_a_spreadsheet_too()
    {
        var job = _environment.Import(new SampleSolution().Zip());
        var sheet = (string)_environment.Execute("RetrieveFormattedImportJobResults", ("ImportJobId", job)).Results["FormattedResults"]!;
        XNamespace name = "urn:schemas-microsoft-com:office:spreadsheet";
        var cells = XElement.Parse(sheet[sheet.IndexOf("<Workbook", StringComparison.Ordinal)..]).Descendants(name + "Row").Select(row => row.Descendants(name + "Data").Select(cell => cell.Value).ToArray()).ToList();
        Assert.Equal(["Type", "Name", "Status", "Code", "Description"], cells[0]);
        Assert.Contains(cells, row => row is ["securityrole", "Sample User", "success", ..]);
    }

    private (Guid Operation, Guid Job) Start(string message, byte[] zip, bool holding = false)
    {
        var response = _environment.Execute(message, ("CustomizationFile", zip), ("OverwriteUnmanagedCustomizations", false), ("PublishWorkflows", true), ("HoldingSolution", holding));
        return ((Guid)response.Results["AsyncOperationId"]!, Guid.Parse((string)response.Results["ImportJobKey"]!));
    }

    private static int State(Entity row, string column) => row.GetAttributeValue<OptionSetValue>(column)!.Value;
}
