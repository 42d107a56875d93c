namespace CaseTime.Packaging.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void Pack_writes_both_zips_and_prints_their_sizes()
    {
        var target = Path.Combine(Path.GetDirectoryName(_copy.Folder)!, "out");
        var (code, output, errors) = Run("pack", "--solution", _copy.Folder, "--changelog", Path.Combine(SolutionCopy.Repository, "CHANGELOG.md"),
            "--plugin", _copy.Plugin, "--control", _copy.Control, "--webresources", _copy.WebResources, "--output", target);

        Assert.Equal((0, ""), (code, errors));
        foreach (var name in new[] { "CaseTime_managed.zip", "CaseTime_unmanaged.zip" })
            Assert.Contains($"{name}: {new FileInfo(Path.Combine(target, name)).Length:N0} bytes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_writes_findings_as_MSBuild_reads_them_and_leaves_no_zip()
    {
        _copy.Replace("Other/Solution.xml", "<Managed>2<", "<Managed>0<");
        var target = Path.Combine(Path.GetDirectoryName(_copy.Folder)!, "out");
        var (code, _, errors) = Run("pack", "--solution", _copy.Folder, "--changelog", Path.Combine(SolutionCopy.Repository, "CHANGELOG.md"),
            "--plugin", _copy.Plugin, "--control", _copy.Control, "--webresources", _copy.WebResources, "--output", target);

        Assert.Equal(1, code);
        var path = Path.Combine(_copy.Folder, "Other/Solution.xml");
        Assert.Equal($"{path}({_copy.LineOf("Other/Solution.xml", "<Managed>")}): error PACK: Managed must be 2 (both), or one of the two zips can't be packed.", errors.Trim());
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public void Check_version_fails_for_a_zip_that_is_missing()
    {
        var (code, _, errors) = Run("check-version", "--repository", SolutionCopy.Repository, "--zip", Path.Combine(_copy.Folder, "none.zip"));
        Assert.Equal(1, code);
        Assert.Contains("none.zip: error PACK: The file is missing", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_solution_folder_is_one_line_without_a_stack_trace()
    {
        var (code, _, errors) = Run("pack", "--solution", Path.Combine(_copy.Folder, "none"), "--changelog", Path.Combine(SolutionCopy.Repository, "CHANGELOG.md"), "--output", _copy.Folder);
        Assert.Equal(1, code);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.Contains("does not exist", errors, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (CommandLine.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }
}
