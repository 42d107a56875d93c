using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Extensions.Logging;

namespace LocalDataverse.Pipeline;

/// <summary>What all requests of one environment share: the file, the published catalog, steps, users, and how transactions begin and end.</summary>
internal sealed class OrganizationCore : IDisposable
{
    /// <summary>A write to one of these changes what users may do.</summary>
    public static readonly IReadOnlySet<string> SecurityTables = new HashSet<string>(StringComparer.Ordinal)
    {
        "systemuser", "usersettings", "team", "teammembership", "businessunit", "role", "privilege", "roleprivileges", "systemuserroles", "teamroles",
    };

    /// <summary>A write to one of these changes which plugins run.</summary>
    public static readonly IReadOnlySet<string> StepTables = new HashSet<string>(StringComparer.Ordinal)
    {
        "sdkmessageprocessingstep", "sdkmessageprocessingstepimage", "sdkmessage", "sdkmessagefilter", "plugintype", "pluginassembly",
        "customapi", "customapirequestparameter", "customapiresponseproperty",
    };

    private readonly Lock _stepsLock = new();
    private readonly List<StepRegistration> _registered = [];
    private volatile MetadataCatalog _catalog = new([], [], []);
    private volatile StepRegistry _steps = StepRegistry.Empty;
    private volatile CustomApiRegistry _customApis = CustomApiRegistry.Empty;
    private volatile UserAccessCache _users;
    private volatile bool _isAuditing;
    private IReadOnlyList<StepRegistration> _stored = [];

    public OrganizationCore(OrganizationOptions options)
    {
        Options = options;
        Database = new Database(options.DataDirectory, options.WriteLockTimeout, options.SurvivesPowerCut);
        Log = options.LoggerFactory.CreateLogger("LocalDataverse.Pipeline");
        Activator = options.PluginActivator ?? new AssemblyPluginActivator();
        _users = new UserAccessCache(SystemUserId);
        _registered.AddRange(options.Steps);
    }

    public OrganizationOptions Options { get; }

    public Database Database { get; }

    public ILogger Log { get; }

    public IPluginActivator Activator { get; }

    public VersionCounter Versions { get; } = new();

    public TablePrivileges TablePrivileges { get; } = new();

    public Guid OrganizationId { get; set; }

    public Guid SystemUserId { get; } = NameBasedGuid.Of("systemuser", "SYSTEM");

    public DateTime UtcNow => Options.Time.GetUtcNow().UtcDateTime;

    public MetadataCatalog Catalog => _catalog;

    public StepRegistry Steps => _steps;

    public CustomApiRegistry CustomApis => _customApis;

    /// <summary>Whether any plugin can run within a request at all.</summary>
    public bool RunsPlugins => Steps.HasSynchronousSteps || CustomApis.HasPlugins;

    public UserAccessCache Users => _users;

    /// <summary>organization.isauditenabled, as last committed.</summary>
    public bool IsAuditing => _isAuditing;

    /// <summary>Reads it at the start.</summary>
    public void LoadAuditing(RequestScope scope) => _isAuditing = ReadAuditing(scope);

    public void Publish(MetadataCatalog catalog) => _catalog = catalog;

    /// <summary>Adds a step that no row stands behind.</summary>
    public void Register(StepRegistration step)
    {
        lock (_stepsLock)
        {
            _registered.Add(step);
            _steps = new StepRegistry([.. _stored, .. _registered]);
        }
    }

    public void Publish(StoredPlugins stored)
    {
        lock (_stepsLock)
        {
            _stored = stored.Steps;
            _steps = new StepRegistry([.. stored.Steps, .. _registered]);
            _customApis = stored.CustomApis;
        }
    }

    /// <summary>What the rows of this transaction register.</summary>
    /// <exception cref="DataverseException">They don't fit together.</exception>
    public StoredPlugins LoadPlugins(RequestScope scope)
    {
        var types = new PluginTypes(scope, Activator, ReadAssembly);
        var stored = new StoredPlugins(StepLoader.Load(scope, types), new CustomApiRegistry(CustomApiLoader.Load(scope, types)));
        stored.RefuseForbiddenSteps();
        return stored;
    }

    /// <summary>Runs the work on a snapshot.</summary>
    public T Read<T>(Caller caller, Func<RequestScope, T> work)
    {
        var session = Database.RentReader();
        try
        {
            var scope = new RequestScope(this, session, isReadOnly: true, caller);
            session.Execute("BEGIN");
            try
            {
                return work(scope);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        }
        finally
        {
            Database.ReturnReader(session);
        }
    }

    /// <summary>Runs the work in a write transaction: committed when it returns, rolled back when it throws or the transaction is doomed.</summary>
    public T Write<T>(Caller caller, Func<RequestScope, T> work)
    {
        var session = Database.BeginWrite();
        var scope = new RequestScope(this, session, isReadOnly: false, caller);
        T result;
        var isOurs = false;
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            result = work(scope);
            var plugins = scope.ChangesSteps ? LoadPlugins(scope) : null;
            var isAuditing = scope.ChangesOrganization ? ReadAuditing(scope) : _isAuditing;
            if (!scope.TryEnd())
                throw TimedOut();
            isOurs = true;
            session.Execute("COMMIT");
            Publish(scope, plugins);
            _isAuditing = isAuditing;
        }
        catch
        {
            if (isOurs || scope.TryEnd())
                RollBack(scope, discard: false);
            throw;
        }

        Database.EndWrite(session);
        foreach (var action in scope.AfterCommit)
            action();
        return result;
    }

    /// <summary>Rolls back a transaction whose plugin does not come back; what the plugin still tries is refused.</summary>
    /// <returns>False when the transaction has ended by itself meanwhile.</returns>
    public bool GiveUp(RequestScope scope)
    {
        if (!scope.TryEnd())
            return false;
        RollBack(scope, discard: true);
        return true;
    }

    public static DataverseException TimedOut() => new(ErrorCode.PluginTimeout, "The plug-in execution failed because the operation has timed-out at the time limit of synchronous plug-ins.");

    public void Dispose()
    {
        (Activator as IDisposable)?.Dispose();
        Database.Dispose();
    }

    private void Publish(RequestScope scope, StoredPlugins? plugins)
    {
        if (scope.ChangedCatalog is { } catalog)
            Publish(catalog);
        if (scope.ChangesSecurity)
            _users = new UserAccessCache(SystemUserId);
        if (plugins is not null)
            Publish(plugins);
    }

    private void RollBack(RequestScope scope, bool discard)
    {
        if (!IsInAutoCommit(scope.Session))
            scope.Session.Execute("ROLLBACK");
        Versions.RolledBack();
        Database.EndWrite(scope.Session, discard);
        foreach (var action in scope.AfterRollback)
            Write(scope.Caller, later => { action(later); return true; });
    }

    private bool ReadAuditing(RequestScope scope) =>
        scope.Rows.Find("organization", OrganizationId, ["isauditenabled"])?.GetAttributeValue<bool>("isauditenabled") ?? false;

    private static bool IsInAutoCommit(StorageSession session) => SQLitePCL.raw.sqlite3_get_autocommit(session.Connection.Handle) != 0;

    public byte[] ReadAssembly(Guid assemblyId) => Read(Caller.For(SystemUserId), scope =>
        Convert.FromBase64String(scope.Rows.Find("pluginassembly", assemblyId, ["content"])?.GetAttributeValue<string>("content") ?? ""));
}
