using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>Components that the installed version had and the new one lacks.</summary>
internal static class FormerComponents
{
    /// <summary>Dependents first. Tables, columns, choices and relationships are not among them: they hold data.</summary>
    private static readonly (int Type, string Table)[] s_removable =
    [
        (ComponentType.StepImage, "sdkmessageprocessingstepimage"), (ComponentType.Step, "sdkmessageprocessingstep"),
        (ComponentType.CustomApiRequestParameter, "customapirequestparameter"), (ComponentType.CustomApiResponseProperty, "customapiresponseproperty"),
        (ComponentType.CustomApi, "customapi"), (ComponentType.PluginType, "plugintype"), (ComponentType.PluginAssembly, "pluginassembly"),
        (ComponentType.RibbonDifference, "ribbondiff"), (ComponentType.RibbonCommand, "ribboncommand"), (ComponentType.RibbonRule, "ribbonrule"),
        (ComponentType.RibbonCustomization, "ribboncustomization"), (ComponentType.WebResource, "webresource"), (ComponentType.Control, "customcontrol"),
        (ComponentType.View, "savedquery"), (ComponentType.Chart, "savedqueryvisualization"), (ComponentType.Form, "systemform"), (ComponentType.Role, "role"),
    ];

    public static void Remove(ImportRun run)
    {
        var listed = run.Scope.Rows.Where("solutioncomponent", "solutionid", new EntityReference("solution", run.SolutionId), "objectid", "componenttype");
        var current = run.CurrentComponents;
        foreach (var (type, table) in s_removable)
        {
            foreach (var component in listed.Where(row => row.GetAttributeValue<int>("componenttype") == type && !current.Contains(row.Id)))
            {
                var id = component.GetAttributeValue<Guid>("objectid");
                if (type == ComponentType.Role) RemoveAssignments(run, id);
                run.Scope.Rows.Delete(table, id);
                run.Scope.Rows.Delete("solutioncomponent", component.Id);
            }
        }
    }

    private static void RemoveAssignments(ImportRun run, Guid role)
    {
        foreach (var table in new[] { "roleprivileges", "systemuserroles", "teamroles" })
        {
            foreach (var row in run.Scope.Rows.Where(table, "roleid", new EntityReference("role", role), "roleid")) run.Scope.Rows.Delete(table, row.Id);
        }
    }
}
