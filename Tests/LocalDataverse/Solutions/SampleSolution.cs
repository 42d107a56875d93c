using System.IO.Compression;
using System.Text;

namespace LocalDataverse.Tests.Solutions;

/// <summary>
/// A small solution of every supported kind of component, as a zip. Tests change its files before they zip it; the texts are those
/// a packed solution has, cut down to what an import needs.
/// </summary>
internal sealed class SampleSolution
{
    public const string Name = "Sample";
    public const string Control = "smp_Sample.Counter";
    public const string PluginClass = "Sample.Plugins.RefuseThing";
    public const string Refusal = "Sample says no.";

    public static readonly Guid AssemblyId = new("10000000-0000-4000-8000-000000000001");
    public static readonly Guid TypeId = new("10000000-0000-4000-8000-000000000002");
    public static readonly Guid StepId = new("10000000-0000-4000-8000-000000000003");
    public static readonly Guid ImageId = new("10000000-0000-4000-8000-000000000004");
    public static readonly Guid RoleId = new("10000000-0000-4000-8000-000000000005");
    public static readonly Guid ViewId = new("10000000-0000-4000-8000-000000000006");
    public static readonly Guid FormId = new("10000000-0000-4000-8000-000000000007");
    public static readonly Guid ResourceId = new("10000000-0000-4000-8000-000000000008");

    public static readonly Guid DashboardId = new("10000000-0000-4000-8000-000000000009");
    public const string App = "smp_App";

    private const string DllPath = "PluginAssemblies/SamplePlugins-1/SamplePlugins.dll";

