using LocalDataverse.Metadata;

namespace LocalDataverse.Security;

/// <summary>Names and ids of the privileges a table brings.</summary>
public static class PrivilegeName
{
    /// <summary>Lets a user send MSCRMCallerID.</summary>
    public const string ActOnBehalfOfAnotherUser = "prvActOnBehalfOfAnotherUser";

    /// <summary>Lets a user queue jobs that delete many rows.</summary>
    public const string BulkDelete = "prvBulkDelete";

    /// <summary>Privileges that are no right on a table.</summary>
    public static IReadOnlyList<string> WithoutTable { get; } = [ActOnBehalfOfAnotherUser, BulkDelete];

    private static readonly AccessRight[] OfOrganizationTable = [AccessRight.Create, AccessRight.Read, AccessRight.Write, AccessRight.Delete, AccessRight.Append, AccessRight.AppendTo];

    public static string Of(AccessRight right, TableMetadata table) => $"prv{right}{table.PrivilegeName}";

    public static Guid IdOf(string name) => NameBasedGuid.Of("privilege", name);

    /// <summary>Only rows that someone owns can be assigned and shared, but for roles, which are assigned to users and teams.</summary>
    public static IEnumerable<AccessRight> RightsOf(TableMetadata table) =>
        table.Ownership == Ownership.UserOwned ? [.. OfOrganizationTable, AccessRight.Assign, AccessRight.Share]
        : table.IsAssignedToPrincipals ? [.. OfOrganizationTable, AccessRight.Assign]
        : OfOrganizationTable;

    /// <summary>A table nobody owns part of is read whole or not at all.</summary>
    public static bool IsGlobalOnly(TableMetadata table) => table.Ownership is Ownership.OrganizationOwned or Ownership.None;
}
