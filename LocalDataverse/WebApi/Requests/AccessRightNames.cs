namespace LocalDataverse.WebApi.Requests;

/// <summary>The names of the SDK's AccessRights flags, as the Web API's AccessRights enum type has them.</summary>
internal static class AccessRightNames
{
    private static readonly (int Flag, string Name)[] Names =
    [
        (1, "ReadAccess"), (2, "WriteAccess"), (4, "AppendAccess"), (16, "AppendToAccess"), (32, "CreateAccess"),
        (65536, "DeleteAccess"), (262144, "ShareAccess"), (524288, "AssignAccess"),
    ];

    /// <exception cref="FormatException">A name that is none of them.</exception>
    public static int Parse(string names) => names == "None" ? 0 : names.Split(',', StringSplitOptions.TrimEntries)
        .Aggregate(0, (rights, name) => rights | (Names.FirstOrDefault(right => right.Name == name) is { Flag: > 0 } known ? known.Flag : throw new FormatException($"'{name}' is no access right.")));

    public static string Of(int rights) =>
        rights == 0 ? "None" : string.Join(", ", Names.Where(right => (rights & right.Flag) != 0).Select(right => right.Name));
}
