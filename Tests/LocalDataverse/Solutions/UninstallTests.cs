using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>DELETE of a solution row: a managed solution goes with its components and their data, an unmanaged one alone.</summary>
public sealed class UninstallTests : IDisposable
{
    private const int InUse = unchecked((int)0x8004F01F);

    private static readonly Guid s_form = new("20000000-0000-4000-8000-000000000001");

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_managed_solution_leaves_the_environment_as_it_was_before()
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        _environment.Import(new SampleSolution().Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso", ["smp_rank"] = 3 });
        _environment.Service.Create(new Entity("smp_thing") { ["smp_name"] = "One", ["smp_accountid"] = new EntityReference("account", account) });
        _environment.Service.Associate("systemuser", _environment.Admin.UserId, new Relationship("systemuserroles_association"), [new EntityReference("role", SampleSolution.RoleId)]);
        _environment.Service.Create(new Entity("savedquery") { ["name"] = "A maker's view", ["returnedtypecode"] = "smp_thing", ["fetchxml"] = "<fetch><entity name=\"smp_thing\" /></fetch>" });

        _environment.Uninstall(SampleSolution.Name);
        _environment.Service.Delete("account", account);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void It_can_be_installed_again_and_starts_empty()
    {
        _environment.Import(new SampleSolution().Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso", ["smp_rank"] = 3 });
        _environment.Service.Create(new Entity("smp_thing") { ["smp_accountid"] = new EntityReference("account", account) });
        _environment.Uninstall(SampleSolution.Name);
        _environment.Import(new SampleSolution().Zip());
        Assert.Equal(0, _environment.Count("smp_thing"));
        Assert.False(_environment.Row("account", account).Contains("smp_rank"));
    }

    [Fact]
    public void Its_plugins_no_longer_run()
    {
        var solution = new SampleSolution().Replace("customizations.xml", "<PrimaryEntity>smp_thing</PrimaryEntity><FilteringAttributes>smp_name", "<PrimaryEntity>account</PrimaryEntity><FilteringAttributes>name")
            .Replace("customizations.xml", "<Attributes>smp_name</Attributes>", "<Attributes>name</Attributes>");
        _environment.Import(solution.Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso" });
        Assert.Throws<InvalidPluginExecutionException>(() => _environment.Service.Update(new Entity("account", account) { ["name"] = "Fabrikam" }));
        _environment.Uninstall(SampleSolution.Name);
        _environment.Service.Update(new Entity("account", account) { ["name"] = "Fabrikam" });
        Assert.Equal("Fabrikam", _environment.Row("account", account)["name"]);
    }

    [Fact]
    public void Of_an_unmanaged_solution_only_the_solution_goes()
    {
        _environment.Import(new SampleSolution(managed: false).Zip());
        _environment.Uninstall(SampleSolution.Name);
        Assert.Empty(_environment.Rows("solution", "uniquename", SampleSolution.Name));
        Assert.NotNull(_environment.Organization.Metadata.FindTable("smp_thing"));
        Assert.Equal("All Things", _environment.Row("savedquery", SampleSolution.ViewId)["name"]);
        Assert.Equal(0, _environment.Count("solutioncomponent"));
    }

    [Fact]
    public void A_form_that_carries_its_control_stands_in_the_way_and_is_named()
    {
        _environment.Import(new SampleSolution().Zip());
        CreateForm($"<customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" />");
        var before = EnvironmentSnapshot.Of(_environment.Organization);

        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        Assert.Equal(InUse, refusal.Code);
        Assert.Contains($"the form 'Maker' of the table account (unmanaged) needs the custom control '{SampleSolution.Control}'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));

        _environment.Service.Update(new Entity("systemform", s_form) { ["formxml"] = "<form><tabs /></form>" });
        Assert.Equal(InUse, Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name)).Code);
        _environment.Execute("PublishAllXml");
        _environment.Uninstall(SampleSolution.Name);
        Assert.Equal("Maker", _environment.Row("systemform", s_form)["name"]);
    }

    [Theory]
    [InlineData("<control id=\"c\" datafieldname=\"smp_rank\" />", "the column 'account.smp_rank'")]
    [InlineData("<Library name=\"smp_/page.html\" libraryUniqueId=\"{1}\" />", "the web resource 'smp_/page.html'")]
    [InlineData("<TargetEntityType>smp_thing</TargetEntityType>", "the table 'smp_thing'")]
    [InlineData("<RelationshipName>smp_account_smp_thing</RelationshipName>", "the relationship 'smp_account_smp_thing'")]
    [InlineData("<ViewId>{10000000-0000-4000-8000-000000000006}</ViewId>", "the view 'All Things'")]
    [InlineData("<Url>$webresource:smp_/page.html</Url>", "the web resource 'smp_/page.html'")]
    public void Whatever_a_form_names_stands_in_the_way(string xml, string required)
    {
        _environment.Import(new SampleSolution().Zip());
        CreateForm(xml);
        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        Assert.Contains($"needs {required}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_do_a_view_a_step_and_another_solution()
    {
        _environment.Import(new SampleSolution().Zip());
        _environment.Service.Create(new Entity("savedquery") { ["name"] = "By rank", ["returnedtypecode"] = "account", ["fetchxml"] = "<fetch><entity name=\"account\"><order attribute=\"smp_rank\" /></entity></fetch>" });
        _environment.Service.Create(new Entity("sdkmessageprocessingstep") { ["name"] = "A maker's step", ["sdkmessageid"] = _environment.Row("sdkmessageprocessingstep", SampleSolution.StepId)["sdkmessageid"], ["plugintypeid"] = new EntityReference("plugintype", SampleSolution.TypeId), ["primaryobjecttypecode"] = "contact", ["stage"] = new OptionSetValue(20), ["mode"] = new OptionSetValue(0) });
        _environment.Import(OtherSolution.Zip());

        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        foreach (var sentence in new[]
        {
            "the view 'By rank' of the table account (unmanaged) needs the column 'account.smp_rank'",
            "the step 'A maker's step' of the table contact (unmanaged) needs the plugin type",
            "the relationship 'oth_smp_thing_contact' of the table contact (solution Other) needs the table 'smp_thing'",
        })
            Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_way_can_be_asked_for()
    {
        _environment.Import(new SampleSolution().Zip());
        Assert.Empty(Dependencies());
        CreateForm($"<customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" />");
        var row = Assert.Single(Dependencies());
        Assert.Equal((60, s_form, 66), ((int)row["dependentcomponenttype"]!, (Guid)row["dependentcomponentobjectid"]!, (int)row["requiredcomponenttype"]!));
        Assert.Equal(_environment.Solution(SampleSolution.Name).Id, row["requiredcomponentbasesolutionid"]);

        DataCollection<Entity> Dependencies() => ((EntityCollection)_environment.Execute("RetrieveDependenciesForUninstall", ("SolutionUniqueName", SampleSolution.Name)).Results["EntityCollection"]!).Entities;
    }

    [Fact]
    public void Solutions_go_one_after_the_other()
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        _environment.Import(new SampleSolution().Zip());
        _environment.Import(OtherSolution.Zip());
        _environment.Uninstall("Other");
        Assert.Null(_environment.Organization.Metadata.Table("contact").Column("oth_thingid"));
        _environment.Uninstall(SampleSolution.Name);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void A_row_that_a_solution_covered_comes_back()
    {
        _environment.Organization.Run(false, scope => scope.Rows.Create(new Entity("systemform", SampleSolution.FormId) { ["name"] = "The system's", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = "<form />" }, scope.SystemAuthor));
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        _environment.Import(new SampleSolution().Zip());
        Assert.Equal("Main", _environment.Row("systemform", SampleSolution.FormId)["name"]);
        _environment.Uninstall(SampleSolution.Name);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void A_solution_that_is_not_there_is_a_clear_error() =>
        Assert.Equal(ErrorCode.ObjectDoesNotExist, Assert.Throws<DataverseException>(() => _environment.Service.Delete("solution", Guid.NewGuid())).Code);

    private static SampleSolution OtherSolution => new SampleSolution()
        .Replace("solution.xml", $"<UniqueName>{SampleSolution.Name}</UniqueName>", "<UniqueName>Other</UniqueName>")
        .Only("""
            <ImportExportXml><Entities><Entity><Name LocalizedName="Contact" OriginalName="Contact">Contact</Name><EntityInfo><entity Name="Contact"><attributes>
              <attribute PhysicalName="oth_ThingId"><Type>lookup</Type><LogicalName>oth_thingid</LogicalName><IsCustomField>1</IsCustomField></attribute>
            </attributes></entity></EntityInfo></Entity></Entities>
            <EntityRelationships><EntityRelationship Name="oth_smp_thing_contact"><EntityRelationshipType>OneToMany</EntityRelationshipType>
              <ReferencingEntityName>Contact</ReferencingEntityName><ReferencedEntityName>smp_Thing</ReferencedEntityName><CascadeDelete>RemoveLink</CascadeDelete><ReferencingAttributeName>oth_ThingId</ReferencingAttributeName>
            </EntityRelationship></EntityRelationships></ImportExportXml>
            """, "<RootComponent type=\"1\" schemaName=\"contact\" behavior=\"2\" />");

    private void CreateForm(string inside) => _environment.Service.Create(new Entity("systemform", s_form)
    {
        ["name"] = "Maker",
        ["objecttypecode"] = "account",
        ["type"] = new OptionSetValue(2),
        ["formxml"] = $"<form><tabs />{inside}</form>",
    });
}
