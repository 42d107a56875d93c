using LocalDataverse.Solutions;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>What the shell tells of a zip before it is imported, and what a solution made by hand may be called.</summary>
public sealed class PreviewTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_new_solution_is_named_and_nothing_is_written()
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        var preview = Preview(new SampleSolution());
        Assert.Equal((SampleSolution.Name, "A sample", "1.0.0.0", true, "Sample publisher"), (preview.UniqueName, preview.Name, preview.Version, preview.IsManaged, preview.Publisher));
        Assert.Equal((null, false, null), (preview.InstalledVersion, preview.CanUpgrade, preview.Obstacle));
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void An_upgrade_names_the_columns_that_go()
    {
        _environment.Import(new SampleSolution().Zip());
        var preview = Preview(new SampleSolution("1.1.0.0").WithoutRank());
        Assert.Equal(("1.0.0.0", true), (preview.InstalledVersion, preview.CanUpgrade));
        Assert.Empty(preview.Tables);
        Assert.Equal("account.smp_rank", Assert.Single(preview.Columns).Name);
        Assert.Empty(Preview(new SampleSolution("1.1.0.0")).Columns);
    }

    [Fact]
    public void A_table_that_goes_is_named_once_and_its_columns_are_not()
    {
        _environment.Import(new SampleSolution().Zip());
        var preview = Preview(new SampleSolution("2.0.0.0").Only("<ImportExportXml><Entities /></ImportExportXml>", ""));
        Assert.Equal("smp_thing", Assert.Single(preview.Tables).Name);
        Assert.DoesNotContain(preview.Columns, column => column.Name.StartsWith("smp_thing.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_version_updates_and_a_lower_one_or_the_other_kind_is_refused()
    {
        _environment.Import(new SampleSolution("1.1.0.0").Zip());
        var same = Preview(new SampleSolution("1.1.0.0"));
        Assert.Equal((null, false), (same.Obstacle, same.CanUpgrade));
        Assert.Contains("lower than 1.1.0.0", Preview(new SampleSolution()).Obstacle, StringComparison.Ordinal);
        Assert.Contains("modes match", Preview(new SampleSolution("1.2.0.0", managed: false)).Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_solution_is_refused()
    {
        var noZip = Assert.Throws<DataverseException>(() => _environment.Execute("PreviewSolution", ("CustomizationFile", new byte[] { 1, 2, 3 })));
        Assert.Contains("not a zip archive", noZip.Message, StringComparison.Ordinal);
        var noManifest = Assert.Throws<DataverseException>(() => Preview(new SampleSolution().Remove("solution.xml")));
        Assert.Contains("must contain solution.xml", noManifest.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1.0.0.0", "must begin with a letter")]
    [InlineData("1st", "1.0.0.0", "must begin with a letter")]
    [InlineData("My solution", "1.0.0.0", "must begin with a letter")]
    [InlineData("Mine", "one", "must be of the form 1.0.0.0")]
    [InlineData("sample", "1.0.0.0", "exists already")]
    public void A_solution_made_by_hand_has_a_name_of_its_own_and_a_version(string name, string version, string sentence)
    {
        _environment.Import(new SampleSolution().Zip());
        var refusal = Assert.Throws<DataverseException>(() => _environment.Service.Create(new Entity("solution") { ["uniquename"] = name, ["friendlyname"] = "Mine", ["version"] = version }));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private SolutionPreview Preview(SampleSolution solution) =>
        Assert.IsType<SolutionPreview>(_environment.Execute("PreviewSolution", ("CustomizationFile", solution.Zip())).Results["Preview"]);
}
