using System;
using System.Linq;
using CaseTime.Plugins.Rules;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>What a step works with: the row, who writes it and when, and the tables it reads and writes. Lives for one execution.</summary>
public sealed class StepContext
{
    /// <summary>Alias of every pre-image.</summary>
    public const string PreImage = "PreImage";

    private const string OwnWrites = "casetime_ownwrites";

    private readonly IPluginExecutionContext _context;
    private readonly Lazy<IOrganizationService> _caller;
    private readonly Lazy<IOrganizationService> _system;

    internal StepContext(IPluginExecutionContext context, IOrganizationServiceFactory services)
    {
        _context = context;
        _caller = new Lazy<IOrganizationService>(() => services.CreateOrganizationService(context.UserId));
        _system = new Lazy<IOrganizationService>(() => services.CreateOrganizationService(null));
    }

    /// <summary>Whose privileges apply.</summary>
    public Guid CallerId => _context.UserId;

    /// <summary>The server's now, UTC, on a whole second: when the operation was created, never the clock of the plugin host.</summary>
    public DateTime Now => Values.WholeSecond(_context.OperationCreatedOn);

    /// <summary>Cases and settings as the caller may read them.</summary>
    public CaseQueries Cases => new CaseQueries(_caller.Value);

    /// <summary>Cases and settings for steps whose caller need not know handling time at all.</summary>
    public CaseQueries AllCases => new CaseQueries(_system.Value);

    public CaseWrites CaseWrites => new CaseWrites(_system.Value);

    /// <summary>Sums of what the caller may read.</summary>
    public CaseSums OwnSums => new CaseSums(_caller.Value);

    /// <summary>Writes to a case by the caller's rights: the platform refuses where they lack write on it.</summary>
    public CaseWrites OwnCaseWrites => new CaseWrites(_caller.Value);

    /// <summary>Sums of everything there is.</summary>
    public CaseSums Sums => new CaseSums(_system.Value);

    public FinalRows Finals => new FinalRows(_system.Value);

    public TimeTrackerQueries TimeTrackers => new TimeTrackerQueries(_system.Value);

    public ClockLock Clock => new ClockLock(_system.Value);

    public Privileges Privileges => new Privileges(_system.Value);

    /// <summary>Whether this operation was started by a step of this assembly that announced it.</summary>
    public bool IsOwnWrite => HasParent(parent => parent.SharedVariables.Contains(OwnWrites));

    /// <summary>Whether the platform moves or removes the row with its case: then the rules on state, owner, fixed columns and deletion rest.</summary>
    public bool IsFollowingItsCase => HasParent(parent =>
        parent.MessageName == "Merge" || (parent.MessageName == "Delete" && parent.PrimaryEntityName == Tables.Case));

    /// <summary>
    /// Runs what the step itself writes, announced so that the rules for callers do not refuse it. The announcement ends with it:
    /// what others write later in the same operation is theirs.
    /// </summary>
    public void WriteOwn(Action write)
    {
        _context.SharedVariables[OwnWrites] = true;
        write();
        _context.SharedVariables.Remove(OwnWrites);
    }

    public TimeTrackerRow TimeTracker() => new TimeTrackerRow(Target(), StoredRow());

    /// <summary>
    /// The time tracker that is changed or deleted. The platform may look for the row after this step only; without its pre-image every rule
    /// would judge a row that nobody has.
    /// </summary>
    /// <exception cref="InvalidPluginExecutionException">There is no such row; with the platform's own code for it.</exception>
    public TimeTrackerRow StoredTimeTracker() => StoredRow() is { } stored
        ? new TimeTrackerRow(Target(), stored)
        : throw new InvalidPluginExecutionException(OperationStatus.Failed, PlatformFault.ObjectDoesNotExist, Sentences.In(CallersLanguage()).Text("missingrow"), PluginHttpStatusCode.NotFound);

    public CaseTotalsRow CaseTotals() => new CaseTotalsRow(Target(), StoredRow());

    public SettingRow Setting() => new SettingRow(Target(), StoredRow());

    public ResolutionRow Resolution() => new ResolutionRow(Target());

    /// <summary>The row that a custom API was called on, or that survives a merge; null where there is none.</summary>
    public Guid? BoundId => _context.InputParameters.TryGetValue("Target", out var target) ? (target as EntityReference)?.Id : null;

    /// <summary>A request parameter of a message beside its target; the type's default where the caller left it out.</summary>
    public T? Parameter<T>(string name) => _context.InputParameters.TryGetValue(name, out var value) && value is T given ? given : default;

    /// <summary>A response property of a custom API.</summary>
    public void Answer(string name, object? value) => _context.OutputParameters[name] = value;

    public CaseChange CaseChange() => new CaseChange(Target(), StoredRow(), _context.PrimaryEntityId);

    /// <exception cref="InvalidPluginExecutionException">There is a refusal; with its sentence in the caller's language.</exception>
    public void Demand(Refusal? refusal)
    {
        if (refusal != null)
            throw new InvalidPluginExecutionException(Sentences.In(CallersLanguage()).Of(refusal));
    }

    /// <summary>What to throw where a request makes no sense that a rule could be about; with the sentence in the caller's language.</summary>
    public InvalidPluginExecutionException Refused(string key, params object[] arguments) =>
        new InvalidPluginExecutionException(Sentences.In(CallersLanguage()).Text(key, arguments));

    /// <summary>The target of a delete is a reference: it has an id and no columns.</summary>
    private Entity Target() => _context.InputParameters["Target"] switch
    {
        Entity entity => entity,
        EntityReference reference => new Entity(reference.LogicalName, reference.Id),
        var other => throw new InvalidOperationException("The target is neither a row nor a reference: " + other),
    };

    private Entity? StoredRow() => _context.PreEntityImages.TryGetValue(PreImage, out var image) ? image : null;

    private bool HasParent(Func<IPluginExecutionContext, bool> condition)
    {
        for (var parent = _context.ParentContext; parent != null; parent = parent.ParentContext)
        {
            if (condition(parent))
                return true;
        }

        return false;
    }

    /// <summary>Asked only where there is a choice, and only when refusing.</summary>
    private int CallersLanguage()
    {
        if (Sentences.Languages.Count == 1)
            return Sentences.English;
        var query = new QueryExpression(Tables.UserSettings) { ColumnSet = new ColumnSet("uilanguageid") };
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, CallerId);
        return _system.Value.RetrieveMultiple(query).Entities.Select(user => user.GetAttributeValue<int>("uilanguageid")).FirstOrDefault();
    }
}
