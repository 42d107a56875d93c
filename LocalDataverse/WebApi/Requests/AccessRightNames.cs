namespace LocalDataverse.WebApi.Requests;

/// <summary>The names of the SDK's AccessRights flags, as the Web API's AccessRights enum type has them.</summary>
internal static class AccessRightNames
{
    private static readonly (int Flag, string Name)[] Names =
    [
        (1, "ReadAccess"), (2, "WriteAccess"), (4, "AppendAccess"), (16, "AppendToAccess"), (32, "CreateAccess"),
        (65536, "DeleteAccess"), (262144, "ShareAccess"), (524288, "AssignAccess"),
    ];

    public static string Of(int rights) =>
        rights == 0 ? "None" : string.Join(", ", Names.Where(right => (rights & right.Flag) != 0).Select(right => right.Name));
}
