using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LocalDataverse.Storage;

/// <summary>Text of a column that the platform numbers: {SEQNUM:n} is a sequence of the column, {RANDSTRING:n} letters and digits.</summary>
internal static partial class AutoNumber
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static string Next(StorageSession session, string table, string column, string format) => Placeholder().Replace(format, match =>
    {
        var width = int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture);
        return match.Groups["kind"].Value == "SEQNUM"
            ? Sequence(session, $"{table}.{column}").ToString(CultureInfo.InvariantCulture).PadLeft(width, '0')
            : RandomNumberGenerator.GetString(Characters, width);
    });

    private static long Sequence(StorageSession session, string name) => (long)session.Scalar(
        """INSERT INTO "_counter" (name, value) VALUES (@p0, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value""", name)!;

    [GeneratedRegex(@"\{(?<kind>SEQNUM|RANDSTRING):(?<width>\d)\}")]
    private static partial Regex Placeholder();
}
