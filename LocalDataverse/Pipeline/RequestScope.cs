using LocalDataverse.Metadata;
using LocalDataverse.Query;
using LocalDataverse.Security;
using LocalDataverse.Storage;

namespace LocalDataverse.Pipeline;

/// <summary>
/// One transaction with what belongs to it: the session, the catalog as this request sees it, rows, access checks, and what is to
/// happen after commit or roll-back. A read-only scope is a snapshot beside the writer.
/// </summary>
public sealed class RequestScope
{
    private readonly Lock _storage = new();
    private readonly OrganizationCore _core;
    private readonly List<Action> _afterCommit = [];
    private readonly List<Action<RequestScope>> _afterRollback = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, AccessControl> _access = [];
    private readonly MetadataCatalog _catalog;
    private readonly UserAccessCache _users;
    private MetadataEditor? _editor;

    internal RequestScope(OrganizationCore core, StorageSession session, bool isReadOnly, Caller caller)
    {
        _core = core;
        _catalog = core.Catalog;
        _users = core.Users;
        Session = session;
        IsReadOnly = isReadOnly;
        Caller = caller;
        Rows = new RowStore(this, core.Versions);
    }

    public StorageSession Session { get; }
    public bool IsReadOnly { get; }

    /// <summary>Who made the request.</summary>
    public Caller Caller { get; }

    /// <summary>The catalog with the changes of this request.</summary>
    public MetadataCatalog Metadata => _editor?.Catalog ?? _catalog;

    /// <summary>Changes the catalog in this transaction; seen by others after commit.</summary>
    public IMetadataEditor MetadataEditor => _editor ??= new MetadataEditor(Session, _catalog, _core.TablePrivileges);

    /// <summary>Rows by id, without events and without security.</summary>
    public RowStore Rows { get; }
    public DateTime UtcNow => _core.UtcNow;
    public Guid OrganizationId => _core.OrganizationId;
    public Guid SystemUserId => _core.SystemUserId;

    /// <summary>The author of rows that the platform itself writes now.</summary>
    public RowAuthor SystemAuthor => new(SystemUserId, SystemUserId, UtcNow);

    /// <summary>Gives a role a privilege, or changes its depth; None takes it away.</summary>
    /// <exception cref="DataverseException">0x80040217: no such role or privilege.</exception>
    public void GrantPrivilege(Guid roleId, string privilegeName, PrivilegeDepth depth)
    {
        if (!Rows.Exists("role", roleId))
            throw RowStore.NotFound("role", roleId);
        if (Rows.Where("privilege", "name", privilegeName, "name") is not [var privilege])
            throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The privilege '{privilegeName}' does not exist.");
        using var _ = EnterStorage();
        Touch("roleprivileges");
        TablePrivileges.Grant(Session, roleId, privilege.Id, depth);
    }

    /// <summary>Runs once the transaction is committed and its lock released.</summary>
    public void OnCommitted(Action action) => _afterCommit.Add(action);

    /// <summary>Runs in a transaction of its own once this one is rolled back: a log that is to survive.</summary>
    public void OnRolledBack(Action<RequestScope> action) => _afterRollback.Add(action);

    /// <summary>The checks of one user.</summary>
    /// <exception cref="DataverseException">No such user, or a disabled one.</exception>
    public AccessControl AccessOf(Guid userId)
    {
        if (_access.TryGetValue(userId, out var known))
            return known;
        using var _ = EnterStorage();
        var user = ChangesSecurity ? UserAccessReader.Read(Session, userId, SystemUserId) : _users.Of(userId, Session);
        if (user.IsDisabled)
            throw new DataverseException(ErrorCode.UserDisabled, $"The user with id {userId} is disabled.");
        return _access[userId] = new AccessControl(this, user);
    }

    /// <summary>The checks of a team as if it were somebody: its own roles, the rows it owns and those shared with it.</summary>
    /// <exception cref="DataverseException">No such team.</exception>
    public AccessControl AccessOfTeam(Guid teamId)
    {
        using var _ = EnterStorage();
        return new AccessControl(this, UserAccessReader.ReadTeam(Session, teamId));
    }

    /// <summary>What a query of the caller needs.</summary>
    public QueryScope QueryScopeOf(Caller caller)
    {
        var access = AccessOf(caller.UserId);
        return new QueryScope(Session, Metadata, access.User.Profile, UtcNow, access.ReadFilter);
    }

    /// <summary>A row of the table was written: caches that stand on it are renewed at commit.</summary>
    internal void Touch(string table)
    {
        if (_touched.Add(table) && OrganizationCore.SecurityTables.Contains(table))
            _access.Clear();
    }

    internal bool ChangesSecurity => _editor is not null || _touched.Overlaps(OrganizationCore.SecurityTables);

    /// <summary>Whether changes of audited tables leave rows in the table audit.</summary>
    internal bool IsAuditing => _core.IsAuditing;

    internal bool ChangesOrganization => _touched.Contains("organization");

    internal bool ChangesSteps => _touched.Overlaps(OrganizationCore.StepTables);

    internal MetadataCatalog? ChangedCatalog => _editor?.Catalog;

    internal IReadOnlyList<Action> AfterCommit => _afterCommit;

    internal IReadOnlyList<Action<RequestScope>> AfterRollback => _afterRollback;

    /// <summary>The first failure of a nested call: the transaction can't be committed any more.</summary>
    internal Exception? Doom { get; set; }

    /// <summary>The transaction has ended, or was given up on: code still running for it must not reach the connection.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Waits for the storage call under way and bars every later one. Who gets true ends the transaction.</summary>
    internal bool TryEnd()
    {
        lock (_storage)
        {
            var first = !HasEnded;
            HasEnded = true;
            return first;
        }
    }

    /// <summary>Guards the transaction against being ended by a time-out while a statement runs.</summary>
    internal Lock.Scope EnterStorage()
    {
        var entered = _storage.EnterScope();
        if (!HasEnded)
            return entered;
        entered.Dispose();
        throw new DataverseException(ErrorCode.PluginTimeout, "The transaction of this call has ended.");
    }
}
