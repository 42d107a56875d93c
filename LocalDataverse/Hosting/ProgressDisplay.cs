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
