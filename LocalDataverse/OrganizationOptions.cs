using LocalDataverse.Pipeline;
using LocalDataverse.Query;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalDataverse;

/// <summary>How an environment is opened.</summary>
public sealed record OrganizationOptions
{
    /// <summary>Where the SQLite file lies; made where it is missing. Null: a temporary environment, deleted when it is disposed.</summary>
    public string? DataDirectory { get; init; }

    public required IQueryEngine QueryEngine { get; init; }

    /// <summary>Null: ImportSolution is refused.</summary>
    public ISolutionImporter? SolutionImporter { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>organization.name of a new environment.</summary>
    public string Name { get; init; } = "local";

    /// <summary>Users a new environment starts with beside SYSTEM, by domain name; each is a System Administrator.</summary>
    public IReadOnlyList<InitialUser> Administrators { get; init; } = [];

    /// <summary>How the classes of plugin steps come to life; null loads them from the imported assemblies.</summary>
    public IPluginActivator? PluginActivator { get; init; }

    /// <summary>Steps that no row stands behind, there before the first request and before jobs left by the last process run.</summary>
    public IReadOnlyList<StepRegistration> Steps { get; init; } = [];

    /// <summary>Messages beside the built-in ones.</summary>
    public IReadOnlyList<IMessageHandler> MessageHandlers { get; init; } = [];

    /// <summary>Told of what happens inside a request; for tests and benchmarks.</summary>
    public IExecutionObserver? Observer { get; init; }

    /// <summary>How long one operation with its synchronous steps may take once a plugin runs.</summary>
    public TimeSpan PluginTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the disk at every commit, so that what was acknowledged survives a power cut as well; a kill of the process it survives either way.</summary>
    public bool SurvivesPowerCut { get; init; }

    /// <summary>How long a write waits for the one before it.</summary>
    public TimeSpan WriteLockTimeout { get; init; } = TimeSpan.FromSeconds(130);
}

/// <param name="DomainName">systemuser.domainname.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
public sealed record InitialUser(string DomainName, string FirstName, string LastName);
