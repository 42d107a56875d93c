using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Pipeline;

public sealed class StepOrderTests : IDisposable
{
    private readonly TestEnvironment _environment = new();
    private readonly List<string> _ran = [];

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Steps_run_by_stage_and_then_by_rank()
    {
        On("Create", 40, "late", rank: 2);
        On("Create", 40, "early", rank: 1);
        On("Create", 20, "before");
        On("Create", 10, "validation");

        _environment.CreateAccount();

        Assert.Equal(["validation", "before", "early", "late"], _ran);
    }

    [Fact]
    public void Pre_validation_runs_outside_the_transaction_and_the_others_inside()
    {
        foreach (var stage in new[] { 10, 20, 40 })
            _environment.On("Create", "account", stage, services => _ran.Add($"{services.Context().Stage} {services.Context().IsInTransaction}"));

        _environment.CreateAccount();

        Assert.Equal(["10 False", "20 True", "40 True"], _ran);
    }

    [Fact]
    public void A_pre_operation_step_changes_what_is_saved_but_not_the_callers_object()
    {
        _environment.On("Create", "account", 20, services => services.Target()["name"] = "Changed");
        var sent = new Entity("account") { ["name"] = "Sent" };

        var id = _environment.Service.Create(sent);

        Assert.Equal("Changed", _environment.Read("account", id).GetAttributeValue<string>("name"));
        Assert.Equal("Sent", sent["name"]);
    }

    [Fact]
    public void A_filtered_step_runs_only_when_one_of_its_columns_is_sent()
    {
        _environment.On("Update", "account", 20, _ => _ran.Add("ran"), step => step with { FilteringColumns = new HashSet<string> { "telephone1" } });
        var account = _environment.CreateAccount();

        _environment.Service.Update(new Entity("account", account.Id) { ["name"] = "Other" });
        Assert.Empty(_ran);
        _environment.Service.Update(new Entity("account", account.Id) { ["telephone1"] = "1" });
        Assert.Single(_ran);
    }

    [Fact]
    public void Create_shows_its_new_id_to_post_operation_steps()
    {
        var ids = new List<(Guid Primary, Guid Output)>();
        _environment.On("Create", "account", 40, services => ids.Add((services.Context().PrimaryEntityId, (Guid)services.Context().OutputParameters["id"]!)));

        var account = _environment.CreateAccount();

        Assert.Equal((account.Id, account.Id), Assert.Single(ids));
    }

    [Fact]
    public void CreateMultiple_runs_the_single_row_steps_for_each_row()
    {
        On("Create", 20, "single");
        var rows = new EntityCollection([new Entity("account") { ["name"] = "a" }, new Entity("account") { ["name"] = "b" }]) { EntityName = "account" };

        _environment.Service.Execute(new OrganizationRequest("CreateMultiple") { ["Targets"] = rows });

        Assert.Equal(["single", "single"], _ran);
    }

    [Fact]
    public void Deleting_a_parent_runs_the_delete_steps_of_its_children_within_it()
    {
        _environment.On("Delete", "incident", 20, services => _ran.Add($"{services.Context().ParentContext!.MessageName} {services.Context().ParentContext!.PrimaryEntityName}"));
        var account = _environment.CreateAccount();
        _environment.Service.Create(new Entity("incident") { ["title"] = "x", ["customerid"] = account });

        _environment.Service.Delete("account", account.Id);

        Assert.Equal(["Delete account"], _ran);
    }

    [Fact]
    public void Assign_and_SetState_run_update_steps()
    {
        _environment.On("Update", "account", 20, services => _ran.Add(string.Join(',', services.Target().Attributes.Keys)));
        var account = _environment.CreateAccount();

        _environment.Service.Execute(new OrganizationRequest("Assign") { ["Target"] = account, ["Assignee"] = new EntityReference("systemuser", _environment.Administrator.UserId) });
        _environment.Service.Execute(new OrganizationRequest("SetState") { ["EntityMoniker"] = account, ["State"] = new OptionSetValue(1), ["Status"] = new OptionSetValue(-1) });

        Assert.Equal(["ownerid", "statecode"], _ran);
        Assert.Equal(2, _environment.Read("account", account.Id).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
    }

    private void On(string message, int stage, string name, int rank = 1) =>
        _environment.On(message, "account", stage, _ => _ran.Add(name), step => step with { Rank = rank });
}
