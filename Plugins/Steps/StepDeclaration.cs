using System;
using System.Collections.Generic;

namespace CaseTime.Plugins.Steps;

/// <summary>One registered step: when the platform runs which class, and what it hands over.</summary>
public sealed class StepDeclaration
{
    public const int PreOperation = 20;
    public const int MainOperation = 30;
    public const int PostOperation = 40;
    public const int Synchronous = 0;
    public const int Asynchronous = 1;

    internal StepDeclaration(Type handler, string message, string table, int stage, int mode)
    {
        Handler = handler;
        Message = message;
        Table = table;
        Stage = stage;
        Mode = mode;
    }

    public Type Handler { get; }

    public string Message { get; }

    public string Table { get; }

    /// <summary>20 pre-operation, 30 main operation of a custom API, 40 post-operation.</summary>
    public int Stage { get; }

    /// <summary>0 synchronous, 1 asynchronous.</summary>
    public int Mode { get; }

    /// <summary>Update only: an update that sends none of them does not run the step. Empty for all.</summary>
    public IReadOnlyCollection<string> FilteringColumns { get; internal set; } = Array.Empty<string>();

    /// <summary>Columns of the pre-image; empty for none.</summary>
    public IReadOnlyCollection<string> PreImageColumns { get; internal set; } = Array.Empty<string>();
}
