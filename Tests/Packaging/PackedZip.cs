using System.IO.Compression;
using System.Xml.Linq;

namespace CaseTime.Packaging.Tests;

/// <summary>A packed solution, read with the framework's own zip reader.</summary>
internal sealed class PackedZip(byte[] bytes)
{
    public IReadOnlyList<string> Names { get; } = ReadNames(bytes);

    public XElement Solution => Xml("solution.xml");

    public XElement Customizations => Xml("customizations.xml");

    public XElement Xml(string name) => XDocument.Load(new MemoryStream(Bytes(name))).Root!;

    public byte[] Bytes(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var stream = zip.GetEntry(name)!.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static IReadOnlyList<string> ReadNames(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }
}
