using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Requests;

/// <summary>Which query options a request may carry. Anything else is refused, since ignoring it would answer another question.</summary>
public static class QueryOptions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$select", "$expand", "$filter", "$orderby", "$top", "$count", "$apply", "$skiptoken", "$skip", "$search", "$compute", "$deltatoken", "$id", "$index", "$levels",
    };

    /// <exception cref="WebApiException">501: known to OData, not offered here; 400: known to nobody.</exception>
    public static void Check(WebApiRequest request, params ReadOnlySpan<string> supported)
    {
        foreach (var option in request.Options)
        {
            var name = option.Key;
            if (name.StartsWith('@') || supported.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (name == "$format")
            {
                if (option.Value is not ("json" or "application/json"))
                    throw WebApiException.NotSupported($"$format={option.Value} is not supported: answers are JSON.");
                continue;
            }
            if (name == "$skip")
                throw WebApiException.NotSupported("Skip Clause is not supported in CRM. Page with the Prefer header odata.maxpagesize and @odata.nextLink.");
            if (Known.Contains(name))
                throw WebApiException.NotSupported($"The query option {name} is not supported for this request.");
            throw WebApiException.BadRequest($"The query parameter {name} is not supported.");
        }
    }
}
