using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace CaseTime.Plugins.Rules;

/// <summary>
/// The texts of one language: texts.LCID.xml, an embedded resource of this very assembly, read by name.
/// The sandbox loads one assembly, so there are no satellites. Read when refusing, and not kept: a plugin holds no state.
/// </summary>
public sealed class Sentences
{
    /// <summary>LCID of English (United States): complete, and what other languages fall back on.</summary>
    public const int English = 1033;

    private const string Prefix = "texts.";
    private const string Suffix = ".xml";
    private readonly Dictionary<string, string> _texts;

    private Sentences(Dictionary<string, string> texts) => _texts = texts;

    /// <summary>LCIDs of the embedded languages.</summary>
    public static IReadOnlyList<int> Languages => typeof(Sentences).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => int.Parse(name.Substring(Prefix.Length, name.Length - Prefix.Length - Suffix.Length), CultureInfo.InvariantCulture))
        .OrderBy(lcid => lcid)
        .ToList();

    /// <summary>The texts of <paramref name="lcid"/>, with English for what it lacks; English for an unknown language.</summary>
    public static Sentences In(int lcid)
    {
        var texts = Load(English);
        if (lcid != English && Languages.Contains(lcid))
        {
            foreach (var text in Load(lcid))
                texts[text.Key] = text.Value;
        }

        return new Sentences(texts);
    }

    /// <summary>Code and sentence: "CT1003: ...".</summary>
    public string Of(Refusal refusal)
    {
        var key = refusal.Variant is null ? refusal.Code : refusal.Code + "." + refusal.Variant;
        return refusal.Code + ": " + Text(key, refusal.Arguments);
    }

    /// <exception cref="KeyNotFoundException">No language has the text.</exception>
    public string Text(string key, params object[] arguments) => string.Format(
        CultureInfo.InvariantCulture,
        _texts[key],
        arguments.Select(argument => argument is ColumnName column ? _texts["column." + column.LogicalName] : argument).ToArray());

    private static Dictionary<string, string> Load(int lcid)
    {
        var name = Prefix + lcid.ToString(CultureInfo.InvariantCulture) + Suffix;
        using (var stream = typeof(Sentences).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("The assembly lacks its texts.", name))
        {
            return XDocument.Load(stream).Root!.Elements("text")
                .ToDictionary(text => text.Attribute("key")!.Value, text => text.Value, StringComparer.Ordinal);
        }
    }
}
