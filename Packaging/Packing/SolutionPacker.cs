using System.Xml.Linq;
using CaseTime.Packaging.Checks;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Packing;

/// <summary>What to pack.</summary>
/// <param name="SolutionFolder">The unpacked solution.</param>
/// <param name="Plugins">Built plugin DLLs.</param>
/// <param name="Controls">Folders of built controls, each with its ControlManifest.xml.</param>
/// <param name="Version">The product version.</param>
public sealed record PackRequest(string SolutionFolder, IReadOnlyList<string> Plugins, IReadOnlyList<string> Controls, Version Version)
{
    /// <summary>Folders of built web resources, each laid out by their names.</summary>
    public IReadOnlyList<string> WebResources { get; init; } = [];
}

/// <summary>Both packages of one solution.</summary>
/// <param name="UniqueName">Of the solution; the zips are named after it.</param>
/// <param name="Managed">Bytes of the managed zip.</param>
/// <param name="Unmanaged">Bytes of the unmanaged zip.</param>
public sealed record PackedSolution(string UniqueName, byte[] Managed, byte[] Unmanaged);

/// <summary>Packs an unpacked solution and the build outputs into the two zips that Dataverse imports.</summary>
public static class SolutionPacker
{
    /// <exception cref="PackagingException">Something would be refused or dropped; nothing is packed.</exception>
    public static PackedSolution Pack(PackRequest request)
    {
        var findings = new Findings();
        var source = SolutionSource.Open(request.SolutionFolder);
        var model = SolutionModel.Read(source, findings);
        foreach (var plugin in request.Plugins) BuildOutputs.PlacePlugin(model, plugin, findings);
        foreach (var control in request.Controls) BuildOutputs.PlaceControl(model, control, findings);
        foreach (var folder in request.WebResources) BuildOutputs.PlaceWebResources(model, folder, findings);
        SolutionChecks.Run(model, findings);
        findings.ThrowIfAny();

        var stamp = VersionStamp.For(model, request.Version);
        return new PackedSolution(model.UniqueName, Build(model, stamp, managed: true), Build(model, stamp, managed: false));
    }

    private static byte[] Build(SolutionModel model, VersionStamp stamp, bool managed)
    {
        var manifest = new XDocument(new XElement(model.Manifest.Root));
        stamp.Manifest(manifest.Root!, managed);
        var customizations = new CustomizationsBuilder(model, managed).Build();
        stamp.Customizations(customizations.Root!);

        var files = new List<PackedFile>
        {
            new("solution.xml", XmlText.Bytes(manifest)),
            new("customizations.xml", XmlText.Bytes(customizations)),
        };
        files.AddRange(model.CopiedFiles.Select(file => new PackedFile(file.Path, file.ReadBytes())));
        files.AddRange(model.Components(ComponentKind.PluginAssembly).Select(file => Named(file, (string)file.Root.Element("FileName")!)));
        files.AddRange(model.Components(ComponentKind.WebResource).Select(file => Named(file, (string)file.Root.Element("FileName")!)));
        files.AddRange(model.Components(ComponentKind.Control).SelectMany(file => ControlFiles(file.File.Folder)));
        files.Add(new PackedFile(ContentTypes.Path, XmlText.Bytes(ContentTypes.For(files.Select(file => file.Path).Order(StringComparer.Ordinal)))));
        return ReproducibleZip.Write(files);

        PackedFile Named(XmlFile description, string fileName) =>
            new(fileName.TrimStart('/'), model.Source.Find(description.Path[..^".data.xml".Length])!.ReadBytes());

        IEnumerable<PackedFile> ControlFiles(string folder)
        {
            foreach (var file in model.Source.Under(folder).Where(file => !file.Name.EndsWith(".data.xml", StringComparison.Ordinal)))
                yield return file.Name == "ControlManifest.xml" ? new PackedFile(file.Path, Stamped(file)) : new PackedFile(file.Path, file.ReadBytes());
        }

        byte[] Stamped(SourceFile file)
        {
            var document = XDocument.Load(file.PhysicalPath);
            return stamp.Control(document.Root!) ? XmlText.Bytes(document) : file.ReadBytes();
        }
    }
}
