using System.Xml.Linq;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Security roles, placed in the root business unit.</summary>
internal sealed class RoleImporter : IComponentImporter
{
    public string Container => "Roles";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "Role"))
            run.Import(ComponentType.Role, element.Attributed("name"), () => ImportRole(run, element));
    }

    private static void ImportRole(ImportRun run, XElement element)
    {
        var id = XmlReading.ParseId(element.Attributed("id"), "Role/@id");
        var name = element.Attributed("name");
        if (run.Scope.Rows.Where("role", "name", name, "name").FirstOrDefault(role => role.Id != id) is { } rival)
            throw new DataverseException(SolutionErrorCode.Role, $"a role of this name exists already, with the id {rival.Id}");
        var root = run.Scope.Rows.Where("businessunit", "parentbusinessunitid", null, "name")[0];
        run.PutRow(ComponentType.Role, new Entity("role", id)
        {
            ["name"] = name,
            ["businessunitid"] = root.ToEntityReference(),
        });

        var granted = new HashSet<Guid>();
        foreach (var privilege in element.Element("RolePrivileges")?.Elements("RolePrivilege") ?? [])
        {
            var row = Grant(run, id, privilege.Attributed("name"), privilege.Attributed("level"));
            granted.Add(row.Id);
            run.PutPart(row);
        }
        foreach (var former in run.Scope.Rows.Where("roleprivileges", "roleid", new EntityReference("role", id), "roleid").Where(row => !granted.Contains(row.Id)))
            run.Scope.Rows.Delete("roleprivileges", former.Id);
    }

    private static Entity Grant(ImportRun run, Guid role, string name, string level)
    {
        var privilege = run.Scope.Rows.Find("privilege", PrivilegeName.IdOf(name), ["name", "canbebasic"])
            ?? throw new DataverseException(SolutionErrorCode.InvalidPrivilege, $"the privilege {name} does not exist");
        if (!Enum.TryParse<PrivilegeDepth>(level, out var depth) || depth == PrivilegeDepth.None || !Enum.IsDefined(depth))
            throw new DataverseException(SolutionErrorCode.InvalidPrivilege, $"the level {level} of {name} is unknown; it is Basic, Local, Deep or Global");
        if (depth != PrivilegeDepth.Global && !privilege.GetAttributeValue<bool>("canbebasic"))
            throw new DataverseException(SolutionErrorCode.InvalidPrivilege, $"{name} is of a table without owners and can only be Global, not {level}");
        return new Entity("roleprivileges", NameBasedGuid.Of("roleprivilege", $"{role}|{privilege.Id}"))
        {
            ["roleid"] = new EntityReference("role", role),
            ["privilegeid"] = new EntityReference("privilege", privilege.Id),
            ["privilegedepthmask"] = (int)depth,
        };
    }
}
