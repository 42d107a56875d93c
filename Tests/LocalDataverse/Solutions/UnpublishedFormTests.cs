using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>What makers saved of a form and did not publish yet.</summary>
public sealed class UnpublishedFormTests : IDisposable
{
    private const string Saved = "<form><tabs /><saved /></form>";
    private const string OfAnotherTable = "<importexportxml><entities><entity>contact</entity></entities></importexportxml>";
    private const string OfItsTable = "<importexportxml><entities><entity>smp_thing</entity></entities></importexportxml>";

    private readonly ImportEnvironment _environment = new();

    public UnpublishedFormTests() => _environment.Import(new SampleSolution().Zip());

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void It_is_seen_by_makers_alone_until_its_table_is_published()
    {
        var before = Published();
        Save(Saved);
        Assert.Equal((before, Saved), (Published(), Unpublished()));

        _environment.Execute("PublishXml", ("ParameterXml", OfAnotherTable));
        Assert.Equal((before, Saved), (Published(), Unpublished()));

        _environment.Execute("PublishXml", ("ParameterXml", OfItsTable));
        Assert.Equal((Saved, Saved), (Published(), Unpublished()));
    }

    [Fact]
    public void PublishAllXml_brings_what_was_saved_last()
    {
        Save("<form><tabs /></form>");
        Save(Saved);
        _environment.Execute("PublishAllXml");
        Assert.Equal((Saved, Saved), (Published(), Unpublished()));
    }

    [Fact]
    public void A_new_form_is_published_as_it_is_made()
    {
        var id = _environment.Service.Create(new Entity("systemform") { ["name"] = "New", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = Saved });
        Assert.Equal((Saved, Saved), (Published(id), Unpublished(id)));
    }

    [Fact]
    public void Nothing_gets_there_that_was_not_looked_at()
    {
        var id = _environment.Service.Create(new Entity("systemform") { ["name"] = "New", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = Saved, ["unpublishedformxml"] = "<x" });
        _environment.Service.Update(new Entity("systemform", id) { ["unpublishedformxml"] = "<x" });
        _environment.Execute("PublishAllXml");
        Assert.Equal(Saved, Published(id));
    }

    [Fact]
    public void An_export_takes_what_is_published()
    {
        var publisher = _environment.Service.Create(new Entity("publisher") { ["uniquename"] = "maker", ["friendlyname"] = "Maker", ["customizationprefix"] = "mkr", ["customizationoptionvalueprefix"] = 20000 });
        _environment.Service.Create(new Entity("solution") { ["uniquename"] = "Mine", ["friendlyname"] = "Mine", ["version"] = "1.0.0.0", ["publisherid"] = new EntityReference("publisher", publisher) });
        var id = _environment.Service.Create(new Entity("systemform") { ["name"] = "Mine", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = "<form><tabs /></form>" });
        _environment.Execute("AddSolutionComponent", ("ComponentId", id), ("ComponentType", 60), ("SolutionUniqueName", "Mine"), ("AddRequiredComponents", false));
        _environment.Service.Update(new Entity("systemform", id) { ["formxml"] = $"<form><tabs /><customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" /></form>" });

        // Without what is not published, the form needs nothing that the other environment has not.
        using var other = new ImportEnvironment();
        other.Import((byte[])_environment.Execute("ExportSolution", ("SolutionName", "Mine"), ("Managed", false)).Results["ExportSolutionFile"]!);
        Assert.Equal("<form><tabs /></form>", other.Row("systemform", id)["formxml"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_import_leaves_it_to_be_published(bool overwrites)
    {
        Save(Saved);
        _environment.Execute("StageAndUpgrade", ("CustomizationFile", Next().Zip()), ("OverwriteUnmanagedCustomizations", overwrites), ("PublishWorkflows", true));
        Assert.Contains("<tab name=\"new\" />", Published(), StringComparison.Ordinal);
        Assert.Equal(Saved, Unpublished());
        _environment.Execute("PublishAllXml");
        Assert.Equal(Saved, Published());
    }

    [Fact]
    public void It_stands_in_the_way_of_an_uninstallation_as_what_is_published_does()
    {
        var id = _environment.Service.Create(new Entity("systemform") { ["name"] = "Maker", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = "<form><tabs /></form>" });
        _environment.Service.Update(new Entity("systemform", id) { ["formxml"] = $"<form><tabs /><customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" /></form>" });
        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        Assert.Contains($"the form 'Maker' of the table account (unmanaged) needs the custom control '{SampleSolution.Control}'", refusal.Message, StringComparison.Ordinal);

        _environment.Service.Update(new Entity("systemform", id) { ["formxml"] = "<form><tabs /></form>" });
        _environment.Uninstall(SampleSolution.Name);
    }

    [Theory]
    [InlineData(null, "it is empty")]
    [InlineData(" ", "it is empty")]
    [InlineData("<form><tabs></form>", "it is not well-formed XML")]
    [InlineData("<!DOCTYPE form []><form />", "it is not well-formed XML")]
    [InlineData("<forms />", "its outermost element is <forms> rather than <form>")]
    [InlineData("<form><row><cell id=\"{A}\" /><cell id=\"{a}\" /></row></form>", "two of its cells have the id {A}")]
    [InlineData("<form><customControl formFactor=\"2\" /></form>", "one of its components has neither a name nor an id")]
    public void What_is_no_form_is_refused_and_loses_nothing(string? xml, string why)
    {
        var before = Published();
        Save(Saved);
        var refusal = Assert.Throws<DataverseException>(() => Save(xml));
        Assert.Equal(ErrorCode.InvalidArgument, refusal.Code);
        Assert.StartsWith($"The form can't be saved: {why}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((before, Saved), (Published(), Unpublished()));

        var create = new Entity("systemform") { ["name"] = "New", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = xml };
        Assert.StartsWith($"The form can't be saved: {why}", Assert.Throws<DataverseException>(() => _environment.Service.Create(create)).Message, StringComparison.Ordinal);
    }

    private static SampleSolution Next() => new SampleSolution("1.1.0.0").Replace("customizations.xml", "<form><tabs />", "<form><tabs><tab name=\"new\" /></tabs>");

    private void Save(string? xml) => _environment.Service.Update(new Entity("systemform", SampleSolution.FormId) { ["formxml"] = xml });

    private string Published(Guid? id = null) => (string)_environment.Row("systemform", id ?? SampleSolution.FormId)["formxml"]!;

    private string Unpublished(Guid? id = null) =>
        (string)((Entity)_environment.Execute("RetrieveUnpublished", ("Target", new EntityReference("systemform", id ?? SampleSolution.FormId))).Results["Entity"]!)["formxml"]!;
}
