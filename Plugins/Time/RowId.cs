using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseTime.Plugins.Time;

/// <summary>Ids that follow from what a row is about, so that a retry never makes a second row. UUID version 5, RFC 9562.</summary>
public static class RowId
{
    /// <summary>The name space "URL" of RFC 9562, in network byte order.</summary>
    private static readonly byte[] NameSpace =
    {
        0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
    };

    /// <summary>The id of the one Automatic row of a rep on a case, a work date and a device.</summary>
    public static Guid OfAutomatic(Guid caseId, Guid repId, WorkDate date, string device) =>
        OfName(string.Join("|", Text(caseId), Text(repId), date.ToString(), device));

    /// <summary>The id of the Final row of a case's resolution or cancellation; <paramref name="cycle"/> counts them from 1.</summary>
    public static Guid OfFinal(Guid caseId, int cycle) =>
        OfName(string.Join("|", Text(caseId), cycle.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The id of a row that comes from the preview feature, from its id there: an import that is repeated makes no second row.</summary>
    public static Guid OfPreview(Guid sourceId) => OfName(Text(sourceId));

    /// <summary>Whether an id is of the kind that Automatic and Final rows have, so that another row under it would stand in the way of one.</summary>
    public static bool IsOfName(Guid id) => id.ToByteArray()[7] >> 4 == 5;

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static Guid OfName(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var hashed = new byte[NameSpace.Length + text.Length];
        NameSpace.CopyTo(hashed, 0);
        text.CopyTo(hashed, NameSpace.Length);
        byte[] hash;
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1, nothing is kept secret by it.
        using (var sha1 = SHA1.Create())
            hash = sha1.ComputeHash(hashed);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(
            (hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3],
            (short)((hash[4] << 8) | hash[5]),
            (short)((hash[6] << 8) | hash[7]),
            hash[8], hash[9], hash[10], hash[11], hash[12], hash[13], hash[14], hash[15]);
    }
}
