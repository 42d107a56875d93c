using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Security;

/// <summary>Who may give and take roles.</summary>
public sealed class RoleAssignmentTests : IDisposable
{
    private const string UserRoles = "systemuserroles_association";
    private const string TeamRoles = "teamroles_association";
    private const string TeamMembers = "teammembership_association";

    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Giving_and_taking_a_role_needs_the_privilege_to_assign_roles()
    {
        var customizer = _environment.CreateUser("customizer", roles: "System Customizer");
        var service = _environment.Organization.ServiceFor(customizer);

        var given = Assert.Throws<DataverseException>(() => Give(service, customizer.UserId, SystemAdministrator));
        var taken = Assert.Throws<DataverseException>(() => Take(service, customizer.UserId, BuiltIn("System Customizer")));

        Assert.Equal((ErrorCode.PrivilegeDenied, ErrorCode.PrivilegeDenied), (given.Code, taken.Code));
        Assert.Contains("is missing prvAssignRole privilege", given.Message, StringComparison.Ordinal);
        Assert.Contains("entity 'role'", given.Message, StringComparison.Ordinal);
        Assert.Contains("is missing prvAssignRole privilege", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_gives_a_role_with_more_privileges_than_their_own()
    {
        var giver = Giver();
        var user = _environment.CreateUser("user").UserId;

        Give(giver, user, Role("same", PrivilegeDepth.Local, "prvReadAccount"));
        var deeper = Assert.Throws<DataverseException>(() => Give(giver, user, Role("deeper", PrivilegeDepth.Deep, "prvReadAccount")));
        var further = Assert.Throws<DataverseException>(() => Give(giver, user, Role("further", PrivilegeDepth.Basic, "prvWriteAccount")));
        var all = Assert.Throws<DataverseException>(() => Give(giver, user, SystemAdministrator));

        Assert.Equal([ErrorCode.PrivilegeDenied, ErrorCode.PrivilegeDenied, ErrorCode.PrivilegeDenied], new[] { deeper, further, all }.Select(error => error.Code));
        Assert.Contains("is missing prvReadAccount privilege", deeper.Message, StringComparison.Ordinal);
        Assert.Contains("at the depth Deep", deeper.Message, StringComparison.Ordinal);
        Assert.Contains("is missing prvWriteAccount privilege", further.Message, StringComparison.Ordinal);
        Assert.Equal(["same"], RolesOf(user));
    }

    [Fact]
    public void The_system_administrator_gives_every_role_and_SYSTEM_too()
    {
        var user = _environment.CreateUser("user").UserId;

        Give(_environment.Service, user, SystemAdministrator);
        Give(System, user, BuiltIn("System Customizer"));

        Assert.Equal(["System Administrator", "System Customizer"], RolesOf(user));
    }

    [Fact]
    public void A_role_is_taken_by_who_may_assign_roles_whatever_it_holds()
    {
        var giver = Giver();
        var user = _environment.CreateUser("user", roles: "CSR Manager").UserId;

        Take(giver, user, BuiltIn("CSR Manager"));

        Assert.Empty(RolesOf(user));
    }

    [Fact]
    public void Roles_of_teams_follow_the_same_rules()
    {
        var giver = Giver();
        var team = Team("Team");
        var customizer = _environment.Organization.ServiceFor(_environment.CreateUser("customizer", roles: "System Customizer"));

        var without = Assert.Throws<DataverseException>(() => customizer.Associate("team", team, new Relationship(TeamRoles), [BuiltIn("Basic User")]));
        var beyond = Assert.Throws<DataverseException>(() => giver.Associate("team", team, new Relationship(TeamRoles), [BuiltIn("CSR Manager")]));
        giver.Associate("team", team, new Relationship(TeamRoles), [Role("same", PrivilegeDepth.Local, "prvReadAccount")]);

        Assert.Contains("prvAssignRole", without.Message, StringComparison.Ordinal);
        Assert.Contains("Nobody can give a role with more privileges than their own", beyond.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_access_team_has_no_roles()
    {
        var team = Team("Access", teamType: 1);

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Associate("team", team, new Relationship(TeamRoles), [BuiltIn("Basic User")]));

        Assert.Equal((ErrorCode.AccessTeamHasNoRoles, $"Cannot assign roles or profiles to an access team (TeamId = {team})."), (error.Code, error.Message));
    }

    [Fact]
    public void Members_of_a_team_are_changed_by_who_may_write_it_and_holds_what_its_roles_give()
    {
        var user = new EntityReference("systemuser", _environment.CreateUser("user").UserId);
        var (team, strong) = (Team("Team"), Team("Strong"));
        _environment.Service.Associate("team", strong, new Relationship(TeamRoles), [SystemAdministrator]);
        var giver = Giver("prvWriteTeam");
        var reader = _environment.Organization.ServiceFor(_environment.CreateUser("reader", roles: "Basic User"));

        giver.Associate("team", team, new Relationship(TeamMembers), [user]);
        var unwritable = Assert.Throws<DataverseException>(() => reader.Associate("team", team, new Relationship(TeamMembers), [user]));
        var beyond = Assert.Throws<DataverseException>(() => giver.Associate("systemuser", user.Id, new Relationship(TeamMembers), [new EntityReference("team", strong)]));
        giver.Disassociate("team", team, new Relationship(TeamMembers), [user]);

        Assert.Contains("prvWriteTeam", unwritable.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.PrivilegeDenied, beyond.Code);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("teammembership")).Entities);
    }

    [Fact]
    public void The_last_enabled_system_administrator_stays_one()
    {
        var admin = _environment.Administrator.UserId;
        var second = _environment.CreateUser("second", roles: "System Administrator").UserId;
        _environment.Service.Update(new Entity("systemuser", second) { ["isdisabled"] = true });

        var left = Assert.Throws<DataverseException>(() => Take(_environment.Service, admin, SystemAdministrator));
        var disabled = Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity("systemuser", admin) { ["isdisabled"] = true }));
        var deleted = Assert.Throws<DataverseException>(() => _environment.Service.Delete("systemuser", admin));

