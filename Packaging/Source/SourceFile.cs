namespace CaseTime.Packaging.Source;

/// <summary>One file of the solution as it will be packed.</summary>
/// <param name="Path">Path inside the solution folder, with forward slashes.</param>
/// <param name="PhysicalPath">Where its bytes lie: in the solution folder, or a build output that takes that place.</param>
public sealed record SourceFile(string Path, string PhysicalPath)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder part of <see cref="Path"/> without the trailing slash; empty for a file at the top.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash && slash < 0 ? "" : Path[..slash];

    public string[] Segments => Path.Split('/');

    public byte[] ReadBytes() => File.ReadAllBytes(PhysicalPath);
}
