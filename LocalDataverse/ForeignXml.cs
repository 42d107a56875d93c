using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse;

/// <summary>XML that came from outside: without a document type, so that no entity can swell or reach for a file.</summary>
public static class ForeignXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">Not well-formed, or with a document type.</exception>
    public static XElement Parse(string text)
    {
        using var reader = Reader(text);
        return XElement.Load(reader);
    }

    /// <exception cref="XmlException">Not well-formed, or with a document type.</exception>
    public static XElement Parse(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings);
        return XDocument.Load(reader).Root!;
    }

    /// <summary>For XML that is read piece by piece.</summary>
    public static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), Settings);
}
