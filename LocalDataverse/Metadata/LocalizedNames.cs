using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse.Metadata;

/// <summary>A component's names in several languages, as its row keeps them: the element LocalizedNames of the solution file.</summary>
internal static class LocalizedNames
{
    /// <summary>The column that holds them.</summary>
    public const string Column = "localizednames";

    /// <returns>The name in the language; null where there is none.</returns>
    public static string? Find(string? names, int languageId) =>
        Parse(names) is { } group && In(group, languageId) is { } name && (string?)name.Attribute("description") is { Length: > 0 } text ? text : null;

    /// <returns>The names with another one for the language; null where there were none.</returns>
    public static string? With(string? names, int languageId, string name)
    {
        if (Parse(names) is not { } group)
            return null;
        if (In(group, languageId) is { } known)
            known.SetAttributeValue("description", name);
        else
            group.Add(new XElement("LocalizedName", new XAttribute("description", name), new XAttribute("languagecode", languageId)));
        return group.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement? In(XElement group, int languageId) =>
        group.Elements("LocalizedName").FirstOrDefault(name => (string?)name.Attribute("languagecode") == languageId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The column takes any text; one that is no XML holds no names.</summary>
    private static XElement? Parse(string? names)
    {
        if (string.IsNullOrEmpty(names))
            return null;
        try
        {
            return ForeignXml.Parse(names);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
