namespace LocalDataverse.Solutions.Components;

/// <summary>webresource.webresourcetype by file extension.</summary>
internal static class WebResourceKind
{
    private const int Data = 4;

    /// <summary>Data (XML) for whatever the platform has no type for.</summary>
    public static int Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => 1,
        ".css" => 2,
        ".js" => 3,
        ".png" => 5,
        ".jpg" or ".jpeg" => 6,
        ".gif" => 7,
        ".xsl" => 9,
        ".ico" => 10,
        ".svg" => 11,
        ".resx" => 12,
        _ => Data,
    };
}
