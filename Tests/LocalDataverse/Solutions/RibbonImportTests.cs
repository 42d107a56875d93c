using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>RibbonDiffXml of a table becomes rows of the ribbon tables, or is refused with component and cause.</summary>
public sealed class RibbonImportTests : IDisposable
{
    private const string Customizations = "customizations.xml";
    private const string Frame = "<RibbonDiffXml><CustomActions /><CommandDefinitions /></RibbonDiffXml>";
    private const string Ribbon = """
        <RibbonDiffXml>
          <CustomActions>
            <CustomAction Id="smp.thing.Greet.Action" Location="Mscrm.Form.smp_thing.MainTab.Save.Controls._children" Sequence="40">
              <CommandUIDefinition><Button Id="smp.thing.Greet.Button" Command="smp.thing.Greet" LabelText="$LocLabels:smp.thing.Greet.Label" Sequence="40" TemplateAlias="o1" /></CommandUIDefinition>
            </CustomAction>
          </CustomActions>
          <Templates><RibbonTemplates Id="Mscrm.Templates"></RibbonTemplates></Templates>
          <CommandDefinitions>
            <CommandDefinition Id="smp.thing.Greet">
              <EnableRules><EnableRule Id="smp.thing.Greet.Enable" /></EnableRules>
              <DisplayRules><DisplayRule Id="smp.thing.Greet.Display" /></DisplayRules>
              <Actions><JavaScriptFunction FunctionName="Smp.greet" Library="$webresource:smp_/page.html"><CrmParameter Value="PrimaryControl" /></JavaScriptFunction></Actions>
            </CommandDefinition>
          </CommandDefinitions>
          <RuleDefinitions>
            <TabDisplayRules />
            <DisplayRules><DisplayRule Id="smp.thing.Greet.Display"><FormStateRule State="Existing" Default="false" /></DisplayRule></DisplayRules>
            <EnableRules><EnableRule Id="smp.thing.Greet.Enable"><CustomRule FunctionName="Smp.mayGreet" Library="$webresource:smp_/page.html" Default="false"><CrmParameter Value="PrimaryControl" /></CustomRule></EnableRule></EnableRules>
          </RuleDefinitions>
          <LocLabels><LocLabel Id="smp.thing.Greet.Label"><Titles><Title description="Greet" languagecode="1033" /><Title description="Grüßen" languagecode="1031" /></Titles></LocLabel></LocLabels>
        </RibbonDiffXml>
        """;

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Command_rules_button_and_labels_are_rows_of_their_table()
    {
        _environment.Import(Solution().Zip());

        var customization = Assert.Single(_environment.Rows("ribboncustomization", "entity", "smp_thing"));
        var command = Assert.Single(_environment.Rows("ribboncommand", "entity", "smp_thing"));
        Assert.Equal("smp.thing.Greet", command.GetAttributeValue<string>("command"));
        Assert.StartsWith("<CommandDefinition Id=\"smp.thing.Greet\">", command.GetAttributeValue<string>("commanddefinition"), StringComparison.Ordinal);
        Assert.Equal(customization.Id, command.GetAttributeValue<EntityReference>("ribboncustomizationid")!.Id);
        Assert.True(command.GetAttributeValue<bool>("ismanaged"));
        Assert.Equal(
            [("smp.thing.Greet.Display", 2), ("smp.thing.Greet.Enable", 1)],
            _environment.Rows("ribbonrule", "entity", "smp_thing").Select(rule => (rule.GetAttributeValue<string>("ruleid")!, rule.GetAttributeValue<OptionSetValue>("ruletype")!.Value)).Order());

        var differences = _environment.Rows("ribbondiff", "entity", "smp_thing").ToDictionary(row => row.GetAttributeValue<string>("diffid")!);
        var action = differences["smp.thing.Greet.Action"];
        Assert.Equal((0, 40, "Mscrm.Form.smp_thing.MainTab"), (action.GetAttributeValue<OptionSetValue>("difftype")!.Value, action.GetAttributeValue<int>("sequence"), action.GetAttributeValue<string>("tabid")));
        Assert.Contains("<Button Id=\"smp.thing.Greet.Button\"", action.GetAttributeValue<string>("rdx"), StringComparison.Ordinal);
        Assert.Equal(3, differences["smp.thing.Greet.Label"].GetAttributeValue<OptionSetValue>("difftype")!.Value);
    }

    [Fact]
    public void The_empty_frame_that_every_export_carries_makes_no_row()
    {
        _environment.Import(new SampleSolution().Zip());
        Assert.Equal(0, _environment.Count("ribboncustomization"));
    }

    [Fact]
    public void Importing_the_same_version_again_updates_and_doubles_nothing()
    {
        _environment.Import(Solution().Zip());
        var counts = Counts();
        _environment.Import(Solution().Replace(Customizations, "FunctionName=\"Smp.mayGreet\"", "FunctionName=\"Smp.mayWave\"").Zip());

        Assert.Equal(counts, Counts());
        Assert.Contains(_environment.Rows("ribbonrule", "entity", "smp_thing"), rule => rule.GetAttributeValue<string>("ruledefinition")!.Contains("Smp.mayWave", StringComparison.Ordinal));
    }

    [Fact]
    public void A_higher_version_without_the_command_takes_it_away()
    {
        _environment.Import(Solution().Zip());
        _environment.Upgrade(new SampleSolution("1.1.0.0").Zip());
        Assert.Equal("0 0 0 0", Counts());
    }

