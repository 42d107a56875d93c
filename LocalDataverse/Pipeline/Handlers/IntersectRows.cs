using LocalDataverse.Metadata;
using LocalDataverse.Security;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Rows of intersect tables come and go with Associate and Disassociate, which know the rules of their relationship.</summary>
internal static class IntersectRows
{
    /// <exception cref="DataverseException">0x80040800: the table is an intersect table, and the caller is not SYSTEM.</exception>
    public static void Refuse(Operation operation, AccessControl access, TableMetadata table)
    {
        if (table.IntersectRelationship is { } relationship && !access.User.IsSystem)
            throw new DataverseException(ErrorCode.MessageNotSupported, $"The '{operation.EventName}' method does not support entities of type '{table.LogicalName}'. Its rows are the pairs of the relationship '{relationship}': Associate makes them, Disassociate undoes them.");
    }
}
