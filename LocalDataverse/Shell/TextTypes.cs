namespace LocalDataverse.Shell;

internal static class TextTypes
{
    /// <summary>Text is kept and sent as UTF-8; without the charset a browser guesses.</summary>
    public static string WithCharset(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.EndsWith("/xml", StringComparison.Ordinal)
            ? $"{mediaType}; charset=utf-8"
            : mediaType;
}
