using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>What every solution that Dataverse exported carries along, and this host has to take as it comes.</summary>
public sealed class ExportedByDataverseTests : IDisposable
{
    private const string Manifest = "solution.xml";
    private const string Customizations = "customizations.xml";
    private const string DefaultIcon = "953b9fac-1e5e-e611-80d6-00155ded156f";
    private const string AdministratorTemplate = "627090ff-40a3-4053-8790-584edc5be201";
    private const string CustomizerTemplate = "119f245c-3cc8-4b62-b31c-d1a046ced15d";

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void An_app_needs_the_platforms_own_icon_and_setting_definitions()
    {
        _environment.Import(AsExported(new SampleSolution().WithApp()).Zip());
        Assert.Null(App(_environment).GetAttributeValue<Guid?>("webresourceid"));
    }

    [Fact]
    public void Another_kind_of_component_without_a_number_is_missed_by_its_name()
    {
        var solution = AsExported(new SampleSolution().WithApp()).Replace(Manifest, "type=\"SettingDefinition\" displayName=\"AppChannel\"", "type=\"MaskingRule\" displayName=\"Digits\"");
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(solution.Zip()));
        Assert.Contains("the MaskingRule 'Digits' of apps (1.0.0.15), which 'smp_App' needs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_systems_roles_go_by_the_ids_of_their_templates()
    {
        _environment.Import(AsExported(new SampleSolution(managed: false).WithApp()).Zip());
        var roles = _environment.Rows("appmoduleroles", "appmoduleid", App(_environment).Id).Select(map => (string)_environment.Row("role", map.GetAttributeValue<EntityReference>("roleid")!.Id)["name"]!);
        Assert.Equal(["System Administrator", "System Customizer"], roles.Order(StringComparer.Ordinal));

        var xml = ExportedCustomizations();
        Assert.Contains($"<Role id=\"{{{AdministratorTemplate}}}\"", xml, StringComparison.Ordinal);
        Assert.Contains($"<Role id=\"{{{CustomizerTemplate}}}\"", xml, StringComparison.Ordinal);
        Assert.Contains($"<WebResourceId>{DefaultIcon}</WebResourceId>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_of_the_systems_is_found_by_its_template_as_plugins_look_for_it()
    {
        var found = Assert.Single(_environment.Rows("role", "roletemplateid", new Guid(AdministratorTemplate)));
        Assert.Equal("System Administrator", found["name"]);
    }

    [Fact]
    public void A_site_map_may_hold_an_entry_that_its_maker_has_left_empty()
    {
        _environment.Import(new SampleSolution().WithApp().Replace(Customizations, "<SubArea Id=\"page\" Url=\"$webresource:smp_/page.html\" />", "<SubArea Id=\"page\" />").Zip());
        Assert.Contains("<SubArea Id=\"page\" />", (string)Assert.Single(_environment.Rows("sitemap", "sitemapnameunique", SampleSolution.App))["sitemapxml"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_an_amount_of_money_has_a_currency_and_an_exchange_rate_of_the_systems()
    {
        _environment.Import(WithMoney().Zip());
        var table = _environment.Organization.Metadata.Table("smp_thing");
        Assert.Equal((ColumnType.Money, ColumnType.Decimal), (table.Column("smp_price")!.Type, table.Column("exchangerate")!.Type));
        Assert.Equal(["transactioncurrency"], table.Column("transactioncurrencyid")!.Targets);

        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso" });
        var thing = _environment.Service.Create(new Entity("smp_thing") { ["smp_price"] = new Money(12.5m), ["smp_accountid"] = new EntityReference("account", account) });
        Assert.Equal(12.5m, _environment.Row("smp_thing", thing).GetAttributeValue<Money>("smp_price")!.Value);
    }

    [Fact]
    public void A_column_that_is_not_the_systems_can_not_claim_to_be()
    {
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(WithMoney().Replace(Customizations, "<LogicalName>exchangerate<", "<LogicalName>swaprate<").Zip()));
        Assert.Contains("the column swaprate claims to be one of the system's", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "calculated")]
    [InlineData(2, "roll-up")]
    [InlineData(3, "formula")]
    public void A_column_that_the_platform_would_compute_is_refused_as_such(int source, string kind)
    {
        var solution = new SampleSolution().Replace(Customizations, "<LogicalName>smp_day</LogicalName>", $"<LogicalName>smp_day</LogicalName><SourceType>{source}</SourceType>");
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(solution.Zip()));
        Assert.Contains($"The column 'smp_thing.smp_day' can't be imported: {kind} columns are not supported here", refusal.Message, StringComparison.Ordinal);
    }

    private static SampleSolution AsExported(SampleSolution solution) => solution
        .Replace(Customizations, $"<WebResourceId>{SampleSolution.ResourceId}</WebResourceId><statecode>", $"<WebResourceId>{DefaultIcon}</WebResourceId><statecode>")
        .Replace(Customizations, $"<AppModuleRoleMaps><Role id=\"{SampleSolution.RoleId:B}\" />", $"<AppModuleRoleMaps><Role id=\"{{{AdministratorTemplate}}}\" /><Role id=\"{{{CustomizerTemplate}}}\" />")
        .Replace(Customizations, "</AppModule>", "<appsettings><appsetting settingdefinitionid.uniquename=\"AppChannel\"><value>1</value></appsetting></appsettings></AppModule>")
        .Replace(Manifest, "<MissingDependencies>", """
            <MissingDependencies>
              <MissingDependency>
                <Required type="61" schemaName="msdyn_/Images/AppModule_Default_Icon.png" displayName="msdyn_/Images/AppModule_Default_Icon.png" solution="icons (2.5)" />
                <Dependent type="80" schemaName="smp_App" displayName="Sample app" />
              </MissingDependency>
              <MissingDependency>
                <Required type="SettingDefinition" displayName="AppChannel" solution="apps (1.0.0.15)" id.uniquename="AppChannel" />
                <Dependent type="AppSetting" displayName="smp_App" />
              </MissingDependency>
            """);

    private static SampleSolution WithMoney() => new SampleSolution()
        .Replace(Customizations, "<attribute PhysicalName=\"OwnerId\">", """
            <attribute PhysicalName="smp_Price"><Type>money</Type><LogicalName>smp_price</LogicalName><IsCustomField>1</IsCustomField><MinValue>0</MinValue><MaxValue>1000</MaxValue><Accuracy>2</Accuracy></attribute>
            <attribute PhysicalName="ExchangeRate"><Type>decimal</Type><LogicalName>exchangerate</LogicalName><ValidForCreateApi>0</ValidForCreateApi><ValidForUpdateApi>0</ValidForUpdateApi><IsCustomField>0</IsCustomField><MinValue>1E-10</MinValue><MaxValue>100000000000</MaxValue><Accuracy>12</Accuracy></attribute>
            <attribute PhysicalName="TransactionCurrencyId"><Type>lookup</Type><LogicalName>transactioncurrencyid</LogicalName><IsCustomField>0</IsCustomField></attribute>
            <attribute PhysicalName="OwnerId">
            """)
        .Replace(Customizations, "<EntityRelationships>", """
            <EntityRelationships>
            <EntityRelationship Name="TransactionCurrency_smp_Thing">
              <EntityRelationshipType>OneToMany</EntityRelationshipType>
              <ReferencingEntityName>smp_Thing</ReferencingEntityName><ReferencedEntityName>TransactionCurrency</ReferencedEntityName>
              <CascadeDelete>Restrict</CascadeDelete>
              <ReferencingAttributeName>TransactionCurrencyId</ReferencingAttributeName>
            </EntityRelationship>
            """);

    private string ExportedCustomizations()
    {
        var zip = (byte[])_environment.Execute("ExportSolution", ("SolutionName", SampleSolution.Name), ("Managed", false)).Results["ExportSolutionFile"]!;
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        using var reader = new StreamReader(archive.GetEntry(Customizations)!.Open());
        return reader.ReadToEnd();
    }

    private static Entity App(ImportEnvironment environment) => Assert.Single(environment.Rows("appmodule", "uniquename", SampleSolution.App));
}
