using System.Xml.Linq;
using CaseTime.Packaging.Packing;
using CaseTime.Packaging.Versions;

namespace CaseTime.Packaging.Tests;

public sealed class VersionTests : IDisposable
{
    private readonly SolutionCopy _copy = new();

    public VersionTests() => WriteChangelog("7.8.9");

    private string Root => Path.GetDirectoryName(_copy.Folder)!;

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void The_sources_of_this_repository_state_the_version_of_the_change_log() =>
        Assert.Empty(VersionCheck.Run(SolutionCopy.Repository, [], [], []));

    [Fact]
    public void Packing_writes_the_version_into_solution_assembly_names_and_control()
    {
        var zip = new PackedZip(_copy.Pack().Managed);
        Assert.Equal("7.8.9.0", zip.Solution.Descendants("Version").Single().Value);
        Assert.Equal("7.8.9", (string?)zip.Xml($"Controls/{SolutionCopy.ControlName}/ControlManifest.xml").Element("control")!.Attribute("version"));

        var fullName = PluginAssemblyIdentity.Read(File.ReadAllBytes(_copy.Plugin)).FullName;
        Assert.Contains("Version=7.8.9.0", fullName, StringComparison.Ordinal);
        Assert.Equal(fullName, (string?)zip.Solution.Descendants("RootComponent").Single(root => (string?)root.Attribute("type") == "91").Attribute("schemaName"));
        Assert.Equal(fullName, (string?)zip.Customizations.Descendants("PluginAssembly").Single().Attribute("FullName"));
        Assert.All(zip.Customizations.Descendants("PluginType"), type => Assert.EndsWith(", " + fullName, (string?)type.Attribute("AssemblyQualifiedName"), StringComparison.Ordinal));
        Assert.All(zip.Customizations.Descendants("PluginTypeName"), name => Assert.EndsWith(", " + fullName, name.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_of_another_version_are_named_with_their_lines()
    {
        var findings = VersionCheck.Run(Root, [], [], []);
        var solution = Path.Combine(_copy.Folder, "Other", "Solution.xml");
        Assert.Contains(findings, finding => finding.File == solution && finding.Line == _copy.LineOf("Other/Solution.xml", "<Version>"));
        Assert.Contains(findings, finding => finding.File.Contains("SdkMessageProcessingSteps", StringComparison.Ordinal));
    }

    [Fact]
    public void Setting_the_version_makes_all_sources_agree_and_touches_nothing_else()
    {
        var before = Directory.GetFiles(_copy.Folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        var changed = VersionedText.Stamp(Root, new Version(7, 8, 9, 0));

        Assert.Empty(VersionCheck.Run(Root, [], [], []));
        Assert.Empty(VersionedText.Stamp(Root, new Version(7, 8, 9, 0)));
        foreach (var (file, bytes) in before.Where(file => !changed.Contains(file.Key))) Assert.Equal(bytes, File.ReadAllBytes(file));
        foreach (var file in changed) Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(file)[..3]);
    }

    [Fact]
    public void A_built_assembly_a_control_and_a_zip_of_another_version_are_found()
    {
        VersionedText.Stamp(Root, new Version(7, 8, 9, 0));
        var zip = Path.Combine(Root, "packed.zip");
        File.WriteAllBytes(zip, _copy.Pack().Managed);
        Assert.Empty(VersionCheck.Run(Root, [_copy.Plugin], [], [zip]));

        WriteChangelog("7.9.0");
        VersionedText.Stamp(Root, new Version(7, 9, 0, 0));
        var files = VersionCheck.Run(Root, [_copy.Plugin], [_copy.Control], [zip]).Select(finding => finding.File).ToList();
        Assert.Contains(_copy.Plugin, files);
        Assert.Contains(Path.Combine(_copy.Control, "ControlManifest.xml"), files);
        Assert.Contains(zip + "/solution.xml", files);
        Assert.Contains(zip + "/customizations.xml", files);
        Assert.Contains($"{zip}/Controls/{SolutionCopy.ControlName}/ControlManifest.xml", files);
        Assert.Contains(files, file => file.EndsWith(".dll", StringComparison.Ordinal) && file.StartsWith(zip, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_build_output_is_a_finding_and_not_a_pass() =>
        Assert.Contains(VersionCheck.Run(SolutionCopy.Repository, [Path.Combine(Root, "none.dll")], [], []), finding => finding.Message.Contains("missing", StringComparison.Ordinal));

    [Theory]
    [InlineData("0.1.0")]
    [InlineData("# 1.2")]
    [InlineData("# Changes")]
    [InlineData("")]
    public void A_change_log_without_a_version_in_its_first_line_is_refused(string first)
    {
        File.WriteAllText(Path.Combine(Root, "CHANGELOG.md"), first + "\n");
        var finding = Assert.Single(Assert.Throws<PackagingException>(() => ProductVersion.Read(Path.Combine(Root, "CHANGELOG.md"))).Findings);
        Assert.Equal(1, finding.Line);
    }

    [Fact]
    public void Versions_of_IntroducedVersion_stay_when_the_product_moves_on()
    {
        VersionedText.Stamp(Root, new Version(7, 8, 9, 0));
        var tracker = XDocument.Load(_copy.PathOf("Entities/casetime_timetracker/Entity.xml"));
        Assert.All(tracker.Descendants("IntroducedVersion"), version => Assert.Equal("0.1.0.0", version.Value));
    }

    private void WriteChangelog(string version) => File.WriteAllText(Path.Combine(Root, "CHANGELOG.md"), $"# {version}\n\nText.\n");
}
