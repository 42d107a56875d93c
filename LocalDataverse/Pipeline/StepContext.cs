using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>An operation as one step sees it, or (stage 30, no step) as the platform's own inner operations see their parent.</summary>
internal sealed class StepContext(Operation operation, OrganizationCore core, int stage, StepRegistration? step) : IPluginExecutionContext
{
    public Operation Operation { get; } = operation;

    public int Stage { get; } = stage;

    public IPluginExecutionContext? ParentContext => Operation.Parent;

    public int Mode => step is { IsAsynchronous: true } ? 1 : 0;

    public int IsolationMode => 2;

    public int Depth => Operation.Depth;

    public string MessageName => Operation.EventName;

    public string PrimaryEntityName => Operation.Table.Length == 0 ? "none" : Operation.Table;

    public Guid? RequestId => Operation.RequestId;

    public string SecondaryEntityName => "none";

    public ParameterCollection InputParameters => Operation.Input;

    public ParameterCollection OutputParameters => Operation.Output;

    public ParameterCollection SharedVariables => Operation.SharedVariables;

    public Guid UserId => step?.ImpersonatingUserId ?? Operation.Caller.UserId;

    public Guid InitiatingUserId => Operation.Caller.InitiatingUserId;

    public Guid BusinessUnitId { get; init; }

    public Guid OrganizationId => core.OrganizationId;

    public string OrganizationName => core.Options.Name;

    public Guid PrimaryEntityId => Operation.Id;

    public EntityImageCollection PreEntityImages { get; init; } = [];

    public EntityImageCollection PostEntityImages { get; init; } = [];

    public EntityReference OwningExtension { get; } = new("sdkmessageprocessingstep", step?.Id ?? Guid.Empty) { Name = step?.Name };

    public Guid CorrelationId => Operation.CorrelationId;

    public bool IsExecutingOffline => false;

    public bool IsOfflinePlayback => false;

    public bool IsInTransaction => Mode == 0 && Operation.HasScope;

    public Guid OperationId => Operation.OperationId;

    public DateTime OperationCreatedOn => Operation.CreatedOn;
}
