using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Security;

public sealed class SharingTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_shared_row_is_read_by_whom_it_was_shared_with_and_found_by_their_queries()
    {
        var (reader, account) = (Reader(), _environment.CreateAccount());
        Assert.Empty(Accounts(reader));

        Grant(_environment.Administrator, account, User(reader), AccessRight.Read);

        Assert.Equal([account.Id], Accounts(reader));
        Assert.Equal(account.Id, Service(reader).Retrieve("account", account.Id, new ColumnSet("name")).Id);
    }

    [Fact]
    public void A_share_gives_the_rights_it_names_and_no_other()
    {
        var (reader, account) = (Reader("prvReadAccount", "prvWriteAccount"), _environment.CreateAccount());
        Grant(_environment.Administrator, account, User(reader), AccessRight.Read);

        Denied(() => Service(reader).Update(new Entity("account", account.Id) { ["name"] = "New" }));
        Grant(_environment.Administrator, account, User(reader), AccessRight.Write);

        Service(reader).Update(new Entity("account", account.Id) { ["name"] = "New" });
        Assert.Equal("New", _environment.Read("account", account.Id)["name"]);
        Assert.Equal(AccessRight.Read | AccessRight.Write, RightsOf(account, User(reader)));
    }

    [Fact]
    public void A_share_gives_nothing_to_who_lacks_the_tables_privilege_altogether()
    {
        var (nobody, account) = (_environment.CreateUser("nobody"), _environment.CreateAccount());
        Grant(_environment.Administrator, account, User(nobody), AccessRight.Read);

        Denied(() => Service(nobody).Retrieve("account", account.Id, new ColumnSet("name")));
        Denied(() => Accounts(nobody));
    }

    [Fact]
    public void A_row_shared_with_a_team_is_shared_with_its_members()
    {
        var (reader, account) = (Reader(), _environment.CreateAccount());
        var team = new EntityReference("team", _environment.Service.Create(new Entity("team") { ["name"] = "Team", ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) }));
        Grant(_environment.Administrator, account, team, AccessRight.Read);
        Assert.Empty(Accounts(reader));

        _environment.Service.Associate("team", team.Id, new Relationship("teammembership_association"), [User(reader)]);

        Assert.Equal([account.Id], Accounts(reader));
    }

    [Fact]
    public void Who_shares_needs_the_share_right_and_every_right_that_is_given()
    {
        var (giver, reader, account) = (Reader("prvReadAccount", "prvShareAccount"), Reader(), _environment.CreateAccount());
        Denied(() => Grant(giver, account, User(reader), AccessRight.Read));
        Grant(_environment.Administrator, account, User(giver), AccessRight.Read | AccessRight.Share);

        Denied(() => Grant(giver, account, User(reader), AccessRight.Read | AccessRight.Delete));
        Grant(giver, account, User(reader), AccessRight.Read);

        Assert.Equal([account.Id], Accounts(reader));
    }

    [Fact]
    public void Granting_adds_modifying_replaces_and_revoking_takes_all()
    {
        var (user, account) = (Reader("prvReadAccount", "prvWriteAccount", "prvDeleteAccount"), _environment.CreateAccount());
        Grant(_environment.Administrator, account, User(user), AccessRight.Read);
        Grant(_environment.Administrator, account, User(user), AccessRight.Write);
        Assert.Equal(AccessRight.Read | AccessRight.Write, RightsOf(account, User(user)));

        Execute(_environment.Administrator, "ModifyAccess", ("Target", account), ("PrincipalAccess", new PrincipalAccess(User(user), AccessRight.Delete)));
        Assert.Equal([new PrincipalAccess(User(user), AccessRight.Delete)], Shares(account));

        Execute(_environment.Administrator, "RevokeAccess", ("Target", account), ("Revokee", User(user)));
        Assert.Empty(Shares(account));
        Assert.Equal(AccessRight.None, RightsOf(account, User(user)));
    }

    [Fact]
    public void A_row_that_is_made_anew_under_the_same_id_is_shared_with_nobody()
    {
        var (reader, account) = (Reader(), _environment.CreateAccount());
        Grant(_environment.Administrator, account, User(reader), AccessRight.Read);
        _environment.Service.Delete("account", account.Id);

        _environment.Service.Create(new Entity("account", account.Id) { ["name"] = "Another" });

        Assert.Empty(Accounts(reader));
    }

    [Fact]
    public void What_has_no_owner_or_can_not_be_given_is_refused_by_name()
    {
        var account = _environment.CreateAccount();
        var unit = new EntityReference("businessunit", _environment.RootUnit);
        var admin = User(_environment.Administrator);

        Assert.Contains("businessunit", Assert.Throws<DataverseException>(() => Grant(_environment.Administrator, unit, admin, AccessRight.Read)).Message, StringComparison.Ordinal);
        Assert.Contains("businessunit", Assert.Throws<DataverseException>(() => Grant(_environment.Administrator, account, unit, AccessRight.Read)).Message, StringComparison.Ordinal);
        Assert.Contains("Create", Assert.Throws<DataverseException>(() => Grant(_environment.Administrator, account, admin, AccessRight.Create)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_run_on_the_sharing_messages()
    {
        var (reader, account) = (Reader(), _environment.CreateAccount());
        EntityReference? seen = null;
        _environment.On("GrantAccess", "account", 40, services => seen = ((PrincipalAccess)((IPluginExecutionContext)services.GetService(typeof(IPluginExecutionContext))!).InputParameters["PrincipalAccess"]!).Principal);

        Grant(_environment.Administrator, account, User(reader), AccessRight.Read);

        Assert.Equal(User(reader), seen);
    }

    private static EntityReference User(Caller caller) => new("systemuser", caller.UserId);

    private static void Denied(Action action) => Assert.Equal(ErrorCode.PrivilegeDenied, Assert.Throws<DataverseException>(action).Code);

    private IOrganizationService Service(Caller caller) => _environment.Organization.ServiceFor(caller);

    private List<Guid> Accounts(Caller caller) => [.. Service(caller).RetrieveMultiple(new QueryExpression("account")).Entities.Select(row => row.Id)];

    private void Grant(Caller caller, EntityReference row, EntityReference principal, AccessRight rights) =>
        Execute(caller, "GrantAccess", ("Target", row), ("PrincipalAccess", new PrincipalAccess(principal, rights)));

    private PrincipalAccess[] Shares(EntityReference row) => (PrincipalAccess[])Execute(_environment.Administrator, "RetrieveSharedPrincipalsAndAccess", ("Target", row))["PrincipalAccesses"]!;

    private AccessRight RightsOf(EntityReference row, EntityReference principal) =>
        (AccessRight)Execute(_environment.Administrator, "RetrievePrincipalAccess", ("Target", row), ("Principal", principal))["AccessRights"]!;

    private OrganizationResponse Execute(Caller caller, string message, params (string Name, object Value)[] parameters)
    {
        var request = new OrganizationRequest(message);
        foreach (var (name, value) in parameters)
            request[name] = value;
        return _environment.Organization.Execute(caller, request);
    }

    /// <summary>Somebody whose own privileges reach their own rows only.</summary>
    private Caller Reader(params string[] privileges)
    {
        var user = _environment.CreateUser($"reader{Guid.NewGuid():N}");
        var role = _environment.Service.Create(new Entity("role") { ["name"] = $"role of {user.UserId}", ["businessunitid"] = new EntityReference("businessunit", _environment.RootUnit) });
        _environment.Organization.Run(isReadOnly: false, scope =>
        {
            foreach (var privilege in privileges is [] ? ["prvReadAccount"] : privileges)
                scope.GrantPrivilege(role, privilege, PrivilegeDepth.Basic);
            return true;
        });
        _environment.Service.Associate("systemuser", user.UserId, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
        return user;
    }
}
