using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Optimistic concurrency: the caller names the version it read.</summary>
internal static class RowVersions
{
    /// <exception cref="DataverseException">0x80060882: the row has changed since.</exception>
    public static void Demand(Operation operation, string table, Guid id, string? version)
    {
        if (operation.Optional<ConcurrencyBehavior>("ConcurrencyBehavior") != ConcurrencyBehavior.IfRowVersionMatches)
            return;
        if (string.IsNullOrEmpty(version))
            throw new DataverseException(ErrorCode.InvalidArgument, "The RowVersion property must be provided when the value of ConcurrencyBehavior is IfRowVersionMatches.");
        if (operation.Scope.Rows.Find(table, id, ["versionnumber"])?.RowVersion != version)
            throw new DataverseException(ErrorCode.RowVersionMismatch, "The version of the existing record doesn't match the RowVersion property provided.");
    }
}
