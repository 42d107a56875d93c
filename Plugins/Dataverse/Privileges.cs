using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Asks the platform what a user may do, over all their roles and teams. Each method is one service call.</summary>
public sealed class Privileges
{
    /// <summary>Microsoft.Crm.Sdk.Messages.PrivilegeDepth.Basic: rows of the user and of their teams.</summary>
    private const int UserDepth = 0;

    /// <summary>Microsoft.Crm.Sdk.Messages.PrivilegeDepth.Global: the whole organisation.</summary>
    private const int OrganisationDepth = 3;

    private const string ReadTime = "prvRead" + Tables.TimeTracker;

    private readonly IOrganizationService _system;

    internal Privileges(IOrganizationService system) => _system = system;

    /// <summary>The supervisor's privilege: write on every time tracker of the organisation.</summary>
    public bool MayWriteAllTime(Guid userId) => Depths(userId, "prvWrite" + Tables.TimeTracker).Contains(OrganisationDepth);

    /// <summary>The administrator's privilege: write on the settings.</summary>
    public bool MayWriteSettings(Guid userId) => Depths(userId, "prvWrite" + Tables.Setting).Contains(OrganisationDepth);

    /// <summary>Whether nothing about handling time is hidden from the user.</summary>
    public bool MayReadAllTime(Guid userId) => Depths(userId, ReadTime).Contains(OrganisationDepth);

    /// <summary>Whether the user's roles show them no time but their own. False for who may read none at all: the platform refuses them.</summary>
    public bool ReadsOwnTimeOnly(Guid userId)
    {
        var depths = Depths(userId, ReadTime);
        return depths.Length > 0 && depths.All(depth => depth == UserDepth);
    }

    /// <summary>
    /// The message of RetrieveUserPrivilegeByPrivilegeNameRequest, sent by name: its class and RolePrivilege live in an assembly that
    /// the plugin does not reference, so the one property in use is read from whatever object the host answers with.
    /// </summary>
    private int[] Depths(Guid userId, string privilege)
    {
        var request = new OrganizationRequest("RetrieveUserPrivilegeByPrivilegeName")
        {
            ["UserId"] = userId,
            ["PrivilegeName"] = privilege,
        };
        return ((IEnumerable)_system.Execute(request)["RolePrivileges"]!).Cast<object>().Select(Depth).ToArray();
    }

    private static int Depth(object rolePrivilege)
    {
        var depth = rolePrivilege.GetType().GetProperty("Depth") ?? throw new MissingMemberException(rolePrivilege.GetType().FullName, "Depth");
        return Convert.ToInt32(depth.GetValue(rolePrivilege), CultureInfo.InvariantCulture);
    }
}