    /// <summary>Path and content of each file; add, remove and replace at will.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public SampleSolution(string version = "1.0.0.0", bool managed = true)
    {
        var dll = SamplePlugin.Build(PluginClass, Refusal);
        Files["solution.xml"] = Utf8(Manifest(version, managed, SamplePlugin.FullName));
        Files["customizations.xml"] = Utf8(Customizations(SamplePlugin.FullName));
        Files["[Content_Types].xml"] = Utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" />");
        Files[DllPath] = dll;
        Files[$"Controls/{Control}/ControlManifest.xml"] = Utf8(ControlManifest);
        Files[$"Controls/{Control}/bundle.js"] = Utf8("// counter");
        Files[$"Controls/{Control}/strings/Counter.1033.resx"] = Utf8("<root />");
        Files["WebResources/smp_pagehtml1"] = Utf8("<html></html>");
    }

    /// <summary>Replaces text in a file, and fails when it is not there, so that no test passes by changing nothing.</summary>
    public SampleSolution Replace(string file, string old, string replacement)
    {
        var text = Encoding.UTF8.GetString(Files[file]);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Files[file] = Utf8(text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    public SampleSolution ReplaceDll(byte[] dll)
    {
        Files[DllPath] = dll;
        return this;
    }

    public SampleSolution Remove(string file)
    {
        Assert.True(Files.Remove(file));
        return this;
    }

    /// <summary>Takes out what stands between two texts of customizations.xml, these included.</summary>
    public SampleSolution Cut(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Files["customizations.xml"]);
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = text.IndexOf(to, start, StringComparison.Ordinal) + to.Length;
        Assert.True(start >= 0 && end > start);
        Files["customizations.xml"] = Utf8(text[..start] + text[end..]);
        return this;
    }

    /// <summary>Without its column smp_rank of the table account.</summary>
    public SampleSolution WithoutRank() => Cut("<attribute PhysicalName=\"smp_Rank\">", "</attribute>");

    /// <summary>With an app, its site map and a dashboard.</summary>
    public SampleSolution WithApp() => this
        .Replace("solution.xml", "<RootComponent type=\"61\"", $"<RootComponent type=\"60\" id=\"{DashboardId:B}\" behavior=\"0\" /><RootComponent type=\"62\" schemaName=\"{App}\" behavior=\"0\" /><RootComponent type=\"80\" schemaName=\"{App}\" behavior=\"0\" /><RootComponent type=\"61\"")
        .Replace("customizations.xml", "<Languages>", AppParts + "<Languages>");

    /// <summary>Another content, without any files.</summary>
    public SampleSolution Only(string customizations, string rootComponents)
    {
        foreach (var file in Files.Keys.Where(file => file.Contains('/', StringComparison.Ordinal)).ToList()) Files.Remove(file);
        var manifest = Encoding.UTF8.GetString(Files["solution.xml"]);
        var (start, end) = (manifest.IndexOf("<RootComponents>", StringComparison.Ordinal), manifest.IndexOf("</RootComponents>", StringComparison.Ordinal));
        Files["solution.xml"] = Utf8($"{manifest[..start]}<RootComponents>{rootComponents}{manifest[end..]}");
        Files["customizations.xml"] = Utf8(customizations);
        return this;
    }

    public byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in Files)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(content);
            }
        }
        return buffer.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Manifest(string version, bool managed, string assembly) => $"""
        <ImportExportXml version="9.2.24122.192" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive">
          <SolutionManifest>
            <UniqueName>{Name}</UniqueName>
            <LocalizedNames><LocalizedName description="A sample" languagecode="1033" /></LocalizedNames>
            <Descriptions />
            <Version>{version}</Version>
            <Managed>{(managed ? 1 : 0)}</Managed>
            <Publisher>
              <UniqueName>samplepublisher</UniqueName>
              <LocalizedNames><LocalizedName description="Sample publisher" languagecode="1033" /></LocalizedNames>
              <Descriptions />
              <CustomizationPrefix>smp</CustomizationPrefix>
              <CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix>
            </Publisher>
            <RootComponents>
              <RootComponent type="1" schemaName="account" behavior="2" />
              <RootComponent type="1" schemaName="smp_thing" behavior="0" />
              <RootComponent type="20" id="{RoleId:B}" behavior="0" />
              <RootComponent type="61" schemaName="smp_/page.html" behavior="0" />
              <RootComponent type="66" schemaName="{Control}" behavior="0" />
              <RootComponent type="9" schemaName="smp_colour" behavior="0" />
              <RootComponent type="91" id="{AssemblyId:B}" schemaName="{assembly}" behavior="0" />
              <RootComponent type="92" id="{StepId:B}" behavior="0" />
            </RootComponents>
            <MissingDependencies>
              <MissingDependency>
                <Required type="1" schemaName="account" displayName="Account" solution="System" />
                <Dependent type="10" schemaName="smp_account_smp_thing" displayName="smp_account_smp_thing" />
              </MissingDependency>
            </MissingDependencies>
          </SolutionManifest>
        </ImportExportXml>
        """;

    private static string Customizations(string assembly) => $"""
        <ImportExportXml>
          <Entities>
            <Entity>
              <Name LocalizedName="Account" OriginalName="Account">Account</Name>
              <EntityInfo><entity Name="Account"><attributes>{Column("smp_Rank", "int", "<MinValue>0</MinValue><MaxValue>10</MaxValue>")}</attributes></entity></EntityInfo>
            </Entity>
            <Entity>
              <Name LocalizedName="Thing" OriginalName="Thing">smp_Thing</Name>
              <EntityInfo><entity Name="smp_Thing">
                <LocalizedNames><LocalizedName description="Thing" languagecode="1033" /><LocalizedName description="Ding" languagecode="1031" /></LocalizedNames>
                <LocalizedCollectionNames><LocalizedCollectionName description="Things" languagecode="1033" /></LocalizedCollectionNames>
                <attributes>
                  <attribute PhysicalName="smp_ThingId"><Type>primarykey</Type><LogicalName>smp_thingid</LogicalName><RequiredLevel>systemrequired</RequiredLevel><ValidForUpdateApi>0</ValidForUpdateApi><IsCustomField>0</IsCustomField></attribute>
                  {Column("smp_Name", "nvarchar", "<DisplayMask>PrimaryName|ValidForForm</DisplayMask><MaxLength>100</MaxLength>")}
                  {Column("smp_Colour", "picklist", "<AppDefaultValue>100000001</AppDefaultValue><OptionSetName>smp_colour</OptionSetName>")}
                  {Column("smp_Open", "bit", "<AppDefaultValue>1</AppDefaultValue><optionset Name=\"smp_thing_smp_open\"><options><option value=\"1\"><labels><label description=\"Yes\" languagecode=\"1033\" /></labels></option><option value=\"0\"><labels><label description=\"No\" languagecode=\"1033\" /></labels></option></options></optionset>")}
                  {Column("smp_Day", "datetime", "<Format>date</Format><Behavior>2</Behavior>")}
                  {Column("smp_AccountId", "lookup", "<RequiredLevel>required</RequiredLevel>")}
                  <attribute PhysicalName="OwnerId"><Type>owner</Type><LogicalName>ownerid</LogicalName><IsCustomField>0</IsCustomField><displaynames><displayname description="Keeper" languagecode="1033" /></displaynames></attribute>
                </attributes>
                <EntitySetName>smp_things</EntitySetName>
                <OwnershipTypeMask>UserOwned</OwnershipTypeMask>
                <IsAuditEnabled>1</IsAuditEnabled>
              </entity></EntityInfo>
              <FormXml><forms type="main"><systemform>
                <formid>{FormId:B}</formid><FormPresentation>1</FormPresentation><FormActivationState>1</FormActivationState>
                <form><tabs /><DisplayConditions Order="0" FallbackForm="true"><Everyone /></DisplayConditions></form>
                <LocalizedNames><LocalizedName description="Main" languagecode="1033" /></LocalizedNames>
              </systemform></forms></FormXml>
              <SavedQueries><savedqueries><savedquery>
                <savedqueryid>{ViewId:B}</savedqueryid><isdefault>1</isdefault><querytype>0</querytype>
                <layoutxml><grid name="resultset" jump="smp_name"><row name="result" id="smp_thingid"><cell name="smp_name" width="100" /></row></grid></layoutxml>
                <fetchxml><fetch version="1.0"><entity name="smp_thing"><attribute name="smp_name" /></entity></fetch></fetchxml>
                <LocalizedNames><LocalizedName description="All Things" languagecode="1033" /></LocalizedNames>
              </savedquery></savedqueries></SavedQueries>
              <RibbonDiffXml><CustomActions /><CommandDefinitions /></RibbonDiffXml>
            </Entity>
          </Entities>
          <Roles>
            <Role id="{RoleId:B}" name="Sample User"><RolePrivileges>
              <RolePrivilege name="prvCreatesmp_Thing" level="Basic" />
              <RolePrivilege name="prvReadsmp_Thing" level="Global" />
            </RolePrivileges></Role>
          </Roles>
          <Workflows />
          <EntityRelationships>
            <EntityRelationship Name="smp_account_smp_thing">
              <EntityRelationshipType>OneToMany</EntityRelationshipType>
              <ReferencingEntityName>smp_Thing</ReferencingEntityName><ReferencedEntityName>Account</ReferencedEntityName>
              <CascadeAssign>NoCascade</CascadeAssign><CascadeDelete>Cascade</CascadeDelete>
              <ReferencingAttributeName>smp_AccountId</ReferencingAttributeName>
              <EntityRelationshipRoles>
                <EntityRelationshipRole><NavigationPropertyName>smp_AccountId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole>
                <EntityRelationshipRole><NavigationPropertyName>smp_account_smp_thing</NavigationPropertyName><RelationshipRoleType>0</RelationshipRoleType></EntityRelationshipRole>
              </EntityRelationshipRoles>
            </EntityRelationship>
          </EntityRelationships>
          <optionsets>
            <optionset Name="smp_colour"><IsGlobal>1</IsGlobal><displaynames><displayname description="Colour" languagecode="1033" /></displaynames><options>
              <option value="100000000"><labels><label description="Red" languagecode="1033" /></labels></option>
              <option value="100000001"><labels><label description="Blue" languagecode="1033" /></labels></option>
            </options></optionset>
          </optionsets>
          <WebResources><WebResource>
            <WebResourceId>{ResourceId:B}</WebResourceId><Name>smp_/page.html</Name><DisplayName>Page</DisplayName><WebResourceType>1</WebResourceType><FileName>/WebResources/smp_pagehtml1</FileName>
          </WebResource></WebResources>
          <CustomControls><CustomControl><Name>{Control}</Name><FileName>/Controls/{Control}/ControlManifest.xml</FileName></CustomControl></CustomControls>
          <SolutionPluginAssemblies>
            <PluginAssembly FullName="{assembly}" PluginAssemblyId="{AssemblyId}"><IsolationMode>2</IsolationMode><SourceType>0</SourceType><FileName>/{DllPath}</FileName>
              <PluginTypes><PluginType AssemblyQualifiedName="{PluginClass}, {assembly}" PluginTypeId="{TypeId}" Name="{PluginClass}"><FriendlyName>{PluginClass}</FriendlyName></PluginType></PluginTypes>
            </PluginAssembly>
          </SolutionPluginAssemblies>
          <SdkMessageProcessingSteps>
            <SdkMessageProcessingStep Name="Refuse a thing" SdkMessageProcessingStepId="{StepId:B}">
              <SdkMessageId>20bebb1b-ea3e-db11-86a7-000a3a5473e8</SdkMessageId><PluginTypeName>{PluginClass}, {assembly}</PluginTypeName><PluginTypeId>{TypeId}</PluginTypeId>
              <PrimaryEntity>smp_thing</PrimaryEntity><FilteringAttributes>smp_name</FilteringAttributes><Mode>0</Mode><Rank>1</Rank><Stage>20</Stage>
              <SdkMessageProcessingStepImages><SdkMessageProcessingStepImage Name="Before">
                <SdkMessageProcessingStepImageId>{ImageId:B}</SdkMessageProcessingStepImageId><Attributes>smp_name</Attributes><EntityAlias>Before</EntityAlias><ImageType>0</ImageType><MessagePropertyName>Target</MessagePropertyName>
              </SdkMessageProcessingStepImage></SdkMessageProcessingStepImages>
            </SdkMessageProcessingStep>
          </SdkMessageProcessingSteps>
          <Languages><Language>1033</Language></Languages>
        </ImportExportXml>
        """;

    private static string AppParts => $"""
          <Dashboards><Dashboard>
            <LocalizedNames><LocalizedName description="Things at a glance" languagecode="1033" /></LocalizedNames><FormId>{DashboardId:B}</FormId><IsCustomizable>1</IsCustomizable><IsDefault>0</IsDefault>
            <FormXml><forms type="dashboard"><form><tabs /></form></forms></FormXml>
          </Dashboard></Dashboards>
          <AppModuleSiteMaps><AppModuleSiteMap>
            <SiteMapUniqueName>{App}</SiteMapUniqueName><EnableCollapsibleGroups>True</EnableCollapsibleGroups><ShowHome>True</ShowHome><ShowPinned>False</ShowPinned><ShowRecents>True</ShowRecents>
            <SiteMap IntroducedVersion="7.0.0.0"><Area Id="area"><Group Id="group">
              <SubArea Id="things" Entity="smp_Thing" VectorIcon="/WebResources/smp_/page.html" />
              <SubArea Id="glance" Url="/workplace/home_dashboards.aspx" DefaultDashboard="{DashboardId}" />
              <SubArea Id="page" Url="$webresource:smp_/page.html" />
            </Group></Area></SiteMap>
            <LocalizedNames><LocalizedName description="Sample map" languagecode="1033" /></LocalizedNames>
          </AppModuleSiteMap></AppModuleSiteMaps>
          <AppModules><AppModule>
            <UniqueName>{App}</UniqueName><WebResourceId>{ResourceId}</WebResourceId><statecode>0</statecode><statuscode>1</statuscode><FormFactor>1</FormFactor><ClientType>4</ClientType><NavigationType>1</NavigationType>
            <AppModuleComponents>
              <AppModuleComponent type="1" schemaName="smp_Thing" /><AppModuleComponent type="26" id="{ViewId:B}" /><AppModuleComponent type="60" id="{DashboardId:B}" /><AppModuleComponent type="62" schemaName="{App}" />
            </AppModuleComponents>
            <AppModuleRoleMaps><Role id="{RoleId:B}" /></AppModuleRoleMaps>
            <LocalizedNames><LocalizedName description="Sample app" languagecode="1033" /><LocalizedName description="Beispiel-App" languagecode="1031" /></LocalizedNames>
            <Descriptions><Description description="An app of a sample" languagecode="1033" /></Descriptions>
          </AppModule></AppModules>
        """;

    private static string Column(string name, string type, string specific) =>
        $"<attribute PhysicalName=\"{name}\"><Type>{type}</Type><LogicalName>{name.ToLowerInvariant()}</LogicalName><IsCustomField>1</IsCustomField>{specific}<displaynames><displayname description=\"{name[4..]}\" languagecode=\"1033\" /></displaynames></attribute>";

    private static string ControlManifest => """
        <manifest><control namespace="Sample" constructor="Counter" version="1.2.3" control-type="standard">
          <property name="value" of-type="Whole.None" usage="bound" />
          <resources><code path="bundle.js" order="1" /><resx path="strings/Counter.1033.resx" version="1.0.0" /></resources>
        </control></manifest>
        """;
}
