using System;

namespace Microsoft.Xrm.Sdk;

/// <summary>What an operation is about.</summary>
public interface IExecutionContext
{
    /// <summary>0 synchronous, 1 asynchronous.</summary>
    int Mode { get; }

    /// <summary>1 none, 2 sandbox.</summary>
    int IsolationMode { get; }

    /// <summary>1 for the operation of a caller, one more for each operation nested in it.</summary>
    int Depth { get; }

    string MessageName { get; }

    string PrimaryEntityName { get; }

    Guid? RequestId { get; }

    string SecondaryEntityName { get; }

    ParameterCollection InputParameters { get; }

    ParameterCollection OutputParameters { get; }

    ParameterCollection SharedVariables { get; }

    /// <summary>Whose privileges apply.</summary>
    Guid UserId { get; }

    /// <summary>Who called.</summary>
    Guid InitiatingUserId { get; }

    Guid BusinessUnitId { get; }

    Guid OrganizationId { get; }

    string OrganizationName { get; }

    Guid PrimaryEntityId { get; }

    EntityImageCollection PreEntityImages { get; }

    EntityImageCollection PostEntityImages { get; }

    /// <summary>The step that runs.</summary>
    EntityReference OwningExtension { get; }

    Guid CorrelationId { get; }

    bool IsExecutingOffline { get; }

    bool IsOfflinePlayback { get; }

    bool IsInTransaction { get; }

    Guid OperationId { get; }

    /// <summary>When the operation was created, UTC.</summary>
    DateTime OperationCreatedOn { get; }
}

/// <summary>What a plugin is called for.</summary>
public interface IPluginExecutionContext : IExecutionContext
{
    /// <summary>10 pre-validation, 20 pre-operation, 30 main operation, 40 post-operation.</summary>
    int Stage { get; }

    /// <summary>The operation in which this one was started; null at the top.</summary>
    IPluginExecutionContext? ParentContext { get; }
}
