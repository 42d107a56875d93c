using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A maker's changes lie over the managed layer, within what managed properties allow.</summary>
public sealed class LayerTests : IDisposable
{
    private const int NotCustomizable = unchecked((int)0x8004F026);
    private const int NotDeletable = unchecked((int)0x8004F032);
    private const string Changed = "<form><tabs /><maker /></form>";

    private readonly ImportEnvironment _environment = new();

    public LayerTests() => _environment.Import(new SampleSolution().Zip());

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_changed_form_stays_changed_at_upgrade_and_takes_what_the_maker_did_not_touch()
    {
        ChangeForm();
        _environment.Upgrade(Next().Zip());
        var form = _environment.Row("systemform", SampleSolution.FormId);
        Assert.Equal((Changed, "Main two"), ((string)form["formxml"]!, (string)form["name"]!));
    }

    [Fact]
    public void It_stays_changed_at_the_upgrade_after_that()
    {
        ChangeForm();
        _environment.Upgrade(Next().Zip());
        _environment.Upgrade(new SampleSolution("1.2.0.0").Zip());
        Assert.Equal(Changed, _environment.Row("systemform", SampleSolution.FormId)["formxml"]);
    }

    [Fact]
    public void Unless_the_import_is_to_overwrite_it()
    {
        ChangeForm();
        _environment.Execute("ImportSolution", ("CustomizationFile", new SampleSolution().Zip()), ("OverwriteUnmanagedCustomizations", true), ("PublishWorkflows", true));
        Assert.DoesNotContain("maker", (string)_environment.Row("systemform", SampleSolution.FormId)["formxml"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_nobody_changed_is_the_new_version_s()
    {
        _environment.Upgrade(Next().Replace("customizations.xml", "<form><tabs />", "<form><tabs><tab name=\"new\" /></tabs>").Zip());
        Assert.Contains("<tab name=\"new\" />", (string)_environment.Row("systemform", SampleSolution.FormId)["formxml"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_that_may_not_be_customised_refuses()
    {
        _environment.Upgrade(new SampleSolution("1.1.0.0").Replace("customizations.xml", "<savedqueryid>", "<IsCustomizable>0</IsCustomizable><savedqueryid>").Zip());
        var refusal = Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity("savedquery", SampleSolution.ViewId) { ["name"] = "Mine" }));
        Assert.Equal(NotCustomizable, refusal.Code);
        Assert.Contains("Managed Property Name: iscustomizable; Component Name: savedquery", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("All Things", _environment.Row("savedquery", SampleSolution.ViewId)["name"]);
    }

    [Theory]
    [InlineData("pluginassembly", "10000000-0000-4000-8000-000000000001", "content")]
    [InlineData("plugintype", "10000000-0000-4000-8000-000000000002", "typename")]
    [InlineData("sdkmessageprocessingstep", "10000000-0000-4000-8000-000000000003", "configuration")]
    public void Managed_code_can_not_be_changed(string table, string id, string column) =>
        Assert.Equal(NotCustomizable, Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity(table, new Guid(id)) { [column] = "x" })).Code);

    [Fact]
    public void A_managed_step_can_be_switched_off()
    {
        _environment.Service.Update(new Entity("sdkmessageprocessingstep", SampleSolution.StepId) { ["statecode"] = new OptionSetValue(1) });
        Assert.Equal(1, _environment.Row("sdkmessageprocessingstep", SampleSolution.StepId).GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Theory]
    [InlineData("systemform", "10000000-0000-4000-8000-000000000007")]
    [InlineData("savedquery", "10000000-0000-4000-8000-000000000006")]
    [InlineData("role", "10000000-0000-4000-8000-000000000005")]
    [InlineData("sdkmessageprocessingstep", "10000000-0000-4000-8000-000000000003")]
    public void Managed_components_can_not_be_deleted(string table, string id) =>
        Assert.Equal(NotDeletable, Assert.Throws<DataverseException>(() => _environment.Service.Delete(table, new Guid(id))).Code);

    [Fact]
    public void A_caller_can_not_pass_a_row_off_as_managed()
    {
        var id = _environment.Service.Create(new Entity("savedquery") { ["name"] = "Mine", ["returnedtypecode"] = "account", ["fetchxml"] = "<fetch><entity name=\"account\" /></fetch>", ["ismanaged"] = true, ["solutionid"] = Guid.NewGuid() });
        _environment.Service.Update(new Entity("savedquery", id) { ["ismanaged"] = true });
        Assert.Equal((false, new Guid("fd140aae-4df4-11dd-bd17-0019b9312238")), ((bool)_environment.Row("savedquery", id)["ismanaged"]!, (Guid)_environment.Row("savedquery", id)["solutionid"]!));
        _environment.Service.Delete("savedquery", id);
    }

    [Fact]
    public void A_web_resource_in_use_can_not_be_deleted()
    {
        var resource = _environment.Service.Create(new Entity("webresource") { ["name"] = "new_script.js", ["webresourcetype"] = new OptionSetValue(3), ["content"] = "" });
        var form = _environment.Service.Create(new Entity("systemform") { ["name"] = "Uses it", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = "<form><formLibraries><Library name=\"new_script.js\" /></formLibraries></form>" });
        var refusal = Assert.Throws<DataverseException>(() => _environment.Service.Delete("webresource", resource));
        Assert.Contains("the form 'Uses it' of the table account (unmanaged) needs the web resource 'new_script.js'", refusal.Message, StringComparison.Ordinal);
        _environment.Service.Delete("systemform", form);
        _environment.Service.Delete("webresource", resource);
    }

    private void ChangeForm()
    {
        _environment.Service.Update(new Entity("systemform", SampleSolution.FormId) { ["formxml"] = Changed });
        _environment.Execute("PublishAllXml");
    }

    private static SampleSolution Next() => new SampleSolution("1.1.0.0").Replace("customizations.xml", "<LocalizedName description=\"Main\"", "<LocalizedName description=\"Main two\"");
}
