using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions;

/// <summary>Values out of customization XML; what is missing or of another form is a clear error.</summary>
internal static class XmlReading
{
    /// <exception cref="DataverseException">The element or its text is missing.</exception>
    public static string Text(this XElement parent, string name) => OptionalText(parent, name)
        ?? throw Invalid($"<{parent.Name.LocalName}> lacks <{name}>");

    /// <returns>Null for a missing or empty element.</returns>
    public static string? OptionalText(this XElement parent, string name) =>
        parent.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <exception cref="DataverseException">The attribute is missing.</exception>
    public static string Attributed(this XElement element, string name) => (string?)element.Attribute(name)
        ?? throw Invalid($"<{element.Name.LocalName}> lacks the attribute {name}");

    public static int Number(this XElement parent, string name) => ParseNumber(parent.Text(name), name);

    public static int? OptionalNumber(this XElement parent, string name) => OptionalText(parent, name) is { } text ? ParseNumber(text, name) : null;

    public static decimal? OptionalDecimal(this XElement parent, string name) =>
        OptionalText(parent, name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid($"{name} must be a number, not \"{text}\"");

    /// <summary>1 and true are yes; a missing element is the default.</summary>
    public static bool Flag(this XElement parent, string name, bool ifMissing = false) =>
        OptionalText(parent, name) is { } text ? text is "1" or "true" or "True" : ifMissing;

    public static Guid Id(this XElement parent, string name) => ParseId(parent.Text(name), name);

    /// <exception cref="DataverseException">The text is no id.</exception>
    public static Guid ParseId(string text, string name) => Guid.TryParse(text, out var id) ? id : throw Invalid($"{name} must be an id, not \"{text}\"");

    /// <exception cref="DataverseException">The text is no whole number.</exception>
    public static int ParseNumber(string text, string name) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid($"{name} must be a whole number, not \"{text}\"");

    /// <summary>Texts of a group such as LocalizedNames/LocalizedName or labels/label.</summary>
    public static Labels Labels(this XElement? group, string item)
    {
        var texts = new Dictionary<int, string>();
        foreach (var label in group?.Elements(item) ?? [])
            texts[ParseNumber(label.Attributed("languagecode"), "languagecode")] = label.Attributed("description");
        return new Labels(texts);
    }

    /// <summary>The group as a row keeps it beside the name in the base language; null where there is none.</summary>
    public static string? LocalizedNames(this XElement parent) => parent.Element("LocalizedNames")?.ToString(SaveOptions.DisableFormatting);

    /// <summary>The name in the base language.</summary>
    public static string LocalizedName(this XElement parent) => parent.Element("LocalizedNames").Labels("LocalizedName").In(Metadata.Labels.English);

    public static DataverseException Invalid(string sentence) => new(SolutionErrorCode.InvalidFile, $"The import file is invalid: {sentence}.");
}
