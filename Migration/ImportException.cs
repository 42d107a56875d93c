namespace CaseTime.Migration;

/// <summary>The import can't begin or go on. Its message is a sentence for whoever runs it.</summary>
public sealed class ImportException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Of <see cref="Migration.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    public static ImportException Usage(string message) => new(Migration.ExitCode.Usage, message);

    public static ImportException Stopped(string message, Exception? inner = null) => new(Migration.ExitCode.Stopped, message, inner);
}
