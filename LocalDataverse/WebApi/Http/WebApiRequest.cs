using Microsoft.Net.Http.Headers;

namespace LocalDataverse.WebApi.Http;

/// <summary>One request, whether it came alone or as a part of a $batch.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="ServiceRoot">Absolute, with a slash at the end: http://localhost:5080/api/data/v9.2/.</param>
/// <param name="Url">Path and query relative to the service root, as sent (percent-encoded).</param>
/// <param name="Headers">By name, ignoring case.</param>
/// <param name="Body">Empty where there is none.</param>
/// <param name="Caller">On whose behalf.</param>
public sealed record WebApiRequest(
    string Method, Uri ServiceRoot, string Url, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, Caller Caller)
{
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
