using System.Net;

namespace CaseTime.Migration.Tests;

/// <summary>The network between command and environment, which a test disturbs.</summary>
/// <param name="disturb">Told the request's number from 1 and a way to let it pass; answers, or throws as a broken network does.</param>
internal sealed class Wire(Func<int, HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> disturb) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;

    public static HttpResponseMessage Answer(HttpStatusCode status) => new(status) { Content = new StringContent("") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        disturb(Interlocked.Increment(ref _requests), request, () => base.SendAsync(request, cancellationToken));
}
