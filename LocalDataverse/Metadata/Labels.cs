namespace LocalDataverse.Metadata;

/// <summary>A text in one or more languages, keyed by LCID (1033 = English, United States).</summary>
public sealed record Labels(IReadOnlyDictionary<int, string> Texts)
{
    public const int English = 1033;

    public static Labels Empty { get; } = new(new Dictionary<int, string>());

    public static Labels Of(string english) => new(new Dictionary<int, string> { [English] = english });

    /// <summary>The text in the wanted language, else in English, else in any language, else empty.</summary>
    public string In(int lcid) =>
        Texts.TryGetValue(lcid, out var text) || Texts.TryGetValue(English, out text) ? text : Texts.Values.FirstOrDefault() ?? "";
}
