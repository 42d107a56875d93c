namespace CaseTime.TypeScript.Tests;

/// <summary>The Vitest suites as tests of this solution: a case for each file, which names what failed in it.</summary>
public sealed class VitestTests(VitestRun run) : IClassFixture<VitestRun>
{
    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (var workspace in Repository.TestedWorkspaces())
            foreach (var file in Repository.TestFiles(workspace))
                files.Add(workspace, file);
        return files;
    }

    public static TheoryData<string> Workspaces() => new(Repository.TestedWorkspaces());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string workspace, string file)
    {
        var result = run.Files(workspace).SingleOrDefault(candidate => candidate.Path == file);

        Assert.True(result is not null, $"Vitest did not run {file}; does the configuration of {workspace} include it?");
        Assert.True(result.Tests.Count > 0, $"No test of {file} ran. {result.Message}");
        var failing = result.Tests.Where(test => test.Status != "passed").ToList();
        Assert.True(failing.Count == 0, string.Join(Environment.NewLine, failing.Select(test => $"{test.Status}: {test.Name}{Environment.NewLine}{test.Failure}")));
    }

    [Theory]
    [MemberData(nameof(Workspaces))]
    public void Vitest_ran_tests_in_the_workspace_and_no_file_that_is_not_listed_here(string workspace)
    {
        var ran = run.Files(workspace);

        Assert.True(ran.Sum(file => file.Tests.Count) > 0, $"Vitest ran no test in {workspace}.");
        Assert.Equal(Repository.TestFiles(workspace), ran.Select(file => file.Path).Order(StringComparer.Ordinal));
    }
}
