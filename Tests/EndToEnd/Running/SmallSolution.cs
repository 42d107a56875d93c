using System.IO.Compression;
using System.Text;

namespace CaseTime.EndToEnd.Running;

/// <summary>A managed solution of two columns of Account and a web resource, as a zip for a page to import.</summary>
/// <param name="Version">Four numbers.</param>
/// <param name="HasRank">Whether the version has the column smp_rank; smp_level is in every version.</param>
/// <param name="IsWhole">False: the file of the web resource is missing, so that this component fails after the columns went well.</param>
public sealed record SmallSolution(string Version = "1.0.0.0", bool HasRank = true, bool IsWhole = true)
{
    public const string Name = "Small";
    public const string DisplayName = "Small solution";

    public byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" />");
            Write(zip, "solution.xml", Manifest);
            Write(zip, "customizations.xml", Customizations);
            if (IsWhole)
                Write(zip, "WebResources/smp_page", "<html></html>");
        }
        return buffer.ToArray();
    }

    private string Manifest => $"""
        <ImportExportXml version="9.2.24122.192" SolutionPackageVersion="9.2" languagecode="1033">
          <SolutionManifest>
            <UniqueName>{Name}</UniqueName>
            <LocalizedNames><LocalizedName description="{DisplayName}" languagecode="1033" /></LocalizedNames>
            <Descriptions />
            <Version>{Version}</Version>
            <Managed>1</Managed>
            <Publisher>
              <UniqueName>small</UniqueName>
              <LocalizedNames><LocalizedName description="Small publisher" languagecode="1033" /></LocalizedNames>
              <Descriptions />
              <CustomizationPrefix>smp</CustomizationPrefix>
              <CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix>
            </Publisher>
            <RootComponents>
              <RootComponent type="1" schemaName="account" behavior="2" />
              <RootComponent type="61" schemaName="smp_/page.html" behavior="0" />
            </RootComponents>
            <MissingDependencies />
          </SolutionManifest>
        </ImportExportXml>
        """;

    private string Customizations => $"""
        <ImportExportXml>
          <Entities><Entity>
            <Name LocalizedName="Account" OriginalName="Account">Account</Name>
            <EntityInfo><entity Name="Account"><attributes>{Column("Level")}{(HasRank ? Column("Rank") : "")}</attributes></entity></EntityInfo>
          </Entity></Entities>
          <WebResources><WebResource>
            <WebResourceId>10000000-0000-4000-8000-000000000008</WebResourceId><Name>smp_/page.html</Name><DisplayName>Page</DisplayName>
            <WebResourceType>1</WebResourceType><FileName>/WebResources/smp_page</FileName>
          </WebResource></WebResources>
          <Languages><Language>1033</Language></Languages>
        </ImportExportXml>
        """;

    private static string Column(string name) => $"""
        <attribute PhysicalName="smp_{name}"><Type>int</Type><LogicalName>smp_{name.ToLowerInvariant()}</LogicalName><IsCustomField>1</IsCustomField>
        <MinValue>0</MinValue><MaxValue>10</MaxValue><displaynames><displayname description="{name}" languagecode="1033" /></displaynames></attribute>
        """;

    private static void Write(ZipArchive zip, string path, string text)
    {
        using var stream = zip.CreateEntry(path).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
