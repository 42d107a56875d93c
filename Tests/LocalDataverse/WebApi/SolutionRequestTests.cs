using System.Text.Json;
using LocalDataverse.Tests.Solutions;

namespace LocalDataverse.Tests.WebApi;

/// <summary>The life of a solution as clients of the Web API see it.</summary>
public sealed class SolutionRequestTests(WebApiServer server) : IClassFixture<WebApiServer>
{
    [Fact]
    public async Task Import_by_job_what_depends_export_and_uninstall()
    {
        var started = await server.Post("ImportSolutionAsync", Body(new SampleSolution().Zip()));
        Assert.Equal(200, started.Status);
        var operation = started.Json.GetProperty("AsyncOperationId").GetGuid();
        await server.Environment.Organization.WhenAsynchronousStepsAreDone();
        var job = await server.Get($"asyncoperations({operation})?$select=statecode,statuscode,message");
        Assert.Equal((3, 30), (job.Json.GetProperty("statecode").GetInt32(), job.Json.GetProperty("statuscode").GetInt32()));
        var import = await server.Get($"importjobs({started.Json.GetProperty("ImportJobKey").GetString()})?$select=progress,data");
        Assert.Equal(100, import.Json.GetProperty("progress").GetDouble());
        Assert.Contains("smp_colour", (await server.Get($"RetrieveFormattedImportJobResults(ImportJobId={started.Json.GetProperty("ImportJobKey").GetString()})")).Json.GetProperty("FormattedResults").GetString(), StringComparison.Ordinal);

        var publisher = (await server.Post("publishers", """{"uniquename":"maker","friendlyname":"Maker","customizationprefix":"mkr","customizationoptionvalueprefix":20000}""")).EntityId;
        await server.Post("solutions", $$"""{"uniquename":"Mine","friendlyname":"Mine","version":"1.0.0.0","publisherid@odata.bind":"/publishers({{publisher}})"}""");
        var form = (await server.Post("systemforms", JsonSerializer.Serialize(new { name = "Maker", objecttypecode = "account", type = 2, formxml = $"<form><tabs /><customControl name=\"{SampleSolution.Control}\" /></form>" }))).EntityId;
        var added = await server.Post("AddSolutionComponent", $$"""{"ComponentId":"{{form}}","ComponentType":60,"SolutionUniqueName":"Mine","AddRequiredComponents":false}""");
        Assert.Equal(200, added.Status);
        var exported = await server.Post("ExportSolution", """{"SolutionName":"Mine","Managed":false}""");
        Assert.True(exported.Json.GetProperty("ExportSolutionFile").GetBytesFromBase64().Length > 100);

        var solution = (await server.Get($"solutions?$filter=uniquename eq '{SampleSolution.Name}'&$select=solutionid")).Rows[0].GetProperty("solutionid").GetGuid();
        var dependencies = await server.Get($"RetrieveDependenciesForUninstall(SolutionUniqueName='{SampleSolution.Name}')");
        Assert.Equal(form, Assert.Single(dependencies.Rows).GetProperty("dependentcomponentobjectid").GetGuid());
        var refused = await server.Send(TestEnvironment.AdministratorName, "DELETE", $"solutions({solution})");
        Assert.Equal((400, "0x8004f01f"), refused.Error);
        Assert.Contains("unmanaged, solution Mine", refused.Message, StringComparison.Ordinal);

        Assert.Equal(204, (await server.Send(TestEnvironment.AdministratorName, "DELETE", $"systemforms({form})")).Status);
        Assert.Equal(204, (await server.Send(TestEnvironment.AdministratorName, "DELETE", $"solutions({solution})")).Status);
        Assert.Equal(404, (await server.Get("smp_things")).Status);
    }

    [Fact]
    public async Task Wrong_input_is_named()
    {
        var type = await server.Post("ImportSolutionAsync", """{"OverwriteUnmanagedCustomizations":"yes","PublishWorkflows":true,"CustomizationFile":"AA=="}""");
        var missing = await server.Post("StageAndUpgrade", """{"OverwriteUnmanagedCustomizations":false,"PublishWorkflows":true}""");
        var empty = await server.Post("DeleteAndPromote", """{"UniqueName":" "}""");
        var noZip = await server.Post("ImportSolution", """{"OverwriteUnmanagedCustomizations":false,"PublishWorkflows":true,"CustomizationFile":"AAAA"}""");
        Assert.Equal((400, 400, 400, 400), (type.Status, missing.Status, empty.Status, noZip.Status));
        Assert.Contains("OverwriteUnmanagedCustomizations", type.Message, StringComparison.Ordinal);
        Assert.Contains("CustomizationFile", missing.Message, StringComparison.Ordinal);
        Assert.Contains("UniqueName", empty.Message, StringComparison.Ordinal);
        Assert.Contains("not a zip archive", noZip.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_change_solutions_is_refused()
    {
        server.Environment.CreateUser("plain");
        foreach (var (name, body) in new[] { ("ImportSolutionAsync", Body([0])), ("StageAndUpgrade", Body([0])), ("DeleteAndPromote", """{"UniqueName":"x"}"""), ("ExportSolution", """{"SolutionName":"x","Managed":false}""") })
            Assert.Equal(403, (await server.Send("plain@example.test", "POST", name, body)).Status);
    }

    [Fact]
    public async Task A_saved_form_is_read_by_makers_and_published_by_them()
    {
        var form = (await server.Post("systemforms", """{"name":"Saved","objecttypecode":"contact","type":2,"formxml":"<form><tabs /></form>"}""")).EntityId;
        Assert.Equal(204, (await server.Patch($"systemforms({form})", """{"formxml":"<form><tabs /><saved /></form>"}""")).Status);
        var unpublished = await server.Get($"systemforms({form})/Microsoft.Dynamics.CRM.RetrieveUnpublished()");
        Assert.Equal(200, unpublished.Status);
        Assert.EndsWith("$metadata#systemforms/$entity", unpublished.Json.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(form, unpublished.Json.GetProperty("formid").GetGuid());
        Assert.Equal("<form><tabs /><saved /></form>", unpublished.Json.GetProperty("formxml").GetString());
        Assert.Equal("<form><tabs /></form>", (await server.Get($"systemforms({form})?$select=formxml")).Json.GetProperty("formxml").GetString());

        server.Environment.CreateUser("reader");
        Assert.Equal(403, (await server.Send("reader@example.test", "GET", $"systemforms({form})/Microsoft.Dynamics.CRM.RetrieveUnpublished()")).Status);
        Assert.Equal(403, (await server.Send("reader@example.test", "POST", "PublishAllXml", "{}")).Status);

        Assert.Equal(204, (await server.Post("PublishXml", """{"ParameterXml":"<importexportxml><entities><entity>contact</entity></entities></importexportxml>"}""")).Status);
        Assert.Equal("<form><tabs /><saved /></form>", (await server.Get($"systemforms({form})?$select=formxml")).Json.GetProperty("formxml").GetString());
        Assert.Equal(204, (await server.Send(TestEnvironment.AdministratorName, "DELETE", $"systemforms({form})")).Status);
    }

    private static string Body(byte[] zip) => JsonSerializer.Serialize(new { OverwriteUnmanagedCustomizations = false, PublishWorkflows = true, CustomizationFile = zip });
}
