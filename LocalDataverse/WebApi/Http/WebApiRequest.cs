using Microsoft.Net.Http.Headers;

namespace LocalDataverse.WebApi.Http;

/// <summary>One request, whether it came alone or as a part of a $batch.</summary>
/// <param name="method">Upper case.</param>
/// <param name="serviceRoot">Absolute, with a slash at the end: http://localhost:5080/api/data/v9.2/.</param>
/// <param name="url">Path and query relative to the service root, as sent (percent-encoded).</param>
/// <param name="headers">By name, ignoring case.</param>
/// <param name="body">Empty where there is none.</param>
/// <param name="caller">On whose behalf.</param>
public sealed class WebApiRequest(
    string method, Uri serviceRoot, string url, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, Caller caller)
{
    public string Method { get; } = method;
    public Uri ServiceRoot { get; } = serviceRoot;
    public string Url { get; } = url;
    public IReadOnlyDictionary<string, string> Headers { get; } = headers;
    public ReadOnlyMemory<byte> Body { get; } = body;
    public Caller Caller { get; } = caller;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public Preferences Preferences => field ??= Preferences.Parse(Header("Prefer"));

    /// <summary>The query options that are not OData's own (no $), such as fetchXml and savedQuery; decoded, by name ignoring case.</summary>
    public IReadOnlyDictionary<string, string> CustomOptions => field ??= Options.Where(option => option.Key is not ['$' or '@', ..])
        .ToDictionary(option => option.Key, option => option.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every query option, decoded.</summary>
    public IReadOnlyDictionary<string, string> Options => field ??= ReadOptions(Url);

    public string? IfMatch => Header(HeaderNames.IfMatch);
    public string? IfNoneMatch => Header(HeaderNames.IfNoneMatch);

    private static Dictionary<string, string> ReadOptions(string url)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (question < 0)
            return options;
        foreach (var part in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[question..]))
        {
            if (part.Value.Count > 1)
                throw WebApiException.BadRequest($"Query option '{part.Key}' was specified more than once, but it must be specified at most once.");
            options[part.Key] = part.Value.ToString();
        }
        return options;
    }
}
