namespace CaseTime.Packaging.Packing;

/// <summary>One entry of the zip.</summary>
/// <param name="Path">With forward slashes.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PackedFile(string Path, byte[] Content);
