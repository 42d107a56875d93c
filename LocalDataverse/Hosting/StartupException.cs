namespace LocalDataverse.Hosting;

/// <summary>Something the person at the keyboard can put right: shown as one line, without a stack trace.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
