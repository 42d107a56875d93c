using System.Security.Cryptography;
using System.Text;

namespace LocalDataverse;

/// <summary>Ids that are the same on every machine: UUID version 5 of a name.</summary>
public static class NameBasedGuid
{
    private static readonly Guid UrlNamespace = Guid.Parse("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /// <param name="kind">What is named, so that a role and a user of one name differ.</param>
    /// <param name="name">Its name, taken as it is.</param>
    public static Guid Of(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        byte[] text = [.. UrlNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes($"local-dataverse|{kind}|{name}")];
#pragma warning disable CA5350 // RFC 9562 makes version 5 of SHA-1; nothing secret depends on it.
        SHA1.HashData(text, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
