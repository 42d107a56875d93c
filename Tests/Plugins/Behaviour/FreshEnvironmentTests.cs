using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Right after the import: nobody has saved the settings yet.</summary>
public sealed class FreshEnvironmentTests : IDisposable
{
    private const string Device = "0123456789abcdef";
    private readonly LocalOrganization _organization = new();
    private readonly Guid _rep;
    private readonly Guid _case;

    public FreshEnvironmentTests()
    {
        _rep = _organization.NewUser(TestRole.Representative);
        var admin = _organization.As(_organization.Administrator);
        var customer = admin.Create(new Entity("account") { ["name"] = "Contoso" });
        _case = admin.Create(new Entity("incident") { ["title"] = "Printer on fire", ["customerid"] = new EntityReference("account", customer) });
    }

    public void Dispose() => _organization.Dispose();

    [Fact]
    public void P1_a_missing_settings_row_means_switched_off()
    {
        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => _organization.As(_rep).Create(Row(TimeCategory.Manual)));

        Assert.StartsWith("CT1006: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Automatic_time_is_accepted_but_nothing_of_it_was_counted_while_on()
    {
        var date = new WorkDate(_organization.UtcNow);
        var row = Row(TimeCategory.Automatic);
        row.Id = RowId.OfAutomatic(_case, _rep, date, Device);
        row["casetime_workdate"] = date.Midnight;
        row["casetime_device"] = Device;
        row["casetime_timeline"] = "v1 0+600";
        _organization.As(_rep).Create(row);

        var stored = _organization.As(_rep).Retrieve("casetime_timetracker", row.Id, new ColumnSet(true));
        Assert.Equal(("v1", 0), ((string)stored["casetime_timeline"]!, (int)stored["casetime_durationseconds"]!));
    }

    private Entity Row(TimeCategory category) => new("casetime_timetracker")
    {
        ["casetime_category"] = new OptionSetValue((int)category),
        ["casetime_regardingcase"] = new EntityReference("incident", _case),
        ["casetime_durationseconds"] = 60,
    };
}
