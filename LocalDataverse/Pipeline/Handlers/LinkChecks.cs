using LocalDataverse.Metadata;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>A row may point to another only where the caller may append it and append to the other.</summary>
internal static class LinkChecks
{
    /// <param name="access">The caller's checks.</param>
    /// <param name="table">Table of the row written.</param>
    /// <param name="row">What is written.</param>
    /// <param name="existing">Its id when it exists already; a new row is the caller's to append.</param>
    public static void Demand(AccessControl access, TableMetadata table, Entity row, Guid? existing)
    {
        if (access.User.IsSystem)
            return;
        var isAppended = false;
        foreach (var (name, value) in row.Attributes)
        {
            if (value is not EntityReference reference || name == "ownerid" || table.Column(name) is not { IsLookup: true })
                continue;
            if (!isAppended)
            {
                if (existing is { } id)
                    access.Demand(AccessRight.Append, table.LogicalName, id);
                else
                    access.DemandPrivilege(AccessRight.Append, table);
                isAppended = true;
            }

            access.Demand(AccessRight.AppendTo, reference.LogicalName, reference.Id);
        }
    }
}
