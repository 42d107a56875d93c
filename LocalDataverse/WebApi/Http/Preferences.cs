using System.Globalization;

namespace LocalDataverse.WebApi.Http;

/// <summary>What a Prefer header asks for.</summary>
/// <param name="ReturnRepresentation">return=representation: the row comes back with the answer to a write.</param>
/// <param name="MaxPageSize">odata.maxpagesize: rows a page; null where not sent.</param>
/// <param name="Annotations">odata.include-annotations: names and patterns; empty where not sent.</param>
public sealed record Preferences(bool ReturnRepresentation, int? MaxPageSize, IReadOnlyList<string> Annotations)
{
    public const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    public const string LookupLogicalName = "Microsoft.Dynamics.CRM.lookuplogicalname";
    public const string AssociatedNavigationProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    /// <summary>No preference at all.</summary>
    public static Preferences None { get; } = new(false, null, []);

    /// <exception cref="WebApiException">A page size that is not a positive number.</exception>
    public static Preferences Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return None;
        var preferences = None;
        foreach (var part in Split(header))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? part : part[..equals]).Trim();
            var value = equals < 0 ? "" : part[(equals + 1)..].Trim().Trim('"');
            preferences = name.ToLowerInvariant() switch
            {
                "return" => preferences with { ReturnRepresentation = value.Equals("representation", StringComparison.OrdinalIgnoreCase) },
                "odata.maxpagesize" or "maxpagesize" => preferences with { MaxPageSize = PageSize(value) },
                "odata.include-annotations" or "include-annotations" => preferences with { Annotations = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
                _ => preferences,
            };
        }
        return preferences;
    }

    /// <summary>Whether an annotation was asked for: by name, by <c>*</c>, or by a namespace such as <c>Microsoft.Dynamics.CRM.*</c>; a minus excludes.</summary>
    public bool Wants(string annotation)
    {
        static bool Matches(string pattern, string name) =>
            pattern == "*" || pattern == name || (pattern.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(pattern[..^1], StringComparison.Ordinal));
        return Annotations.Any(pattern => !pattern.StartsWith('-') && Matches(pattern, annotation))
            && !Annotations.Any(pattern => pattern.StartsWith('-') && Matches(pattern[1..], annotation));
    }

    /// <summary>The Preference-Applied header for a query; null where nothing was applied.</summary>
    public string? AppliedToQuery()
    {
        var applied = new List<string>();
        if (MaxPageSize is { } size)
            applied.Add(string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={size}"));
        if (Annotations.Count > 0)
            applied.Add($"odata.include-annotations=\"{string.Join(',', Annotations)}\"");
        return applied.Count == 0 ? null : string.Join(',', applied);
    }

    private static int PageSize(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : throw WebApiException.BadRequest($"The preference odata.maxpagesize must be a positive whole number, not '{value}'.");

    /// <summary>At commas outside quotes.</summary>
    private static IEnumerable<string> Split(string header)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '"')
                quoted = !quoted;
            else if (header[i] is ',' or ';' && !quoted)
            {
                yield return header[start..i];
                start = i + 1;
            }
        }
        yield return header[start..];
    }
}
