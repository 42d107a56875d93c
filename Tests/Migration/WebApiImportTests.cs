using Microsoft.Xrm.Sdk;

namespace CaseTime.Migration.Tests;

/// <summary>Rows of an environment that has the preview's table.</summary>
public sealed class WebApiImportTests(PreviewServer server) : IClassFixture<PreviewServer>
{
    [Fact]
    public async Task Rows_come_along_over_all_pages_with_cases_and_representatives_by_their_ids()
    {
        const int Rows = 1_100;
        using var command = new Command();
        var caseId = server.NewCase();
        var given = Enumerable.Range(1, Rows).Select(number => new Entity("msdyn_timetracker")
        {
            ["msdyn_name"] = $"{number}",
            ["msdyn_category"] = new OptionSetValue(number % 2 == 0 ? 100000000 : 100000001),
            ["msdyn_duration"] = number,
            ["msdyn_regardingentity"] = new EntityReference("incident", caseId),
            ["ownerid"] = new EntityReference("systemuser", server.Rep),
            ["msdyn_starttime"] = new DateTime(2024, 6, 3, 8, 0, 0, DateTimeKind.Utc),
            ["msdyn_reasoncategoryfortimelog"] = new OptionSetValue(number % 4),
            ["msdyn_reasonfortimelog"] = "why",
        });
        server.System.Execute(new OrganizationRequest("CreateMultiple")
        {
            ["Targets"] = new EntityCollection([.. given]) { EntityName = "msdyn_timetracker" },
        });
        string[] arguments = ["--source", server.Url, "--source-user", server.Administrator, "--target", server.Url, "--target-user", server.Administrator, "--duration-unit", "seconds", "--write", "--slice", "1000"];

        command.AssertDone(await command.RunAsync(arguments));

        var rows = server.Trackers(caseId);
        Assert.Equal((Rows, Rows * (Rows + 1) / 2), (rows.Count, rows.Sum(row => (int)row["casetime_durationseconds"]!)));
        Assert.All(rows, row => Assert.Equal(server.Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id));
        command.AssertDone(await command.RunAsync(arguments));
        Assert.Contains("1,100 rows read, 0 written, 1,100 there already, 0 left out", command.Said, StringComparison.Ordinal);
    }
}