    [Theory]
    [InlineData("<CommandDefinition Id=\"smp.thing.Greet\">", "<CommandDefinition>", "The ribbon command 'smp_thing: <CommandDefinition>' can't be imported", "lacks the attribute Id")]
    [InlineData("<EnableRule Id=\"smp.thing.Greet.Enable\" />", "<EnableRule Id=\"smp.thing.Other\" />", "The ribbon command 'smp_thing: smp.thing.Greet' can't be imported", "EnableRule smp.thing.Other is not defined")]
    [InlineData("FunctionName=\"Smp.mayGreet\"", "", "The ribbon rule 'smp_thing: smp.thing.Greet.Enable' can't be imported", "lacks the attribute FunctionName")]
    [InlineData("FunctionName=\"Smp.mayGreet\"", "FunctionName=\"alert(1)\"", "The ribbon rule 'smp_thing: smp.thing.Greet.Enable' can't be imported", "no name of a function")]
    [InlineData("$webresource:smp_/page.html\" Default", "$webresource:smp_/gone.js\" Default", "The ribbon rule 'smp_thing: smp.thing.Greet.Enable' can't be imported", "the web resource 'smp_/gone.js' does not exist")]
    [InlineData("State=\"Existing\"", "State=\"Sleeping\"", "The ribbon rule 'smp_thing: smp.thing.Greet.Display' can't be imported", "State must be one of")]
    [InlineData("<FormStateRule State=\"Existing\" Default=\"false\" />", "<SkuRule Sku=\"Online\" />", "The ribbon rule 'smp_thing: smp.thing.Greet.Display' can't be imported", "the rule SkuRule is not supported here")]
    [InlineData("<FormStateRule State=\"Existing\" Default=\"false\" />", "<ValueRule Field=\"smp_size\" Value=\"1\" />", "The ribbon rule 'smp_thing: smp.thing.Greet.Display' can't be imported", "has no column 'smp_size'")]
    [InlineData("<FormStateRule State=\"Existing\" Default=\"false\" />", "<OrRule><Or><FormStateRule State=\"Create\" /></Or></OrRule>", "The ribbon rule 'smp_thing: smp.thing.Greet.Display' can't be imported", "at least two <Or>")]
    [InlineData("Default=\"false\" />", "Default=\"maybe\" />", "The ribbon rule 'smp_thing: smp.thing.Greet.Display' can't be imported", "Default must be true or false")]
    [InlineData("<CrmParameter Value=\"PrimaryControl\" /></CustomRule>", "<CrmParameter Value=\"SelectedControl\" /></CustomRule>", "The ribbon rule 'smp_thing: smp.thing.Greet.Enable' can't be imported", "the CrmParameter SelectedControl is not supported here")]
    [InlineData("Mscrm.Form.smp_thing.MainTab.Save.Controls._children", "Mscrm.HomepageGrid.smp_thing.MainTab.Actions.Controls._children", "The ribbon difference 'smp_thing: smp.thing.Greet.Action' can't be imported", "commands at Mscrm.HomepageGrid.smp_thing")]
    [InlineData("Command=\"smp.thing.Greet\"", "Command=\"smp.thing.Wave\"", "The ribbon difference 'smp_thing: smp.thing.Greet.Action' can't be imported", "its command smp.thing.Wave is not defined")]
    [InlineData("<LocLabel Id=\"smp.thing.Greet.Label\">", "<LocLabel Id=\"smp.thing.Wave.Label\">", "The ribbon difference 'smp_thing: smp.thing.Greet.Action' can't be imported", "LabelText $LocLabels:smp.thing.Greet.Label is not defined")]
    [InlineData("Sequence=\"40\">", "Sequence=\"first\">", "The ribbon difference 'smp_thing: smp.thing.Greet.Action' can't be imported", "Sequence must be a whole number")]
    [InlineData("<CommandUIDefinition><Button", "<CommandUIDefinition><Button Id=\"a\" /><Button", "The ribbon difference 'smp_thing: smp.thing.Greet.Action' can't be imported", "exactly one element")]
    [InlineData("<TabDisplayRules />", "<TabDisplayRules><TabDisplayRule TabCommand=\"a\" /></TabDisplayRules>", "The ribbon customization 'smp_Thing' can't be imported", "TabDisplayRule in RuleDefinitions of RibbonDiffXml is not supported here")]
    [InlineData("<CustomActions>", "<CustomActions><HideCustomAction HideActionId=\"a\" Location=\"b\" />", "The ribbon customization 'smp_Thing' can't be imported", "HideCustomAction in CustomActions")]
    [InlineData("</CommandDefinitions>", "<CommandDefinition Id=\"smp.thing.Greet\" /></CommandDefinitions>", "The ribbon customization 'smp_Thing' can't be imported", "CommandDefinition smp.thing.Greet stands there twice")]
    public void What_does_not_hold_together_is_refused_by_name_and_nothing_changes(string old, string replacement, string component, string cause)
    {
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(Solution().Replace(Customizations, old, replacement).Zip()));
        Assert.Contains(component, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("0 0 0 0", Counts());
    }

    private static SampleSolution Solution() => new SampleSolution().Replace(Customizations, Frame, Ribbon);

    private string Counts() => string.Join(' ', new[] { "ribboncustomization", "ribboncommand", "ribbonrule", "ribbondiff" }.Select(table => _environment.Count(table)));
}
