using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Security roles: known verbs and levels, and privileges of tables that exist, spelled with the schema name.</summary>
internal static class RoleCheck
{
    private static readonly string[] s_verbs = ["AppendTo", "Append", "Assign", "Create", "Delete", "Read", "Share", "Write"];
    private static readonly string[] s_levels = ["Basic", "Local", "Deep", "Global"];

    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var role in model.Components(ComponentKind.Role))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var privilege in role.Root.Descendants("RolePrivilege"))
            {
                var name = (string?)privilege.Attribute("name") ?? "";
                var level = (string?)privilege.Attribute("level") ?? "";
                if (!seen.Add(name)) findings.Add(role.Path, privilege, $"{name} is listed twice.");
                if (!s_levels.Contains(level)) findings.Add(role.Path, privilege, $"{level} is no level; it is Basic, Local, Deep or Global.");
                CheckTable(model, role, privilege, name, level, findings);
            }
        }
    }

    private static void CheckTable(SolutionModel model, XmlFile role, System.Xml.Linq.XElement privilege, string name, string level, Findings findings)
    {
        if (!name.Contains(model.Prefix + "_", StringComparison.OrdinalIgnoreCase)) return;
        var verb = s_verbs.FirstOrDefault(verb => name.StartsWith("prv" + verb + model.Prefix + "_", StringComparison.Ordinal));
        var table = verb is null ? null : model.Tables.FirstOrDefault(table => table.SchemaName == name[("prv" + verb).Length..]);
        if (table is null)
        {
            findings.Add(role.Path, privilege, $"{name} is no privilege of a table of this solution; it is prv, a verb and the table's schema name.");
            return;
        }
        if ((string?)table.Definition?.Element("OwnershipTypeMask") != "OrgOwned") return;
        if (verb is "Assign" or "Share") findings.Add(role.Path, privilege, $"The table {table.LogicalName} has no owner, so {name} does not exist.");
        if (level != "Global") findings.Add(role.Path, privilege, $"The table {table.LogicalName} has no owner; its privileges have the level Global.");
    }
}
