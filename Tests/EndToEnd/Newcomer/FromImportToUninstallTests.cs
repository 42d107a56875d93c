using CaseTime.EndToEnd.Running;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Newcomer;

/// <summary>A new user follows README and docs: imports, enables, adds the component, logs time, reads the report, cleans up, upgrades, uninstalls.</summary>
public sealed class FromImportToUninstallTests(EndToEndRun run) : BrowserTest(run)
{
    private readonly EndToEndRun _run = run;

    protected override Task<RunningEnvironment> StartAsync(EnvironmentTemplate template) => template.StartWithoutSolutionAsync();

    [Fact]
    public Task Everything_the_docs_say_can_be_done_in_an_environment_that_never_saw_CaseTime() => WithPicturesAsync(async () =>
    {
        var before = Components();
        await new Walk(Server, user => SignInAsync(user), _run.Template.ManagedZip, (_, _) => Task.CompletedTask).AllAsync();

        Assert.Equal(before, Components());
    });

    /// <summary>What a solution can bring into an environment, by table and name.</summary>
    private List<string> Components() =>
    [
        .. Named("solution", "uniquename"), .. Named("publisher", "uniquename"), .. Named("role", "name"), .. Named("systemform", "name"), .. Named("savedquery", "name"),
        .. Named("savedqueryvisualization", "name"), .. Named("webresource", "name"), .. Named("appmodule", "uniquename"), .. Named("pluginassembly", "name"),
        .. Named("sdkmessageprocessingstep", "name"), .. Named("customapi", "uniquename"), .. Named("customcontrol", "name"),
    ];

    private IEnumerable<string> Named(string table, string name) =>
        Server.Service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(name) }).Entities
            .Select(row => $"{table} {row.GetAttributeValue<string>(name)}").Order(StringComparer.Ordinal);
}
