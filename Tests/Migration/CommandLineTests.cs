namespace CaseTime.Migration.Tests;

/// <summary>Commands that can't be meant.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("either --csv or --source", "--target", "https://contoso.test", "--duration-unit", "seconds")]
    [InlineData("--duration-unit", "--csv", "x.csv", "--target", "https://contoso.test")]
    [InlineData("must begin with https", "--csv", "x.csv", "--target", "http://contoso.test", "--duration-unit", "seconds")]
    [InlineData("a local Dataverse only", "--csv", "x.csv", "--target", "https://contoso.test", "--target-user", "anna", "--duration-unit", "seconds")]
    [InlineData("1 to 1000", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--slice", "1001")]
    [InlineData("--column knows id, case", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--column", "kind=Art")]
    [InlineData("no culture", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--culture", "xx-klingon")]
    [InlineData("no time zone", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--time-zone", "Mars")]
    [InlineData("must be a CSV file whose first line is source,target", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--reps", "EMPTY")]
    [InlineData("--csv takes the name of a file", "--csv", "", "--target", "https://contoso.test", "--duration-unit", "seconds")]
    [InlineData("--cases takes the name of a file", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--cases", "")]
    [InlineData("--reps takes the name of a file", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--reps", " ")]
    [InlineData("--errors takes the name of a file", "--csv", "x.csv", "--target", "https://contoso.test", "--duration-unit", "seconds", "--errors", "")]
    public async Task A_command_that_can_not_be_meant_is_refused(string sentence, params string[] arguments)
    {
        var empty = _command.Write("empty.csv", "");

        Assert.Equal(ExitCode.Usage, await _command.RunAsync([.. arguments.Select(argument => argument == "EMPTY" ? empty : argument)]));

        Assert.Contains(sentence, _command.Said, StringComparison.Ordinal);
    }
}
