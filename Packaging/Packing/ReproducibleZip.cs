using System.Buffers.Binary;
using System.Text;

namespace CaseTime.Packaging.Packing;

/// <summary>
/// A zip whose bytes depend on names and contents alone: entries sorted, time stamps fixed, stored without compression.
/// ZipArchive is not used because it writes the platform into each entry, and deflate is not used because its output differs
/// between versions of the compression library and between processors.
/// </summary>
public static class ReproducibleZip
{
    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, EndOfDirectory = 0x06054b50;
    private const ushort Version20 = 20, Utf8Names = 1 << 11, Stored = 0;

    /// <summary>1 January 1980, the earliest date the format knows.</summary>
    private const ushort Date = (0 << 9) | (1 << 5) | 1, Time = 0;

    private static readonly uint[] s_crcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    /// <param name="files">In any order; written in ordinal order of their paths.</param>
    public static byte[] Write(IEnumerable<PackedFile> files)
    {
        using var zip = new MemoryStream();
        using var directory = new MemoryStream();
        ushort count = 0;
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var offset = (uint)zip.Position;
            var name = Encoding.UTF8.GetBytes(file.Path);
            var crc = Crc(file.Content);

            Put32(zip, LocalHeader);
            PutCommon(zip, name, file.Content, crc);
            zip.Write(name);
            zip.Write(file.Content);

            Put32(directory, CentralHeader);
            Put16(directory, Version20);
            PutCommon(directory, name, file.Content, crc);
            Put16(directory, 0); // comment
            Put16(directory, 0); // disk
            Put16(directory, 0); // internal attributes
            Put32(directory, 0); // external attributes
            Put32(directory, offset);
            directory.Write(name);
            count++;
        }

        var start = (uint)zip.Position;
        directory.WriteTo(zip);
        Put32(zip, EndOfDirectory);
        Put32(zip, 0); // disks
        Put16(zip, count);
        Put16(zip, count);
        Put32(zip, (uint)directory.Length);
        Put32(zip, start);
        Put16(zip, 0); // comment
        return zip.ToArray();
    }

    /// <summary>The fields that a local and a central header share.</summary>
    private static void PutCommon(Stream stream, byte[] name, byte[] content, uint crc)
    {
        Put16(stream, Version20);
        Put16(stream, Utf8Names);
        Put16(stream, Stored);
        Put16(stream, Time);
        Put16(stream, Date);
        Put32(stream, crc);
        Put32(stream, (uint)content.Length);
        Put32(stream, (uint)content.Length);
        Put16(stream, (ushort)name.Length);
        Put16(stream, 0); // extra field
    }

    private static void Put16(Stream stream, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Put32(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static uint Crc(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content) crc = s_crcTable[(byte)crc ^ value] ^ (crc >> 8);
        return ~crc;
    }

    private static uint CrcEntry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
