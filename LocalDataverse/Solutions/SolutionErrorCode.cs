namespace LocalDataverse.Solutions;

/// <summary>Dataverse's error codes of solution import.</summary>
public static class SolutionErrorCode
{
    public const int InvalidFile = unchecked((int)0x80048000);
    public const int NotWellFormed = unchecked((int)0x80048013);
    public const int PluginTypes = unchecked((int)0x80048012);
    public const int Role = unchecked((int)0x80048017);
    public const int WrongPublisher = unchecked((int)0x8004801C);
    public const int MissingDependencies = unchecked((int)0x8004801D);
    public const int Generic = unchecked((int)0x8004801E);
    public const int MissingComponent = unchecked((int)0x8004801F);
    public const int Solution = unchecked((int)0x80048033);
    public const int MissingRootComponent = unchecked((int)0x8004803A);
    public const int ManagedOverUnmanaged = unchecked((int)0x80048040);
    public const int UnmanagedOverManaged = unchecked((int)0x80048041);
    public const int InvalidPrivilege = unchecked((int)0x80048058);
    public const int ManagedProperty = unchecked((int)0x8004F026);
    public const int CannotDeleteComponent = unchecked((int)0x8004F032);
    public const int ComponentInUse = unchecked((int)0x8004F01F);
    public const int InvalidPackageVersion = unchecked((int)0x80048068);
    public const int UnprocessedFiles = unchecked((int)0x80072035);
}
