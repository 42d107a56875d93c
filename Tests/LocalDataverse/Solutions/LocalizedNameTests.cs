using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Solutions;

/// <summary>Views, forms, charts and apps are named in the reader's language, as the metadata's labels are.</summary>
public sealed class LocalizedNameTests : IDisposable
{
    private const int German = 1031;
    private const int French = 1036;

    private readonly ImportEnvironment _environment = new();

    public LocalizedNameTests() => _environment.Import(new SampleSolution().WithApp()
        .Replace("customizations.xml", "<LocalizedName description=\"All Things\" languagecode=\"1033\" />", "<LocalizedName description=\"All Things\" languagecode=\"1033\" /><LocalizedName description=\"Alle Dinge\" languagecode=\"1031\" />").Zip());

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_name_is_read_in_the_readers_language_and_in_English_where_it_has_none()
    {
        Assert.Equal("All Things", ViewName());
        Speak(German);
        Assert.Equal("Alle Dinge", ViewName());
        Assert.Equal("Beispiel-App", _environment.Rows("appmodule", "uniquename", SampleSolution.App)[0]["name"]);
        Speak(French);
        Assert.Equal("All Things", ViewName());
    }

    [Fact]
    public void It_is_read_so_where_only_the_name_is_asked_for()
    {
        Speak(German);
        var query = new QueryExpression("savedquery") { ColumnSet = new ColumnSet("name") };
        query.Criteria.AddCondition("savedqueryid", ConditionOperator.Equal, SampleSolution.ViewId);
        Assert.Equal("Alle Dinge", _environment.Service.RetrieveMultiple(query).Entities.Single()["name"]);
    }

    [Fact]
    public void Who_renames_a_view_renames_it_in_their_own_language()
    {
        Speak(German);
        _environment.Service.Update(new Entity("savedquery", SampleSolution.ViewId) { ["name"] = "Sämtliche Dinge" });
        Assert.Equal("Sämtliche Dinge", ViewName());
        Speak(1033);
        Assert.Equal("All Things", ViewName());
        _environment.Service.Update(new Entity("savedquery", SampleSolution.ViewId) { ["name"] = "Every thing" });
        Assert.Equal("Every thing", ViewName());
        Speak(German);
        Assert.Equal("Sämtliche Dinge", ViewName());
    }

    [Fact]
    public void A_maker_gives_a_view_of_their_own_one_name_for_everybody()
    {
        var id = _environment.Service.Create(new Entity("savedquery") { ["name"] = "Mine", ["returnedtypecode"] = "smp_thing", ["fetchxml"] = "<fetch><entity name=\"smp_thing\" /></fetch>" });
        Speak(German);
        Assert.Equal("Mine", _environment.Row("savedquery", id)["name"]);
        _environment.Service.Update(new Entity("savedquery", id) { ["name"] = "Meine" });
        Assert.Equal("Meine", _environment.Row("savedquery", id)["name"]);
    }

    private string ViewName() => (string)_environment.Row("savedquery", SampleSolution.ViewId)["name"]!;

    private void Speak(int language) => _environment.Service.Update(new Entity("usersettings", _environment.Admin.UserId) { ["uilanguageid"] = language });
}
