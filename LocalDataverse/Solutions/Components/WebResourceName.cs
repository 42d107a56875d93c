namespace LocalDataverse.Solutions.Components;

/// <summary>Names of web resources are addresses, and files of an export.</summary>
internal static class WebResourceName
{
    private const int InvalidName = unchecked((int)0x8004F111);

    /// <exception cref="DataverseException">Other characters than letters, digits, underscores, periods and single slashes, or a segment that leads upwards.</exception>
    public static void Demand(string name)
    {
        var isValid = name.Length > 0
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '/')
            && name.Split('/').All(segment => segment is not ("" or "." or ".."));
        if (!isValid)
            throw new DataverseException(InvalidName, $"Web resource names may only include letters, numbers, periods, and nonconsecutive forward slash characters: \"{name}\".");
    }
}
