using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Security;

/// <summary>The built-in roles of a new environment, from Security/Base/roles.json.</summary>
internal static class BaseRoles
{
    private const string Resource = "Security/roles.json";

    /// <summary>Tables whose rows are customizations: a role that customises may do everything with them.</summary>
    private static readonly HashSet<string> CustomizationTables = new(StringComparer.Ordinal)
    {
        "publisher", "solution", "importjob", "savedquery", "savedqueryvisualization", "systemform", "webresource", "customcontrol", "appmodule", "sitemap",
        "pluginassembly", "plugintype", "sdkmessage", "sdkmessageprocessingstep", "sdkmessageprocessingstepimage", "customapi", "plugintracelog",
    };

    public static void Create(RequestScope scope, EntityReference businessUnit)
    {
        CreateRole(scope, TablePrivileges.SystemAdministrator, "System Administrator", businessUnit);
        using var stream = typeof(BaseRoles).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        foreach (var role in document.RootElement.GetProperty("roles").EnumerateObject())
        {
            var id = NameBasedGuid.Of("role", role.Name);
            CreateRole(scope, id, role.Name, businessUnit);
            var privileges = Privileges(scope.Metadata, role.Value);
            foreach (var (name, depth) in privileges)
                TablePrivileges.Grant(scope.Session, id, PrivilegeName.IdOf(name), depth);
        }
    }

    private static void CreateRole(RequestScope scope, Guid id, string name, EntityReference businessUnit)
    {
        var role = new Entity("role", id) { ["name"] = name, ["businessunitid"] = businessUnit, ["ismanaged"] = true };
        if (RoleTemplates.IdInSolutions(id) is var template && template != id)
        {
            scope.Rows.Create(new Entity("roletemplate", template) { ["name"] = name }, scope.SystemAuthor);
            role["roletemplateid"] = new EntityReference("roletemplate", template);
        }

        scope.Rows.Create(role, scope.SystemAuthor);
    }

    private static Dictionary<string, PrivilegeDepth> Privileges(MetadataCatalog catalog, JsonElement role)
    {
        var privileges = new Dictionary<string, PrivilegeDepth>(StringComparer.Ordinal);
        var given = role.GetProperty("privileges").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value);
        var customises = role.TryGetProperty("customises", out var flag) && flag.GetBoolean();
        foreach (var table in catalog.Tables.Values)
        {
            foreach (var right in PrivilegeName.RightsOf(table))
            {
                var depth = customises && CustomizationTables.Contains(table.LogicalName) ? PrivilegeDepth.Global
                    : given.TryGetValue(table.PrivilegeName, out var rights) ? Depth(rights, right) : PrivilegeDepth.None;
                if (depth != PrivilegeDepth.None)
                    privileges[PrivilegeName.Of(right, table)] = depth;
            }
        }

        return privileges;
    }

    private static PrivilegeDepth Depth(JsonElement rights, AccessRight right) =>
        rights.TryGetProperty(right.ToString(), out var depth) || rights.TryGetProperty("*", out depth) ? Enum.Parse<PrivilegeDepth>(depth.GetString()!) : PrivilegeDepth.None;
}
