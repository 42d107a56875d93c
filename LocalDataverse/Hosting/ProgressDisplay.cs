using Spectre.Console;

namespace LocalDataverse.Hosting;

/// <summary>Shows that something long goes on.</summary>
public interface IProgressDisplay
{
    /// <summary>Runs the work under a headline; the work reports what it is at.</summary>
    Task RunAsync(string headline, Func<Action<string>, Task> work);
}

/// <summary>A spinner where someone watches, plain lines where the output goes to a file or a pipe.</summary>
public sealed class ConsoleProgress(IAnsiConsole console) : IProgressDisplay
{
    public async Task RunAsync(string headline, Func<Action<string>, Task> work)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            await console.Status().StartAsync(Markup.Escape(headline), status =>
                work(text => status.Status(Markup.Escape($"{headline}: {text}"))));
            return;
        }
        console.Profile.Out.Writer.WriteLine(headline);
        await work(text => console.Profile.Out.Writer.WriteLine("  " + text));
    }
}

/// <summary>Tells which lines of a build are worth showing.</summary>
public static class ProgressText
{
    /// <summary>The line, shortened to what a watcher wants to know; null for the many that say nothing new.</summary>
    public static string? Of(string line)
    {
        var text = line.Trim();
        if (text.Contains(": error ", StringComparison.Ordinal))
            return text;
        // "Name -> /path/Name.dll", "Restored /path/Name.csproj (in 2 s).", and what the projects announce by themselves: "> npm ci".
        var arrow = text.IndexOf(" -> ", StringComparison.Ordinal);
        if (arrow > 0 && !text[..arrow].Contains(' '))
            return "built " + text[..arrow];
        if (text.StartsWith("> ", StringComparison.Ordinal))
            return text[2..];
        return text.StartsWith("Restored ", StringComparison.Ordinal) ? "restored packages of " + Path.GetFileNameWithoutExtension(text.Split(' ')[1]) : null;
    }
}
