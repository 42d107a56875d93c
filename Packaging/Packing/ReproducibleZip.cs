using ICSharpCode.SharpZipLib.Zip;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace CaseTime.Packaging.Packing;

/// <summary>
/// A zip whose bytes depend on names and contents alone: entries sorted, time stamps and platform fixed. System.IO.Compression writes the
/// platform into each entry and deflates by a native library whose output differs between versions; SharpZipLib's deflater is managed code.
/// </summary>
public static class ReproducibleZip
{
    /// <summary>The earliest date the format knows.</summary>
    private static readonly DateTime s_stamp = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <param name="files">In any order; written in ordinal order of their paths.</param>
    public static byte[] Write(IEnumerable<PackedFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipOutputStream(bytes, StringCodec.Default) { IsStreamOwner = false, UseZip64 = UseZip64.Off })
        {
            zip.SetLevel(Deflater.BEST_COMPRESSION);
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                zip.PutNextEntry(new ZipEntry(file.Path)
                {
                    DateTime = s_stamp,
                    HostSystem = (int)HostSystemID.Msdos,
                    IsUnicodeText = true,
                    Size = file.Content.Length,
                    CompressionMethod = CompressionMethod.Deflated,
                });
                zip.Write(file.Content);
                zip.CloseEntry();
            }
        }

        return bytes.ToArray();
    }
}
