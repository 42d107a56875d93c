using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class DeletionTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void A_rep_deletes_an_own_log_of_an_active_case()
    {
        var row = Log(60);

        Delete(row);

        Assert.ThrowsAny<Exception>(() => Row(row));
    }

    [Fact]
    public void CT1005_a_rep_deletes_no_log_of_a_resolved_case_and_a_supervisor_does()
    {
        var row = Log(60);
        Resolve();

        AssertRefused("CT1005", () => Delete(row));
        Delete(row, Organization.NewUser(TestRole.Supervisor));
    }

    [Fact]
    public void CT1017_a_rep_deletes_no_automatic_row_and_a_supervisor_does()
    {
        var row = Send("v1 0+600");

        AssertRefused("CT1017", () => Delete(row));
        Delete(row, Organization.NewUser(TestRole.Supervisor));
    }

    [Fact]
    public void CT1017_a_rep_deletes_no_final_row_even_an_own_one()
    {
        Resolve(resolver: Rep);
        var final = Assert.Single(Finals()).Id;

        AssertRefused("CT1017", () => Delete(final));
        Delete(final, Organization.Administrator);
    }

    [Theory]
    [InlineData(1033, "The time tracker does not exist, or no longer.")]
    [InlineData(1031, "Die Zeiterfassung ist nicht oder nicht mehr vorhanden.")]
    public void A_row_that_is_not_there_is_told_so_and_not_of_a_rule(int language, string sentence)
    {
        Speak(Rep, language);
        var gone = Log(60);
        Delete(gone);

        var failures = new[]
        {
            Assert.Throws<InvalidPluginExecutionException>(() => Delete(gone)),
            Assert.Throws<InvalidPluginExecutionException>(() => Update(gone, Rep, ("casetime_reason", "Late"))),
            Assert.Throws<InvalidPluginExecutionException>(() => Update(Guid.NewGuid(), Rep, ("casetime_timeline", "v1 0+60"))),
        };

        Assert.All(failures, failure => Assert.Equal((sentence, unchecked((int)0x80040217), PluginHttpStatusCode.NotFound), (failure.Message, failure.ErrorCode, failure.HttpStatus)));
    }

    [Fact]
    public void Trackers_of_every_category_go_with_their_case()
    {
        var row = Send("v1 0+600");
        Resolve();

        Organization.As(Organization.Administrator).Delete("incident", Case);

        Assert.Empty(Finals());
        Assert.ThrowsAny<Exception>(() => Row(row));
    }
}
