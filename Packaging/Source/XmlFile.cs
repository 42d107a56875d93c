using System.Xml;
using System.Xml.Linq;

namespace CaseTime.Packaging.Source;

/// <summary>A parsed file that knows where it came from, so that a fault in it can be named with its line.</summary>
public sealed record XmlFile(SourceFile File, XElement Root)
{
    public string Path => File.Path;

    /// <summary>Null, and a finding, when the file is not well-formed XML.</summary>
    public static XmlFile? Load(SourceFile file, Findings findings)
    {
        try
        {
            using var reader = XmlReader.Create(file.PhysicalPath, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return new XmlFile(file, XDocument.Load(reader, LoadOptions.SetLineInfo).Root!);
        }
        catch (XmlException exception)
        {
            findings.Add(file.Path, exception.LineNumber, $"This is not well-formed XML: {exception.Message}");
            return null;
        }
    }
}
