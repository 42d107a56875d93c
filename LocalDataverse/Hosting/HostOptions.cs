namespace LocalDataverse.Hosting;

/// <summary>What a start of the local Dataverse is told.</summary>
public sealed record HostOptions
{
    public const int DefaultPort = 5080;

    /// <summary>TCP port on the loopback addresses; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where the SQLite file and its companions live; made when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The managed zip to import when it is not the one imported last; null imports nothing.</summary>
    public string? SolutionZip { get; init; }

    /// <summary>The built browser side of the shell; null serves the Web API alone.</summary>
    public string? ShellDirectory { get; init; }

    /// <summary>Whether a new environment gets demo people and cases.</summary>
    public bool WithDemo { get; init; } = true;

    /// <summary>Requests a user may send within five minutes before service protection answers 429; null for no limit.</summary>
    public int? Throttle { get; init; }

    /// <summary>Deletes the environment first.</summary>
    public bool Reset { get; init; }
}
