using System.Text;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A higher version of a managed solution: as an update, as an upgrade in one step, or held and promoted.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void An_update_keeps_what_the_new_version_lacks()
    {
        var account = Installed();
        _environment.Import(Smaller("1.1.0.0").Zip());
        Assert.Equal(3, _environment.Row("account", account)["smp_rank"]);
        Assert.Equal("All Things", _environment.Row("savedquery", SampleSolution.ViewId)["name"]);
        Assert.Equal("1.1.0.0", _environment.Solution(SampleSolution.Name)["version"]);
    }

    [Fact]
    public void An_upgrade_takes_it_away_with_its_data()
    {
        var account = Installed();
        _environment.Upgrade(Smaller("1.1.0.0").Zip());
        Assert.Null(_environment.Organization.Metadata.Table("account").Column("smp_rank"));
        Assert.Equal("Contoso", _environment.Row("account", account)["name"]);
        Assert.Empty(_environment.Rows("savedquery", "savedqueryid", SampleSolution.ViewId));
        Assert.DoesNotContain(_environment.Rows("solutioncomponent", "solutionid", _environment.Solution(SampleSolution.Name).Id), row => row.GetAttributeValue<string>("schemaname") == "account.smp_rank");
    }

    [Fact]
    public void An_upgrade_of_the_whole_table_takes_its_rows()
    {
        var account = Installed();
        _environment.Service.Create(new Entity("smp_thing") { ["smp_accountid"] = new EntityReference("account", account) });
        _environment.Upgrade(WithoutTable("2.0.0.0").Zip());
        Assert.Null(_environment.Organization.Metadata.FindTable("smp_thing"));
        Assert.DoesNotContain("smp_account_smp_thing", _environment.Organization.Metadata.Relationships.Keys);
        Assert.Equal(3, _environment.Row("account", account)["smp_rank"]);
    }

    [Fact]
    public void What_others_depend_on_refuses_the_upgrade_and_changes_nothing()
    {
        Installed();
        _environment.Service.Create(new Entity("savedquery") { ["name"] = "By rank", ["returnedtypecode"] = "account", ["fetchxml"] = "<fetch><entity name=\"account\"><attribute name=\"smp_rank\" /></entity></fetch>" });
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        var refusal = Assert.Throws<DataverseException>(() => _environment.Upgrade(Smaller("1.1.0.0").Zip()));
        Assert.Contains("cannot be upgraded because other components depend on it: the view 'By rank' of the table account (unmanaged) needs the column 'account.smp_rank'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void The_same_version_is_only_updated()
    {
        var account = Installed();
        _environment.Upgrade(Smaller("1.0.0.0").Zip());
        Assert.Equal(3, _environment.Row("account", account)["smp_rank"]);
    }

    [Fact]
    public void An_upgrade_of_what_is_not_installed_is_an_import()
    {
        _environment.Upgrade(new SampleSolution().Zip());
        Assert.Equal("1.0.0.0", _environment.Solution(SampleSolution.Name)["version"]);
    }

    [Fact]
    public void A_held_upgrade_works_at_once_and_is_finished_by_promoting_it()
    {
        var account = Installed();
        Hold(Smaller("1.1.0.0").Replace("customizations.xml", "description=\"Colour\"", "description=\"Tint\"").Zip());
        Assert.Equal("Tint", _environment.Organization.Metadata.Choices["smp_colour"].DisplayName.In(1033));
        Assert.Equal(3, _environment.Row("account", account)["smp_rank"]);
        Assert.Equal(("1.0.0.0", "1.1.0.0"), ((string)_environment.Solution(SampleSolution.Name)["version"]!, (string)_environment.Solution("Sample_Upgrade")["version"]!));

        var id = (Guid)_environment.Execute("DeleteAndPromote", ("UniqueName", SampleSolution.Name)).Results["SolutionId"]!;
        Assert.Equal(_environment.Solution(SampleSolution.Name).Id, id);
        Assert.Null(_environment.Organization.Metadata.Table("account").Column("smp_rank"));
        Assert.Equal("1.1.0.0", _environment.Solution(SampleSolution.Name)["version"]);
        Assert.Empty(_environment.Rows("solution", "uniquename", "Sample_Upgrade"));
    }

    [Fact]
    public void Promoted_or_upgraded_or_installed_anew_is_all_the_same()
    {
        Installed(withAccount: false);
        Hold(Smaller("1.1.0.0").Zip());
        _environment.Execute("DeleteAndPromote", ("UniqueName", SampleSolution.Name));
        using var fresh = new ImportEnvironment();
        fresh.Import(Smaller("1.1.0.0").Zip());
        Assert.Equal(EnvironmentSnapshot.Comparable(fresh.Organization), EnvironmentSnapshot.Comparable(_environment.Organization));
    }

    [Fact]
    public void A_held_upgrade_must_be_higher_and_wait_alone()
    {
        Refused(() => Hold(new SampleSolution("1.1.0.0").Zip()), "is not installed");
        Installed();
        Refused(() => Hold(new SampleSolution().Zip()), "must have a higher version than 1.0.0.0");
        Refused(() => _environment.Execute("DeleteAndPromote", ("UniqueName", SampleSolution.Name)), "No upgrade");
        Hold(new SampleSolution("1.1.0.0").Zip());
        Refused(() => _environment.Import(new SampleSolution("1.2.0.0").Zip()), "is waiting to be applied");
        Refused(() => _environment.Uninstall(SampleSolution.Name), "is waiting to be applied");
    }

    private static void Refused(Action action, string sentence) => Assert.Contains(sentence, Assert.Throws<DataverseException>(action).Message, StringComparison.Ordinal);

    private void Hold(byte[] zip) => _environment.Execute("ImportSolution", ("CustomizationFile", zip), ("OverwriteUnmanagedCustomizations", false), ("PublishWorkflows", true), ("HoldingSolution", true));

    private Guid Installed(bool withAccount = true)
    {
        _environment.Import(new SampleSolution().Zip());
        return withAccount ? _environment.Service.Create(new Entity("account") { ["name"] = "Contoso", ["smp_rank"] = 3 }) : Guid.Empty;
    }

    /// <summary>Without the column of the table account and without the view.</summary>
    private static SampleSolution Smaller(string version) => new SampleSolution(version).WithoutRank().Cut("<SavedQueries>", "</SavedQueries>");

    private static SampleSolution WithoutTable(string version)
    {
        var full = Encoding.UTF8.GetString(new SampleSolution().Files["customizations.xml"]);
        var rank = full[full.IndexOf("<attribute PhysicalName=\"smp_Rank\">", StringComparison.Ordinal)..];
        return new SampleSolution(version).Only(
            $"<ImportExportXml><Entities><Entity><Name LocalizedName=\"Account\" OriginalName=\"Account\">Account</Name><EntityInfo><entity Name=\"Account\"><attributes>{rank[..(rank.IndexOf("</attribute>", StringComparison.Ordinal) + "</attribute>".Length)]}</attributes></entity></EntityInfo></Entity></Entities></ImportExportXml>",
            "<RootComponent type=\"1\" schemaName=\"account\" behavior=\"2\" />");
    }
}
