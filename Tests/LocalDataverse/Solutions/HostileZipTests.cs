using System.IO.Compression;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>Zips that mean harm are refused and change nothing.</summary>
public sealed class HostileZipTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData("../evil.js")]
    [InlineData("WebResources/../../evil.js")]
    [InlineData("WebResources\\..\\..\\evil.js")]
    [InlineData("/etc/evil")]
    [InlineData("C:/evil.js")]
    [InlineData("./evil.js")]
    public void An_entry_that_leaves_the_folder(string name)
    {
        var solution = new SampleSolution();
        solution.Files[name] = SampleSolution.Utf8("alert(1)");

        Refuses(solution.Zip(), "leaves the folder");
    }

    [Theory]
    [InlineData("smp_/../evil.js")]
    [InlineData("../smp_evil.js")]
    [InlineData("smp_//evil.js")]
    [InlineData("/smp_evil.js")]
    [InlineData("smp_\\evil.js")]
    [InlineData("smp_evil.js?x")]
    [InlineData("smp_<script>.js")]
    [InlineData("")]
    public void A_web_resource_whose_name_is_a_path(string name)
    {
        var made = Assert.Throws<DataverseException>(() => _environment.Service.Create(new Entity("webresource") { ["name"] = name, ["webresourcetype"] = new OptionSetValue(3), ["content"] = "" }));
        var id = _environment.Service.Create(new Entity("webresource") { ["name"] = "smp_/good.js", ["webresourcetype"] = new OptionSetValue(3), ["content"] = "" });
        var renamed = Assert.Throws<DataverseException>(() => _environment.Service.Update(new Entity("webresource", id) { ["name"] = name }));

        Assert.Contains("Web resource names may only include", made.Message, StringComparison.Ordinal);
        Assert.Contains("Web resource names may only include", renamed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_swells_beyond_the_limit()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var block = new byte[16 * 1024 * 1024];
            for (var i = 0; i < 17; i++)
            {
                using var stream = zip.CreateEntry($"WebResources/zeros{i}").Open();
                stream.Write(block);
            }
        }

        Assert.True(buffer.Length < 1024 * 1024, $"{buffer.Length} bytes");
        Refuses(buffer.ToArray(), "exceeds");
    }

    [Fact]
    public void An_entry_that_claims_to_be_smaller_than_it_is()
    {
        // Nothing of it is unpacked beyond the claim: a single zero is left.
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("solution.xml").Open();
            stream.Write(new byte[64 * 1024 * 1024]);
        }

        var bytes = buffer.ToArray();
        // The length in the central directory stands 24 bytes after its signature.
        BitConverter.GetBytes(1).CopyTo(bytes, bytes.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24);

        Refuses(bytes, "is not well formed");
    }

    [Theory]
    [InlineData("solution.xml")]
    [InlineData("customizations.xml")]
    public void Entities_in_its_XML(string file)
    {
        var solution = new SampleSolution();
        var text = Encoding.UTF8.GetString(solution.Files[file]).TrimStart('\uFEFF');
        var root = text.IndexOf("<ImportExportXml", StringComparison.Ordinal);
        solution.Files[file] = Encoding.UTF8.GetBytes("<!DOCTYPE lol [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + text[root..]);

        Refuses(solution.Zip(), "not well formed");
    }

    private void Refuses(byte[] zip, string sentence)
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(zip));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }
}
