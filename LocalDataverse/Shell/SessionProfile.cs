using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Shell;

/// <summary>What the browser has to know at once about the signed-in user, since controls ask for it synchronously.</summary>
/// <param name="LanguageId">LCID.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="DateFormat">A .NET pattern; empty: as the language writes dates.</param>
/// <param name="TimeFormat">Likewise for times of day.</param>
/// <param name="SecurityRoles">Direct ones and those of the user's teams.</param>
/// <param name="Privileges">Depth by privilege name: 0 own rows, 1 business unit, 2 with the units below, 3 organisation.</param>
internal sealed record SessionProfile(
    int LanguageId,
    string TimeZone,
    string DateFormat,
    string TimeFormat,
    IReadOnlyList<SessionRole> SecurityRoles,
    IReadOnlyDictionary<string, int> Privileges)
{
    private const int English = 1033;

    public static SessionProfile Read(IOrganization organization, Caller system, Guid user)
    {
        var settings = Fetch(organization, system, Settings(user)).FirstOrDefault();
        var roles = Fetch(organization, system, Roles("systemuserroles", "systemuserid", user))
            .Concat(Fetch(organization, system, Roles("teamroles", "teamid", user)))
            .DistinctBy(role => role.Id)
            .ToList();
        return new SessionProfile(
            settings?.GetAttributeValue<int?>("uilanguageid") is > 0 and { } language ? language : English,
            IanaName(settings?.GetAttributeValue<string>("timezonestandardname")),
            settings?.GetAttributeValue<string>("dateformatstring") ?? "",
            settings?.GetAttributeValue<string>("timeformatstring") ?? "",
            [.. roles.Select(role => new SessionRole(role.Id, role.GetAttributeValue<string>("name") ?? ""))],
            ReadPrivileges(organization, system, roles));
    }

    private static Dictionary<string, int> ReadPrivileges(IOrganization organization, Caller system, List<Entity> roles)
    {
        var depths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in roles.SelectMany(role => Fetch(organization, system, PrivilegesOf(role.Id))))
        {
            if (row.GetAttributeValue<AliasedValue>("privilege.name")?.Value is not string name)
                continue;
            // The mask is 1, 2, 4 or 8; its exponent is the depth as clients count it.
            var depth = int.Log2(row.GetAttributeValue<int>("privilegedepthmask"));
            if (!depths.TryGetValue(name, out var known) || known < depth)
                depths[name] = depth;
        }
        return depths;
    }

    private static QueryExpression Settings(Guid user)
    {
        var query = new QueryExpression("usersettings") { ColumnSet = new ColumnSet("uilanguageid", "timezonestandardname", "dateformatstring", "timeformatstring") };
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, user);
        return query;
    }

    private static QueryExpression PrivilegesOf(Guid role)
    {
        var query = new QueryExpression("roleprivileges") { ColumnSet = new ColumnSet("privilegedepthmask") };
        query.Criteria.AddCondition("roleid", ConditionOperator.Equal, role);
        var privilege = query.AddLink("privilege", "privilegeid", "privilegeid");
        privilege.EntityAlias = "privilege";
        privilege.Columns = new ColumnSet("name");
        return query;
    }

    /// <summary>Roles given to the user through an intersect table: directly, or to one of the user's teams.</summary>
    private static QueryExpression Roles(string intersect, string holder, Guid user)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet("name") };
        var link = query.AddLink(intersect, "roleid", "roleid");
        if (holder == "systemuserid")
            link.LinkCriteria.AddCondition(holder, ConditionOperator.Equal, user);
        else
            link.AddLink("teammembership", holder, holder).LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, user);
        return query;
    }

    private static DataCollection<Entity> Fetch(IOrganization organization, Caller system, QueryExpression query) =>
        ((RetrieveMultipleResponse)organization.Execute(system, new RetrieveMultipleRequest { Query = query })).EntityCollection.Entities;

    private static string IanaName(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "UTC";
        return TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) ? iana : name;
    }
}

internal sealed record SessionRole(Guid Id, string Name);
