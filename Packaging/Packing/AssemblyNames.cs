namespace CaseTime.Packaging.Packing;

/// <summary>Assembly display names as text: "Name, Version=..., Culture=..., PublicKeyToken=...", with or without a class in front.</summary>
public static class AssemblyNames
{
    public static string SimpleName(string fullName) => fullName.Split(',', 2)[0].Trim();

    /// <summary>The class of "Class, Name, Version=...".</summary>
    public static string ClassName(string qualified) => qualified.Split(',', 2)[0].Trim();

    /// <summary>The assembly part of "Class, Name, Version=..."; empty when there is none.</summary>
    public static string AssemblyPart(string qualified) => qualified.IndexOf(',', StringComparison.Ordinal) is var comma && comma < 0 ? "" : qualified[(comma + 1)..].Trim();

    /// <summary>The version of a display name; null when it states none.</summary>
    public static string? VersionOf(string fullName) => PartOf(fullName, "Version=");

    /// <summary>The public key token of a display name; null when it states none, or states null.</summary>
    public static string? TokenOf(string fullName) => PartOf(fullName, "PublicKeyToken=") is { } token && token != "null" ? token : null;

    private static string? PartOf(string fullName, string key) =>
        fullName.Split(',').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
