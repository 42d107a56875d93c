using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Security;

public sealed class RoleTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_user_without_roles_can_do_nothing_and_is_told_which_privilege_is_missing()
    {
        var nobody = Service(_environment.CreateUser("nobody"));

        var error = Assert.Throws<DataverseException>(() => nobody.Create(new Entity("account") { ["name"] = "x" }));

        Assert.Equal(ErrorCode.PrivilegeDenied, error.Code);
        Assert.Contains("is missing prvCreateAccount privilege", error.Message, StringComparison.Ordinal);
        Assert.Contains("entity 'account'", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.PrivilegeDenied, Assert.Throws<DataverseException>(() => nobody.RetrieveMultiple(new QueryExpression("account"))).Code);
    }

    [Fact]
    public void A_representative_works_on_cases_of_their_unit_and_reads_all()
    {
        var otherUnit = _environment.Service.Create(new Entity("businessunit") { ["name"] = "Other", ["parentbusinessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        var here = Service(_environment.CreateUser("here", roles: "Customer Service Representative"));
        var there = Service(_environment.CreateUser("there", otherUnit, "Customer Service Representative"));
        var mine = _environment.CreateCase("mine", here);
        var theirs = _environment.CreateCase("theirs", there);

        Assert.Equal(["mine", "theirs"], here.RetrieveMultiple(new QueryExpression("incident") { ColumnSet = new("title") }).Entities.Select(row => (string)row["title"]!).Order());
        here.Update(new Entity("incident", mine) { ["title"] = "changed" });
        var error = Assert.Throws<DataverseException>(() => here.Update(new Entity("incident", theirs) { ["title"] = "stolen" }));
        Assert.Equal(ErrorCode.PrivilegeDenied, error.Code);
        Assert.Contains("does not have WriteAccess right(s)", error.Message, StringComparison.Ordinal);
        Assert.Contains("prvWriteIncident", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PrivilegeDepth.Basic, "own, team")]
    [InlineData(PrivilegeDepth.Local, "own, team, unit")]
    [InlineData(PrivilegeDepth.Deep, "below, own, team, unit")]
    [InlineData(PrivilegeDepth.Global, "below, other, own, team, unit")]
    public void Reading_reaches_as_far_as_the_privilege(PrivilegeDepth depth, string expected)
    {
        var unit = Unit("Middle", _environment.RootUnit);
        var reader = _environment.CreateUser("reader", unit);
        Give(reader, depth);
        var team = _environment.Service.Create(new Entity("team") { ["name"] = "Team", ["businessunitid"] = new EntityReference("businessunit", Unit("Far", _environment.RootUnit)) });
        _environment.Service.Associate("team", team, new Relationship("teammembership_association"), [new EntityReference("systemuser", reader.UserId)]);
        Account("own", "systemuser", reader.UserId);
        Account("team", "team", team);
        Account("unit", "systemuser", _environment.CreateUser("colleague", unit).UserId);
        Account("below", "systemuser", _environment.CreateUser("junior", Unit("Lower", unit)).UserId);
        Account("other", "systemuser", _environment.CreateUser("stranger", Unit("Aside", _environment.RootUnit)).UserId);

        var seen = Service(reader).RetrieveMultiple(new QueryExpression("account") { ColumnSet = new("name") }).Entities.Select(row => (string)row["name"]!).Order();

        Assert.Equal(expected, string.Join(", ", seen));
    }

    [Fact]
    public void A_row_out_of_reach_is_denied_and_not_missing()
    {
        var reader = _environment.CreateUser("reader");
        Give(reader, PrivilegeDepth.Basic);
        var account = _environment.CreateAccount();

        var error = Assert.Throws<DataverseException>(() => Service(reader).Retrieve("account", account.Id, new ColumnSet("name")));

        Assert.Equal(ErrorCode.PrivilegeDenied, error.Code);
    }

    [Fact]
    public void A_role_given_to_a_team_works_for_its_members_from_the_next_request_on()
    {
        var user = _environment.CreateUser("member");
        var team = _environment.Service.Create(new Entity("team") { ["name"] = "Team", ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        _environment.Service.Associate("team", team, new Relationship("teamroles_association"), [new EntityReference("role", NameBasedGuid.Of("role", "CSR Manager"))]);
        Assert.Throws<DataverseException>(() => Service(user).RetrieveMultiple(new QueryExpression("account")));

        _environment.Service.Associate("team", team, new Relationship("teammembership_association"), [new EntityReference("systemuser", user.UserId)]);

        Assert.Empty(Service(user).RetrieveMultiple(new QueryExpression("account")).Entities);
    }

    [Fact]
    public void Pointing_to_a_row_needs_append_and_append_to()
    {
        var user = _environment.CreateUser("writer");
        Give(user, PrivilegeDepth.Global, "prvCreateIncident", "prvAppendIncident");

        var error = Assert.Throws<DataverseException>(() => Service(user).Create(new Entity("incident") { ["title"] = "x", ["customerid"] = _environment.CreateAccount() }));

        Assert.Contains("prvAppendToAccount", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Giving_a_row_away_needs_assign()
    {
        var user = _environment.CreateUser("giver");
        Give(user, PrivilegeDepth.Global, "prvReadAccount", "prvWriteAccount");
        var account = _environment.CreateAccount();

        var error = Assert.Throws<DataverseException>(() => Service(user).Update(new Entity("account", account.Id) { ["ownerid"] = new EntityReference("systemuser", user.UserId) }));

        Assert.Contains("prvAssignAccount", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RetrievePrincipalAccess_tells_the_rights_on_a_row()
    {
        var user = _environment.CreateUser("reader");
        Give(user, PrivilegeDepth.Global, "prvReadAccount", "prvAppendToAccount");
        var account = _environment.CreateAccount();

        var response = _environment.Service.Execute(new OrganizationRequest("RetrievePrincipalAccess") { ["Target"] = account, ["Principal"] = new EntityReference("systemuser", user.UserId) });

        Assert.Equal(AccessRight.Read | AccessRight.AppendTo, response["AccessRights"]);
    }

    [Fact]
    public void An_organisation_owned_table_is_read_whole_or_not_at_all()
    {
        var user = _environment.CreateUser("reader");
        Give(user, PrivilegeDepth.Basic, "prvReadTransactionCurrency");

        Assert.Throws<DataverseException>(() => Service(user).RetrieveMultiple(new QueryExpression("transactioncurrency")));
        Give(user, PrivilegeDepth.Global, "prvReadTransactionCurrency");
        Assert.Empty(Service(user).RetrieveMultiple(new QueryExpression("transactioncurrency")).Entities);
    }

    [Fact]
    public void A_disabled_user_is_refused()
    {
        var user = _environment.CreateUser("gone", roles: "CSR Manager");
        _environment.Service.Update(new Entity("systemuser", user.UserId) { ["isdisabled"] = true });

        var error = Assert.Throws<DataverseException>(() => Service(user).RetrieveMultiple(new QueryExpression("account")));

        Assert.Equal(ErrorCode.UserDisabled, error.Code);
    }

    private IOrganizationService Service(Caller caller) => _environment.Organization.ServiceFor(caller);

    private Guid Unit(string name, Guid parent) => _environment.Service.Create(new Entity("businessunit") { ["name"] = name, ["parentbusinessunitid"] = new EntityReference("businessunit", parent) });

    private void Account(string name, string ownerTable, Guid owner) => _environment.Service.Create(new Entity("account") { ["name"] = name, ["ownerid"] = new EntityReference(ownerTable, owner) });

    /// <summary>A role of the user's own with the privileges named, or with reading accounts.</summary>
    private void Give(Caller user, PrivilegeDepth depth, params string[] privileges)
    {
        var role = _environment.Service.Create(new Entity("role") { ["name"] = $"role of {user.UserId}", ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        _environment.Organization.Run(isReadOnly: false, scope =>
        {
            foreach (var privilege in privileges is [] ? ["prvReadAccount"] : privileges)
                scope.GrantPrivilege(role, privilege, depth);
            return true;
        });
        _environment.Service.Associate("systemuser", user.UserId, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
    }
}
