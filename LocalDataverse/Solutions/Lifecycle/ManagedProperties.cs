using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>What may be done to managed components outside of an import.</summary>
internal static class ManagedProperties
{
    /// <summary>Code and what it hangs on: only the solution's own import changes it.</summary>
    private static readonly string[] s_sealed = ["pluginassembly", "plugintype", "customcontrol", "sdkmessageprocessingstepimage", "customapi", "customapirequestparameter", "customapiresponseproperty"];

    /// <summary>What an administrator may set on a managed row whatever it is: switching a step off and on.</summary>
    private static readonly string[] s_operational = ["statecode", "statuscode"];

    public static bool IsManaged(RequestScope scope, string table, Guid id) =>
        scope.Metadata.Table(table).Column("ismanaged") is not null && scope.Rows.Find(table, id, ["ismanaged"])?.GetAttributeValue<bool>("ismanaged") == true;

    /// <summary>A managed row may be changed where its managed property says so.</summary>
    /// <exception cref="DataverseException">0x8004F026.</exception>
    public static void DemandCustomizable(RequestScope scope, Entity row)
    {
        var table = scope.Metadata.Table(row.LogicalName);
        var isOperational = row.Attributes.Keys.All(column => s_operational.Contains(column) || column == table.PrimaryIdColumn);
        var isSealed = s_sealed.Contains(row.LogicalName) || row.LogicalName == "sdkmessageprocessingstep";
        var isFixed = table.Column("iscustomizable") is not null && scope.Rows.Find(row.LogicalName, row.Id, ["iscustomizable"])?.GetAttributeValue<bool?>("iscustomizable") == false;
        if (isOperational && !s_sealed.Contains(row.LogicalName))
            return;
        if (isSealed || isFixed)
            throw Refused(row.LogicalName, row.Id, "Update", "iscustomizable", SolutionErrorCode.ManagedProperty);
    }

    /// <exception cref="DataverseException">0x8004F032: managed rows go with their solution only.</exception>
    public static DataverseException Undeletable(EntityReference row) => Refused(row.LogicalName, row.Id, "Delete", "canbedeleted", SolutionErrorCode.CannotDeleteComponent);

    private static DataverseException Refused(string table, Guid id, string operation, string property, int code) => new(code,
        $"The evaluation of the current component(name={table}, id={id}) in the current operation ({operation}) failed during managed property evaluation of condition: Managed Property Name: {property}; Component Name: {table}; Attribute Name: {property}. The component belongs to a managed solution.");
}
