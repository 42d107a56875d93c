using System.Net.Http.Headers;
using Xunit.Abstractions;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>
/// Sends what nobody would. CASETIME_FUZZ_REQUESTS says how many (2,000 unless told), CASETIME_FUZZ_SEED which, and
/// CASETIME_FUZZ_STRIDE after how many the whole file is checked, beside what each request touched; docs/verified.md has the full run.
/// </summary>
public sealed class RequestFuzzTests(ITestOutputHelper output)
{
    /// <summary>Only so that a request that never ends fails the test instead of holding it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int MostFaultsShown = 25;

    private readonly SortedDictionary<int, int> _answers = [];
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Whatever_is_sent_is_answered_without_a_fault_and_leaves_the_rows_sound()
    {
        var (requests, seed) = (FuzzSettings.Requests, FuzzSettings.Seed);
        await using var environment = await FuzzEnvironment.StartAsync();
        using var client = new HttpClient { Timeout = Patience };
        var invariants = new FuzzInvariants(environment);
        var generator = new RequestGenerator(new Dice(seed), environment);
        for (var number = 1; number <= requests && _faults.Count < MostFaultsShown; number++)
        {
            environment.Clock.Advance(TimeSpan.FromSeconds(number % 4));
            var request = generator.Next();
            await Check(environment, client, invariants, request, number);
            invariants.HoldForWhatChanged();
            if (number % FuzzSettings.Stride == 0 || number == requests)
                invariants.Hold();
        }

        output.WriteLine(string.Join(", ", _answers.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.True(_faults.Count == 0, string.Join("\n\n", _faults));
        // Refusals alone would prove little: much of what is sent is sound. How much moves a little with every column that is there to be picked.
        Assert.InRange(_answers.Where(pair => pair.Key is >= 200 and < 300).Sum(pair => pair.Value), requests / 5, requests);
    }

    private async Task Check(FuzzEnvironment environment, HttpClient client, FuzzInvariants invariants, FuzzRequest request, int number)
    {
        var before = environment.Writes();
        var (status, text) = await Send(environment, client, request);
        await environment.Organization.WhenAsynchronousStepsAreDone();
        _answers[status] = _answers.GetValueOrDefault(status) + 1;
        // 501 names what is not offered here.
        if (status is >= 500 and not 501)
            _faults.Add($"Request {number} was answered {status}: {text}\n{request}");
        if (status >= 400 && request.IsAtomic && before != environment.Writes())
            _faults.Add($"Request {number} was refused ({status}: {text}) and yet wrote something.\n{request}");
        if (status < 300 && request.IsRepeatable)
        {
            var id = Guid.Parse(request.Url.Split('(', ')')[1]);
            var stored = invariants.Stored(id);
            await Send(environment, client, request);
            if (stored != invariants.Stored(id))
                _faults.Add($"Request {number}, sent twice, changed its row.\n{request}");
        }
    }

    private static async Task<(int Status, string Text)> Send(FuzzEnvironment environment, HttpClient client, FuzzRequest request)
    {
        // As it is: no escape is put right on the way.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (!Uri.TryCreate($"{environment.Url}api/data/v9.2/{OnTheWire(request.Url)}", options, out var url))
            return (0, "");
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.User);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(message);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What a request line can hold at all: no blanks, no control characters, nothing beyond ASCII unescaped, no fragment.</summary>
    private static string OnTheWire(string url) => string.Concat(url.EnumerateRunes().Select(rune =>
        rune.Value is > ' ' and < 127 and not '#' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