        Assert.Equal((ErrorCode.LastAdministratorLeaves, ErrorCode.LastAdministratorDisabled, ErrorCode.LastAdministratorLeaves), (left.Code, disabled.Code, deleted.Code));
        Assert.Equal("A user cannot be removed from the System Administrator Role if they are the only user that has the role.", left.Message);
        Assert.Equal("A user cannot be disabled if they are the only user that has the System Administrator Role.", disabled.Message);

        Take(_environment.Service, second, SystemAdministrator);
        Give(_environment.Service, second, SystemAdministrator);
        _environment.Service.Update(new Entity("systemuser", second) { ["isdisabled"] = false });
        Take(_environment.Service, admin, SystemAdministrator);
        Assert.Empty(RolesOf(admin));
    }

    [Fact]
    public void SYSTEM_may_take_the_last_administrators_role()
    {
        Take(System, _environment.Administrator.UserId, SystemAdministrator);

        Assert.Equal(ErrorCode.PrivilegeDenied, Assert.Throws<DataverseException>(() => _environment.CreateAccount()).Code);
    }

    [Fact]
    public void Who_may_read_no_users_at_all_sees_no_pairs_of_them()
    {
        var reader = _environment.CreateUser("reader");
        Give(_environment.Service, reader.UserId, Role("reads roles", PrivilegeDepth.Global, "prvReadRole"));

        Assert.Empty(_environment.Organization.ServiceFor(reader).RetrieveMultiple(new QueryExpression("systemuserroles") { ColumnSet = new("systemuserid") }).Entities);
    }

    [Fact]
    public void A_pair_is_seen_by_who_sees_both_of_its_rows()
    {
        var unit = _environment.Service.Create(new Entity("businessunit") { ["name"] = "Other", ["parentbusinessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        var near = _environment.CreateUser("near", unit, "CSR Manager").UserId;
        _environment.CreateUser("far", roles: "CSR Manager");
        var reader = _environment.CreateUser("reader", unit);
        Give(_environment.Service, reader.UserId, Role("reads users of the unit", PrivilegeDepth.Local, "prvReadUser"));
        Give(_environment.Service, reader.UserId, Role("reads roles", PrivilegeDepth.Global, "prvReadRole"));
        var query = new QueryExpression("systemuserroles") { ColumnSet = new("systemuserid") };

        var seen = _environment.Organization.ServiceFor(reader).RetrieveMultiple(query).Entities.Select(pair => pair.GetAttributeValue<EntityReference>("systemuserid")!.Id).Distinct();

        Assert.Equal(new[] { near, reader.UserId }.Order(), seen.Order());
    }

    [Fact]
    public void A_roles_privileges_are_no_pairs_to_be_made_without_a_depth()
    {
        var role = Role("role", PrivilegeDepth.Global, "prvReadAccount").Id;
        var privilege = new EntityReference("privilege", PrivilegeName.IdOf("prvWriteAccount"));

        foreach (var service in new[] { _environment.Service, System })
        {
            Assert.Equal(ErrorCode.MessageNotSupported, Assert.Throws<DataverseException>(() => service.Associate("role", role, new Relationship("roleprivileges_association"), [privilege])).Code);
            Assert.Equal(ErrorCode.MessageNotSupported, Assert.Throws<DataverseException>(() => service.Disassociate("role", role, new Relationship("roleprivileges_association"), [privilege])).Code);
        }
    }

    [Fact]
    public void A_pair_is_not_moved_to_somebody_else_by_the_lookups_of_its_table()
    {
        var thief = _environment.CreateUser("thief");
        Give(_environment.Service, thief.UserId, Role("appends", PrivilegeDepth.Global, "prvReadRole", "prvWriteRole", "prvAppendRole", "prvAppendToRole", "prvReadUser", "prvAppendUser", "prvAppendToUser"));
        var service = _environment.Organization.ServiceFor(thief);
        var query = new QueryExpression("systemuserroles");
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, _environment.Administrator.UserId);
        var pair = Assert.Single(_environment.Service.RetrieveMultiple(query).Entities).ToEntityReference();
        var grown = _environment.Service.RetrieveMultiple(new QueryExpression("roleprivileges")).Entities[0].ToEntityReference();

        var stolen = Assert.Throws<DataverseException>(() => service.Associate("systemuser", thief.UserId, new Relationship("systemuserroles_user"), [pair]));
        var turned = Assert.Throws<DataverseException>(() => service.Associate("systemuserroles", pair.Id, new Relationship("systemuserroles_user"), [new EntityReference("systemuser", thief.UserId)]));
        var cleared = Assert.Throws<DataverseException>(() => service.Disassociate("systemuser", _environment.Administrator.UserId, new Relationship("systemuserroles_user"), [pair]));
        var widened = Assert.Throws<DataverseException>(() => service.Associate("role", Role("wide", PrivilegeDepth.Basic).Id, new Relationship("roleprivileges_role"), [grown]));

        Assert.All([stolen, turned, cleared, widened], error => Assert.Equal(ErrorCode.MessageNotSupported, error.Code));
        Assert.Equal(["System Administrator"], RolesOf(_environment.Administrator.UserId));
        Assert.Equal(["appends"], RolesOf(thief.UserId));
    }

    [Fact]
    public void Two_rows_of_the_same_side_are_no_pair()
    {
        var giver = Giver("prvWriteTeam");
        var (user, admin) = (_environment.CreateUser("user").UserId, new EntityReference("systemuser", _environment.Administrator.UserId));

        foreach (var service in new[] { giver, System })
        {
            foreach (var relationship in new[] { TeamMembers, UserRoles })
                Assert.Equal(ErrorCode.InvalidArgument, Assert.Throws<DataverseException>(() => service.Associate("systemuser", user, new Relationship(relationship), [admin])).Code);
        }

        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("teammembership")).Entities);
    }

    [Fact]
    public void A_lookup_is_set_by_Associate_by_who_may_write_the_row_that_has_it()
    {
        var unit = _environment.Service.Create(new Entity("businessunit") { ["name"] = "Other", ["parentbusinessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        var mover = _environment.CreateUser("mover", roles: "Basic User");
        var service = _environment.Organization.ServiceFor(mover);

        var moved = Assert.Throws<DataverseException>(() => service.Associate("systemuser", mover.UserId, new Relationship("business_unit_system_users"), [new EntityReference("businessunit", unit)]));
        var missing = Assert.Throws<DataverseException>(() => _environment.Service.Associate("businessunit", unit, new Relationship("business_unit_system_users"), [new EntityReference("systemuser", Guid.NewGuid())]));
        var stranger = Assert.Throws<DataverseException>(() => _environment.Service.Associate("businessunit", unit, new Relationship("business_unit_system_users"), [SystemAdministrator]));
        _environment.Service.Associate("businessunit", unit, new Relationship("business_unit_system_users"), [new EntityReference("systemuser", mover.UserId)]);

        Assert.Equal((ErrorCode.PrivilegeDenied, ErrorCode.ObjectDoesNotExist, ErrorCode.InvalidArgument), (moved.Code, missing.Code, stranger.Code));
        Assert.Contains("prvWriteUser", moved.Message, StringComparison.Ordinal);
        Assert.Equal(unit, _environment.Read("systemuser", mover.UserId).GetAttributeValue<EntityReference>("businessunitid")!.Id);
    }

    [Fact]
    public void The_role_of_the_system_administrators_stays()
    {
        var error = Assert.Throws<DataverseException>(() => _environment.Service.Delete("role", SystemAdministrator.Id));

        Assert.Equal(ErrorCode.LastAdministratorLeaves, error.Code);
        Assert.Equal(["System Administrator"], RolesOf(_environment.Administrator.UserId));
    }

    [Fact]
    public void A_cascade_takes_the_pairs_along()
    {
        var user = _environment.CreateUser("user", roles: "CSR Manager").UserId;

        _environment.Service.Delete("systemuser", user);

        var query = new QueryExpression("systemuserroles");
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, user);
        Assert.Empty(_environment.Service.RetrieveMultiple(query).Entities);
    }

    private static EntityReference SystemAdministrator => BuiltIn("System Administrator");

    private IOrganizationService System => _environment.Organization.ServiceFor(Caller.For(_environment.Organization.SystemUserId));

    private static EntityReference BuiltIn(string name) => new("role", NameBasedGuid.Of("role", name));

    private static void Give(IOrganizationService service, Guid user, EntityReference role) => service.Associate("systemuser", user, new Relationship(UserRoles), [role]);

    private static void Take(IOrganizationService service, Guid user, EntityReference role) => service.Disassociate("systemuser", user, new Relationship(UserRoles), [role]);

    private IEnumerable<string> RolesOf(Guid user)
    {
        var query = new QueryExpression("role") { ColumnSet = new("name") };
        query.AddLink("systemuserroles", "roleid", "roleid").LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, user);
        return System.RetrieveMultiple(query).Entities.Select(role => (string)role["name"]!).Order();
    }

    /// <summary>Somebody who may assign roles and reads accounts of their unit.</summary>
    private IOrganizationService Giver(params string[] more)
    {
        var giver = _environment.CreateUser("giver");
        Give(_environment.Service, giver.UserId, Role("assigns roles", PrivilegeDepth.Global, ["prvAssignRole", "prvReadRole", "prvReadUser", "prvAppendUser", "prvReadTeam", "prvAppendTeam", .. more]));
        Give(_environment.Service, giver.UserId, Role("reads accounts", PrivilegeDepth.Local, "prvReadAccount"));
        return _environment.Organization.ServiceFor(giver);
    }

    private Guid Team(string name, int teamType = 0) =>
        _environment.Service.Create(new Entity("team") { ["name"] = name, ["teamtype"] = new OptionSetValue(teamType), ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });

    private EntityReference Role(string name, PrivilegeDepth depth, params string[] privileges)
    {
        var role = _environment.Service.Create(new Entity("role") { ["name"] = name, ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        _environment.Organization.Run(isReadOnly: false, scope =>
        {
            foreach (var privilege in privileges)
                scope.GrantPrivilege(role, privilege, depth);
            return true;
        });
        return new EntityReference("role", role);
    }
}
