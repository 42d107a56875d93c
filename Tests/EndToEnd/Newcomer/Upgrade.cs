using System.IO.Compression;
using System.Text.RegularExpressions;

namespace CaseTime.EndToEnd.Newcomer;

/// <summary>The managed zip as a later version of CaseTime would have it: the same components, another version number.</summary>
internal static partial class Upgrade
{
    public const string Version = "9.0.0.0";

    public static byte[] Of(string managedZip)
    {
        using var copy = new MemoryStream();
        using (var original = File.OpenRead(managedZip))
            original.CopyTo(copy);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var manifest = archive.GetEntry("solution.xml")!;
            string xml;
            using (var reader = new StreamReader(manifest.Open()))
                xml = reader.ReadToEnd();
            manifest.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("solution.xml").Open());
            writer.Write(VersionElement().Replace(xml, $"<Version>{Version}</Version>", 1));
        }
        return copy.ToArray();
    }

    [GeneratedRegex("<Version>[^<]*</Version>")]
    private static partial Regex VersionElement();
}
