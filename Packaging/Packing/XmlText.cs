using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CaseTime.Packaging.Packing;

/// <summary>One way of writing XML, so that equal content gives equal bytes: UTF-8 with byte order mark, two spaces, line feeds.</summary>
internal static class XmlText
{
    public static byte[] Bytes(XDocument document)
    {
        using var buffer = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(true), Indent = true, IndentChars = "  ", NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(buffer, settings)) document.Save(writer);
        return buffer.ToArray();
    }
}
