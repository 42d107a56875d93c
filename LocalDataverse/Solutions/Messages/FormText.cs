using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse.Solutions.Messages;

/// <summary>What a form's XML must be like to be saved: nobody could open what breaks this.</summary>
internal static class FormText
{
    public const string Column = "formxml";

    private const string CustomControl = "customControl";

    /// <exception cref="DataverseException">0x80040203: the XML is no form; the message says what is wrong with it.</exception>
    public static void Demand(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
            throw Refused("it is empty");
        XElement form;
        try
        {
            form = ForeignXml.Parse(xml);
        }
        catch (XmlException fault)
        {
            throw Refused($"it is not well-formed XML ({fault.Message})", fault);
        }

        if (form.Name.LocalName != "form")
            throw Refused($"its outermost element is <{form.Name.LocalName}> rather than <form>");
        if (form.Descendants("cell").Attributes("id").GroupBy(id => id.Value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Refused($"two of its cells have the id {twice.Key}");
        if (form.Descendants(CustomControl).FirstOrDefault(control => control.Attribute("name") is null && control.Attribute("id") is null) is not null)
            throw Refused("one of its components has neither a name nor an id");
    }

    private static DataverseException Refused(string why, Exception? inner = null) =>
        new(ErrorCode.InvalidArgument, $"The form can't be saved: {why}. What was saved before stays as it is.", inner);
}
