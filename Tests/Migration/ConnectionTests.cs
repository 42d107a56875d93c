using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;

namespace CaseTime.Migration.Tests;

/// <summary>Sign-in, service protection, and environments that do not answer as they should.</summary>
public sealed class ConnectionTests(PreviewServer server) : IClassFixture<PreviewServer>
{
    private const string Secret = "anna@contoso.test";

    [Fact]
    public async Task An_access_token_comes_from_the_environment_variable_and_is_never_shown()
    {
        using var command = new Command { Variables = { ["CASETIME_TARGET_TOKEN"] = Secret } };
        Export(command);

        command.AssertDone(await command.RunAsync(Arguments(command)));

        Assert.DoesNotContain(Secret, command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_whoever_is_signed_in_here_signs_in()
    {
        var credential = new SignedIn();
        using var command = new Command { Credential = credential };
        Export(command);

        command.AssertDone(await command.RunAsync(Arguments(command)));

        Assert.Equal([$"{server.Url}/.default"], credential.Asked);
    }

    [Fact]
    public async Task Where_nobody_is_signed_in_it_says_what_to_do()
    {
        using var command = new Command();
        Export(command);

        Assert.Equal(ExitCode.Stopped, await command.RunAsync(Arguments(command)));

        Assert.Contains("run 'az login', or put an access token into CASETIME_TARGET_TOKEN", command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_told_without_showing_it()
    {
        using var command = new Command { Variables = { ["CASETIME_TARGET_TOKEN"] = "eyJ-secret" } };
        Export(command);

        Assert.Equal(ExitCode.Stopped, await command.RunAsync(Arguments(command)));

        Assert.Contains("The token in CASETIME_TARGET_TOKEN is not valid there, or no longer", command.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_as_long_as_service_protection_says()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var sent = new ConcurrentQueue<DateTimeOffset>();
        using var command = new Command { Time = time, Variables = { ["CASETIME_TARGET_TOKEN"] = Secret } };
        command.Network = () => new Wire(async (number, _, pass) =>
        {
            sent.Enqueue(time.GetUtcNow());
            if (number > 1)
                return await pass();
            var refusal = Wire.Answer(HttpStatusCode.TooManyRequests);
            refusal.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(40));
            return refusal;
        });
        Export(command);

        var run = command.RunAsync(Arguments(command));
        while (sent.Count < 2)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        command.AssertDone(await run);
        Assert.InRange((sent.ElementAt(1) - sent.First()).TotalSeconds, 40, 60);
        Assert.Contains("The environment answered 429: once more in 40 s.", command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_stops_halfway_is_asked_for_once_more()
    {
        const int Patience = 10_000;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var sent = 0;
        using var command = new Command { Time = time, Variables = { ["CASETIME_TARGET_TOKEN"] = Secret } };
        command.Network = () => new Wire(async (number, _, pass) =>
        {
            Volatile.Write(ref sent, number);
            return number > 1 ? await pass() : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Halfway()) };
        });
        Export(command);

        var run = command.RunAsync(Arguments(command));
        for (var second = 0; Volatile.Read(ref sent) < 2 && second < Patience; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.True(Volatile.Read(ref sent) >= 2, "It waits for ever.");
        command.AssertDone(await run);
    }

    [Fact]
    public async Task An_environment_that_never_answers_is_given_up()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var command = new Command { Time = time, Network = () => new Wire((_, _, _) => throw new HttpRequestException("No route to host.")), Variables = { ["CASETIME_TARGET_TOKEN"] = Secret } };
        Export(command);

        var run = command.RunAsync(Arguments(command));
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1);
        }

        Assert.Equal(ExitCode.Stopped, await run);
        Assert.Contains("does not answer: No route to host.", command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_dataverse_is_told_so()
    {
        using var command = new Command { Network = () => new Wire((_, _, _) => Task.FromResult(Wire.Answer(HttpStatusCode.OK))), Variables = { ["CASETIME_TARGET_TOKEN"] = Secret } };
        Export(command);

        Assert.Equal(ExitCode.Stopped, await command.RunAsync(Arguments(command)));

        Assert.Contains("does not answer as a Dataverse does", command.Said, StringComparison.Ordinal);
    }

    private void Export(Command command) => command.Write(
        "export.csv",
        $"msdyn_timetrackerid,msdyn_category,msdyn_duration,msdyn_regardingentity,ownerid,msdyn_starttime\n{Guid.NewGuid()},Manual,60,{server.NewCase()},{server.Rep},2024-06-03T08:00:00Z\n");

    private string[] Arguments(Command command) => ["--csv", command.PathOf("export.csv"), "--target", server.Url, "--duration-unit", "seconds", "--write"];

    /// <summary>A body of which nothing comes.</summary>
    private sealed class Halfway : MemoryStream
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private sealed class SignedIn : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.AddRange(requestContext.Scopes);
            return new AccessToken(Secret, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
