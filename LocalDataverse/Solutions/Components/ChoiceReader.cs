using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions.Components;

/// <summary>An optionset element, global or inside a column: options, yes/no, states or statuses.</summary>
internal static class ChoiceReader
{
    public static ChoiceMetadata Read(XElement choice, bool isGlobal) => new()
    {
        Name = choice.Attributed("Name"),
        IsGlobal = isGlobal,
        DisplayName = choice.Element("displaynames").Labels("displayname"),
        Options = [.. (choice.Element("options") ?? choice.Element("states") ?? choice.Element("statuses"))?.Elements().Select(ReadOption) ?? []],
    };

    private static OptionMetadata ReadOption(XElement option) => new(
        XmlReading.ParseNumber(option.Attributed("value"), "option/@value"),
        option.Element("labels").Labels("label"),
        State: OptionalNumber(option, "state"),
        DefaultStatus: OptionalNumber(option, "defaultstatus"));

    private static int? OptionalNumber(XElement option, string attribute) =>
        (string?)option.Attribute(attribute) is { } text ? XmlReading.ParseNumber(text, "@" + attribute) : null;
}
