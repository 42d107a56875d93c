namespace CaseTime.Plugins.Tests.Sdk;

/// <summary>Finds what is declared but not in the original. Declaring less is allowed: fewer members, fewer interfaces.</summary>
internal static class SurfaceComparer
{
    private const string Implements = " implements ";

    /// <returns>The lines of <paramref name="declared"/> that the original does not have.</returns>
    public static IReadOnlyList<string> NotInOriginal(IEnumerable<string> declared, IEnumerable<string> original)
    {
        var known = original.Select(line => line.TrimEnd()).ToHashSet(StringComparer.Ordinal);
        var types = known.Where(IsType).ToDictionary(TypeName, StringComparer.Ordinal);
        return [.. declared.Where(line => !(IsType(line) ? types.TryGetValue(TypeName(line), out var there) && IsPartOf(line, there) : known.Contains(line)))];
    }

    private static bool IsType(string line) => line.Contains(" | type | ", StringComparison.Ordinal);

    private static string TypeName(string line) => line[..line.IndexOf(" | ", StringComparison.Ordinal)];

    private static bool IsPartOf(string declared, string original)
    {
        var (kind, interfaces) = Split(declared);
        var (originalKind, originalInterfaces) = Split(original);
        return kind == originalKind && interfaces.All(originalInterfaces.Contains);
    }

    private static (string Kind, IReadOnlyCollection<string> Interfaces) Split(string line)
    {
        var parts = line.Split(Implements);
        return (parts[0], parts.Length == 1 ? [] : parts[1].Split(", "));
    }
}
