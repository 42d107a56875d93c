using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Xml.Linq;
using CaseTime.Packaging.Packing;

namespace CaseTime.Packaging.Tests;

/// <summary>
/// A copy of the repository's solution folder in a temporary directory, with a small signed plugin assembly that has the registered
/// classes and a small control, so that these tests need neither the plugin build nor npm.
/// </summary>
internal sealed class SolutionCopy : IDisposable
{
    public const string ControlName = "casetime_CaseTime.HandlingTime";

    public static readonly Version Version = new(7, 8, 9, 0);

    private readonly string _root = Directory.CreateTempSubdirectory("casetime-pack-").FullName;

    public SolutionCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, "solution"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(Path.Combine(Repository, "solution"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        Directory.CreateDirectory(Path.Combine(Control, "strings"));
        File.WriteAllText(Path.Combine(Control, "ControlManifest.xml"), ManifestText);
        File.WriteAllText(Path.Combine(Control, "bundle.js"), "ComponentFramework.registerControl('CaseTime.HandlingTime', class {});");
        File.WriteAllText(Path.Combine(Control, "strings", "HandlingTime.1033.resx"), "<root />");
        File.WriteAllText(Path.Combine(Control, "bundle.js.LICENSE.txt"), "A by-product that the manifest does not name.");
        WriteWebResources();
        WritePlugin(RegisteredClasses());
    }

    public static string Repository { get; } = FindRepository();

    public string Folder => Path.Combine(_root, "solution");

    public string Plugin => Path.Combine(_root, "CaseTime.Plugins.dll");

    public string Control => Path.Combine(_root, "control");

    /// <summary>Built web resources, laid out by their names.</summary>
    public string WebResources => Path.Combine(_root, "webresources");

    /// <summary>Whatever the solution describes and does not hold itself is built.</summary>
    private void WriteWebResources()
    {
        const string Description = ".data.xml";
        var described = Path.Combine(Folder, "WebResources");
        foreach (var file in Directory.EnumerateFiles(described, "*" + Description, SearchOption.AllDirectories).Select(file => file[..^Description.Length]))
        {
            var target = Path.Combine(WebResources, Path.GetRelativePath(described, file));
            if (File.Exists(file)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, "var built;");
        }
    }

    private static string ManifestText => """
        <?xml version="1.0" encoding="utf-8"?>
        <manifest>
          <control namespace="CaseTime" constructor="HandlingTime" version="0.0.1" control-type="virtual">
            <data-set name="timeTrackers" />
            <resources>
              <code path="bundle.js" order="1" />
              <resx path="strings/HandlingTime.1033.resx" version="1.0.0" />
            </resources>
          </control>
        </manifest>
        """;

    public PackedSolution Pack() => SolutionPacker.Pack(new PackRequest(Folder, [Plugin], [Control], Version) { WebResources = [WebResources] });

    public string PathOfScript(string name) => Path.Combine(WebResources, "casetime_", "scripts", name);

    public string PathOf(string file) => Path.Combine(Folder, file.Replace('/', Path.DirectorySeparatorChar));

    public string Text(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Replaces the first occurrence, and fails when there is none, so that no test passes by changing nothing.</summary>
    public void Replace(string file, string old, string replacement)
    {
        var text = Text(file);
        var index = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(index >= 0, $"{file} has no {old}");
        File.WriteAllText(PathOf(file), text[..index] + replacement + text[(index + old.Length)..]);
    }

    public void Delete(string file) => File.Delete(PathOf(file));

    /// <summary>The only file of a folder whose text contains the marker.</summary>
    public string FileWith(string folder, string marker) =>
        Path.GetRelativePath(Folder, Assert.Single(Directory.EnumerateFiles(PathOf(folder), "*.xml", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(marker, StringComparison.Ordinal)))
            .Replace('\\', '/');

    public int LineOf(string file, string marker)
    {
        var text = Text(file);
        var index = text.IndexOf(marker, StringComparison.Ordinal);
        Assert.True(index >= 0, $"{file} has no {marker}");
        return 1 + text.AsSpan(0, index).Count('\n');
    }

    /// <summary>Writes the plugin assembly anew with the classes given.</summary>
    public void WritePlugin(IEnumerable<string> classes, string name = "CaseTime.Plugins", bool signed = true)
    {
        var assemblyName = new AssemblyName(name) { Version = Version };
        if (signed) assemblyName.SetPublicKey(PublicKey());
        var assembly = new PersistedAssemblyBuilder(assemblyName, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        foreach (var type in classes) module.DefineType(type, TypeAttributes.Public | TypeAttributes.Class).CreateType();

        var metadata = assembly.GenerateMetadata(out var code, out _);
        var image = new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), code,
            deterministicIdProvider: _ => new BlobContentId(Guid.Empty, 1));
        var blob = new BlobBuilder();
        image.Serialize(blob);
        File.WriteAllBytes(Plugin, blob.ToArray());
    }

    public IReadOnlyList<string> RegisteredClasses() =>
        [.. Directory.EnumerateFiles(PathOf("PluginAssemblies"), "*.dll.data.xml", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants("PluginType"))
            .Select(type => (string)type.Attribute("Name")!)];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The public half of the key that signs the real plugins: the solution states its token.</summary>
    private static byte[] PublicKey()
    {
        using var rsa = new RSACryptoServiceProvider();
        rsa.ImportCspBlob(File.ReadAllBytes(Path.Combine(Repository, "Plugins", "CaseTime.snk")));
        var blob = rsa.ExportCspBlob(false);
        blob[5] = 0x24; // CALG_RSA_SIGN, which strong names carry instead of CALG_RSA_KEYX.
        return [0x00, 0x24, 0x00, 0x00, 0x04, 0x80, 0x00, 0x00, .. BitConverter.GetBytes(blob.Length), .. blob];
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("These tests run inside a clone of the repository.");
    }
}
