namespace LocalDataverse.Hosting;

/// <summary>Tells which lines of `dotnet build` are worth showing.</summary>
public static class ProgressText
{
    /// <summary>The line, shortened to what a watcher wants to know; null for the many that say nothing new.</summary>
    public static string? Of(string line)
    {
        var text = line.Trim();
        if (IsError(text))
            return text;
        // "Name -> /path/Name.dll", "Restored /path/Name.csproj (in 2 s).", and what targets announce: "Building the control ...".
        var arrow = text.IndexOf(" -> ", StringComparison.Ordinal);
        if (arrow > 0 && !text[..arrow].Contains(' '))
            return "built " + text[..arrow];
        if (text.EndsWith("...", StringComparison.Ordinal) && text.Length < 100)
            return text.TrimEnd('.', ' ');
        return text.StartsWith("Restored ", StringComparison.Ordinal) ? "restored packages of " + Path.GetFileNameWithoutExtension(text.Split(' ')[1]) : null;
    }

    /// <summary>An error with a place and a code. What a tool such as npm says on its own stays in the log: its first line is seldom the cause.</summary>
    public static bool IsError(string line) => line.Contains(": error ", StringComparison.Ordinal) && !line.Contains("EXEC :", StringComparison.Ordinal);
}
