using CaseTime.Plugins.Rules;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class SettingTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Theory]
    [InlineData("casetime_updateinterval", 9)]
    [InlineData("casetime_updateinterval", 61)]
    [InlineData("casetime_idleminutes", -1)]
    [InlineData("casetime_idleminutes", 61)]
    [InlineData("casetime_maxlogminutes", 0)]
    [InlineData("casetime_maxlogminutes", 1441)]
    public void CT1013_a_number_out_of_range_is_refused(string column, int value) =>
        AssertRefused("CT1013", () => Settings((column, value)));

    [Fact]
    public void CT1014_there_is_one_settings_row_and_it_stays()
    {
        var admin = Organization.As(Organization.Administrator);

        AssertRefused("CT1014", () => admin.Create(new Entity("casetime_setting", Guid.NewGuid()) { ["casetime_enabled"] = true }));
        AssertRefused("CT1014", () => admin.Delete("casetime_setting", SettingsRowSingle.FixedId));
    }

    [Fact]
    public void Switching_off_sets_the_instant_and_switching_on_clears_it()
    {
        var off = Now;
        Settings(("casetime_enabled", false), ("casetime_disabledon", off.AddDays(-1)));
        Assert.Equal(off, Stored()["casetime_disabledon"]);

        Organization.Advance(TimeSpan.FromMinutes(1));
        Settings(("casetime_enabled", false));
        Settings(("casetime_updateinterval", 15), ("casetime_disabledon", null));
        Assert.Equal(off, Stored()["casetime_disabledon"]);

        Settings(("casetime_enabled", true));
        Assert.False(Stored().Contains("casetime_disabledon"));
    }

    private Entity Stored() => Organization.As(Organization.Administrator).Retrieve("casetime_setting", SettingsRowSingle.FixedId, new ColumnSet(true));
}
