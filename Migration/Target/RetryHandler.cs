using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace CaseTime.Migration.Target;

/// <summary>
/// Sends a request again where that may help: after the time that service protection names, else after a pause that grows. Every request of
/// an import may be sent twice, since a row's id decides whether it is there.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private const int Attempts = 8;
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromMinutes(5);
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <param name="inner">What sends.</param>
    /// <param name="time">The clock by which is waited.</param>
    /// <param name="tell">Where a wait is told of.</param>
    public RetryHandler(HttpMessageHandler inner, TimeProvider time, Action<string> tell)
        : base(inner)
    {
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome)),
                MaxRetryAttempts = Attempts,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(1),
                DelayGenerator = arguments => ValueTask.FromResult(Told(arguments.Outcome.Result, time)),
                OnRetry = arguments =>
                {
                    tell(string.Create(CultureInfo.InvariantCulture, $"{Why(arguments.Outcome)}: once more in {Math.Ceiling(arguments.RetryDelay.TotalSeconds)} s."));
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(s_longestAnswer)
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await WholeAsync(request, token), cancellationToken);

    /// <summary>The answer with its body, so that one that stops halfway counts as none.</summary>
    private async Task<HttpResponseMessage> WholeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    private static TimeSpan? Told(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    private static string Why(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? $"The environment answered {(int)response.StatusCode}" : $"No answer ({outcome.Exception!.Message})";
}
