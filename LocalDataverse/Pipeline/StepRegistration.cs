using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>One plugin step: when which plugin runs.</summary>
public sealed record StepRegistration
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string Name { get; init; }
    public required string Message { get; init; }

    /// <summary>Logical name; null for the message on any table.</summary>
    public string? Table { get; init; }

    /// <summary>10, 20 or 40.</summary>
    public required int Stage { get; init; }
    public bool IsAsynchronous { get; init; }

    /// <summary>Lower runs first.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>Update runs the step only when one of these columns was sent; empty for any.</summary>
    public IReadOnlySet<string> FilteringColumns { get; init; } = new HashSet<string>();
    public IReadOnlyList<StepImage> Images { get; init; } = [];

    /// <summary>Whose privileges the step's service has; null for the calling user.</summary>
    public Guid? ImpersonatingUserId { get; init; }

    /// <summary>The system job of an asynchronous step goes once it succeeded.</summary>
    public bool DeletesJobWhenDone { get; init; }

    /// <summary>Full name of the plugin's class; for traces.</summary>
    public required string TypeName { get; init; }

    /// <summary>The plugin, made at the first call.</summary>
    public required Lazy<IPlugin> Plugin { get; init; }

    /// <summary>Whether a row of sdkmessageprocessingstep stands behind it.</summary>
    internal bool IsStored { get; init; }
}

/// <param name="Alias">Its key in PreEntityImages or PostEntityImages.</param>
/// <param name="IsPre">Before the operation; otherwise after it.</param>
/// <param name="Columns">Logical names; null for every column.</param>
public sealed record StepImage(string Alias, bool IsPre, IReadOnlyList<string>? Columns = null);
