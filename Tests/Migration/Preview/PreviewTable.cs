using System.IO.Compression;

namespace CaseTime.Migration.Tests.Preview;

/// <summary>The preview's table as a solution, with the columns that Microsoft documents for it. Of how it behaves nothing is claimed.</summary>
internal static class PreviewTable
{
    public static byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "solution.xml", "customizations.xml" })
            {
                using var part = zip.CreateEntry(name).Open();
                using var text = typeof(PreviewTable).Assembly.GetManifestResourceStream(name)!;
                text.CopyTo(part);
            }

            using var types = new StreamWriter(zip.CreateEntry("[Content_Types].xml").Open());
            types.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" />");
        }

        return buffer.ToArray();
    }
}
