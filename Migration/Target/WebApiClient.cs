using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Polly.Timeout;

namespace CaseTime.Migration.Target;

/// <summary>The Web API of one environment, as one signed-in user.</summary>
internal sealed class WebApiClient(EnvironmentOptions environment, SignIn signIn, HttpClient http) : IDisposable
{
    private const string ServicePath = "/api/data/v9.2/";
    private const int FetchPage = 5000;

    /// <summary>Where every relative address begins.</summary>
    public Uri Root { get; } = new(environment.Url, ServicePath);

    public static WebApiClient Open(EnvironmentOptions environment, Machine machine, Action<string> tell)
    {
        var http = new HttpClient(new RetryHandler(machine.Network(), machine.Time, tell)) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("OData-MaxVersion", "4.0");
        http.DefaultRequestHeaders.Add("OData-Version", "4.0");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return new WebApiClient(environment, new SignIn(environment, machine), http);
    }

    /// <summary>What a GET answers; null where there is no such row.</summary>
    /// <exception cref="ImportException">No answer, or a refusal.</exception>
    public async Task<JsonElement?> FindAsync(string url, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, url, null, null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        return await JsonAsync(response, cancellationToken);
    }

    /// <summary>Rows of a GET, over all its pages.</summary>
    /// <exception cref="ImportException">No answer, or a refusal.</exception>
    public async IAsyncEnumerable<JsonElement> RowsAsync(string url, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? next = url; next is not null;)
        {
            using var response = await SendAsync(HttpMethod.Get, next, null, string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={pageSize}"), cancellationToken);
            var page = await JsonAsync(response, cancellationToken);
            foreach (var row in page.GetProperty("value").EnumerateArray())
                yield return row;
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }
    }

    /// <summary>Rows of a FetchXML query that answers at most a page.</summary>
    /// <exception cref="ImportException">No answer, or a refusal.</exception>
    public async Task<IReadOnlyList<JsonElement>> FetchAsync(string entitySet, XElement entity, CancellationToken cancellationToken)
    {
        var fetch = new XElement("fetch", new XAttribute("count", FetchPage), entity).ToString(SaveOptions.DisableFormatting);
        using var response = await SendAsync(HttpMethod.Get, $"{entitySet}?fetchXml={Uri.EscapeDataString(fetch)}", null, null, cancellationToken);
        return [.. (await JsonAsync(response, cancellationToken)).GetProperty("value").EnumerateArray()];
    }

    /// <summary>An action without parameters.</summary>
    /// <returns>Null, or the sentence of its refusal.</returns>
    /// <exception cref="ImportException">No answer, or nobody is signed in.</exception>
    public async Task<string?> ActAsync(string url, CancellationToken cancellationToken)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await SendAsync(HttpMethod.Post, url, content, null, cancellationToken);
        return response.IsSuccessStatusCode ? null : Refusal.Of(await response.Content.ReadAsStringAsync(cancellationToken), (int)response.StatusCode).Message;
    }

    /// <summary>Sends rows in one $batch. One that is refused does not hold up the others.</summary>
    /// <returns>An answer a row, in their order.</returns>
    /// <exception cref="ImportException">No answer, or the whole batch is refused.</exception>
    public async Task<IReadOnlyList<BatchAnswer>> BatchAsync(IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        using var content = BatchText.Write(Root, requests);
        using var response = await SendAsync(HttpMethod.Post, "$batch", content, "odata.continue-on-error", cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await RefusedAsync(response, cancellationToken);
        var answers = BatchText.Read(response.Content.Headers.ContentType!.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return answers.Count == requests.Count ? answers
            : throw ImportException.Stopped($"{environment.Url} answered {answers.Count} of {requests.Count} requests of a batch. Run the same command once more: it goes on where this one stopped.");
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content, string? prefer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Root, url)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await signIn.TokenAsync(cancellationToken));
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw ImportException.Stopped($"{environment.Url} does not answer: {exception.Message} Run the same command once more: it goes on where this one stopped.", exception);
        }

        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        throw ImportException.Stopped($"{environment.Url} does not take the sign-in. {signIn.Advice}");
    }

    private async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw await RefusedAsync(response, cancellationToken);
        try
        {
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw ImportException.Stopped($"{environment.Url} does not answer as a Dataverse does.", exception);
        }
    }

    private async Task<ImportException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var refusal = Refusal.Of(await response.Content.ReadAsStringAsync(cancellationToken), (int)response.StatusCode);
        return ImportException.Stopped($"{environment.Url} refuses with {(int)response.StatusCode}: {refusal.Message}");
    }
}
