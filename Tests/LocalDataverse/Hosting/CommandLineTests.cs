using LocalDataverse.Hosting;

namespace LocalDataverse.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--port takes a number from 1 to 65535.", "--port", "nonsense")]
    [InlineData("--port takes a number from 1 to 65535.", "--port", "0")]
    [InlineData("--port takes a number from 1 to 65535.", "--port", "65536")]
    [InlineData("--port takes a number from 1 to 65535.", "--port", "99999999999")]
    [InlineData("--throttle takes a positive number of requests, or nothing.", "--throttle", "0")]
    [InlineData("--solution and --no-solution exclude each other.", "--no-solution", "--solution", "some.zip")]
    [InlineData("'--nonsense'", "--nonsense")]
    public async Task An_argument_that_makes_no_sense_ends_with_one_clear_line_and_a_code(string expected, params string[] arguments)
    {
        using var error = new StringWriter();

        Assert.NotEqual(0, await CommandLine.RunAsync(arguments, error));

        Assert.Contains(expected, Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), StringComparison.Ordinal);
    }
}
