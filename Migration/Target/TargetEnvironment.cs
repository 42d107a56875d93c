using System.Text.Json;
using System.Xml.Linq;
using CaseTime.Migration.Rows;

namespace CaseTime.Migration.Target;

/// <summary>What the import asks of the environment that has CaseTime. Answers about cases and users are kept for the length of the run.</summary>
internal sealed class TargetEnvironment(WebApiClient client)
{
    private const string SettingsId = "73550000-0000-4000-8000-000000000001";
    private const int DefaultMaximumMinutes = 1440;

    /// <summary>Values in one query: as addresses they stay far below what Dataverse takes.</summary>
    private const int Values = 50;

    private readonly Lookup<CaseFacts> _cases = new();
    private readonly Lookup<RepFacts> _reps = new();

    /// <summary>The longest log that the settings allow, in minutes.</summary>
    public int MaximumLogMinutes { get; private set; } = DefaultMaximumMinutes;

    /// <summary>Finds out whether the caller may import, and what the settings say.</summary>
    /// <exception cref="ImportException">They may not.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var who = await client.FindAsync("WhoAmI", cancellationToken) ?? throw ImportException.Stopped($"{client.Root} is no Web API of a Dataverse.");
        var settings = await client.FindAsync($"casetime_settings({SettingsId})?$select=casetime_maxlogminutes", cancellationToken)
            ?? throw ImportException.Stopped($"{client.Root.Host} has no Case Time Settings that you may read: import the solution, save its settings page once, and run this as somebody with the role Case Time Administrator.");
        if (settings.TryGetProperty("casetime_maxlogminutes", out var minutes) && minutes.ValueKind == JsonValueKind.Number)
            MaximumLogMinutes = minutes.GetInt32();

        var reference = Uri.EscapeDataString($"{{\"@odata.id\":\"casetime_settings({SettingsId})\"}}");
        var access = await client.FindAsync($"systemusers({who.GetProperty("UserId").GetGuid()})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@row)?@row={reference}", cancellationToken);
        if (access?.GetProperty("AccessRights").GetString()?.Contains("WriteAccess", StringComparison.Ordinal) != true)
            throw ImportException.Stopped("Only a Case Time Administrator may bring rows along: for anybody else the rules of new time apply. Run this as somebody with that role.");
    }

    /// <summary>The ids among these that the environment has already.</summary>
    public async Task<HashSet<Guid>> ExistingAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var existing = new HashSet<Guid>();
        foreach (var slice in ids.Select(id => id.ToString()).Chunk(Values))
        {
            var rows = await client.FetchAsync("casetime_timetrackers", Entity("casetime_timetracker", ["casetime_timetrackerid"], In("casetime_timetrackerid", slice)), cancellationToken);
            existing.UnionWith(rows.Select(row => row.GetProperty("casetime_timetrackerid").GetGuid()));
        }

        return existing;
    }

    /// <summary>Cases by id or ticket number, none or several of them for each.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CaseFacts>>> CasesAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        await foreach (var row in UnknownAsync(_cases.Unknown(keys), "incident", "incidents", ["incidentid", "ticketnumber", "statecode"], "incidentid", ["ticketnumber"], cancellationToken))
            _cases.Add(new CaseFacts(row.GetProperty("incidentid").GetGuid(), row.GetProperty("statecode").GetInt32() == 0), row.GetProperty("incidentid").GetString(), Text(row, "ticketnumber"));
        return _cases.Found;
    }

    /// <summary>Users by id, domain name or full name, none or several of them for each.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RepFacts>>> RepsAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        await foreach (var row in UnknownAsync(_reps.Unknown(keys), "systemuser", "systemusers", ["systemuserid", "domainname", "fullname"], "systemuserid", ["domainname", "fullname"], cancellationToken))
            _reps.Add(new RepFacts(row.GetProperty("systemuserid").GetGuid()), row.GetProperty("systemuserid").GetString(), Text(row, "domainname"), Text(row, "fullname"));
        return _reps.Found;
    }

    /// <summary>Creates the rows that are not there.</summary>
    public Task<IReadOnlyList<BatchAnswer>> CreateAsync(IReadOnlyList<PlannedRow> rows, int sequence, CancellationToken cancellationToken) =>
        client.BatchAsync([.. rows.Select(row => new BatchRequest($"casetime_timetrackers({row.Id})", row.Body(sequence)))], cancellationToken);

    /// <summary>Sums a case once more and stores it.</summary>
    /// <returns>Null, or why not.</returns>
    public Task<string?> RecalculateAsync(Guid caseId, CancellationToken cancellationToken) =>
        client.ActAsync($"incidents({caseId})/Microsoft.Dynamics.CRM.casetime_RecalculateHandlingTime", cancellationToken);

    private async IAsyncEnumerable<JsonElement> UnknownAsync(
        IReadOnlyList<string> keys, string table, string entitySet, string[] columns, string idColumn, string[] nameColumns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var slice in keys.Where(key => Guid.TryParse(key, out _)).Chunk(Values))
        {
            foreach (var row in await client.FetchAsync(entitySet, Entity(table, columns, In(idColumn, slice)), cancellationToken))
                yield return row;
        }

        foreach (var slice in keys.Where(key => !Guid.TryParse(key, out _)).Chunk(Values))
        {
            foreach (var row in await client.FetchAsync(entitySet, Entity(table, columns, [.. nameColumns.SelectMany(column => In(column, slice))]), cancellationToken))
                yield return row;
        }
    }

    private static XElement Entity(string table, string[] columns, params XElement[] conditions) => new(
        "entity", new XAttribute("name", table),
        columns.Select(column => new XElement("attribute", new XAttribute("name", column))),
        new XElement("filter", new XAttribute("type", "or"), conditions));

    private static XElement[] In(string column, IEnumerable<string> values) =>
        [new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", "in"), values.Select(value => new XElement("value", value)))];

    private static string? Text(JsonElement row, string column) => row.TryGetProperty(column, out var value) ? value.GetString() : null;

    /// <summary>What was asked and what was found for it. Names are compared as Dataverse compares them, without case.</summary>
    private sealed class Lookup<T>
        where T : notnull
    {
        private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, IReadOnlyList<T>> _found = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyDictionary<string, IReadOnlyList<T>> Found => _found;

        public List<string> Unknown(IEnumerable<string> keys) => [.. keys.Where(_asked.Add)];

        public void Add(T value, params string?[] names)
        {
            foreach (var name in names.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (_asked.Contains(name) && !_found.GetValueOrDefault(name, []).Contains(value))
                    _found[name] = [.. _found.GetValueOrDefault(name, []), value];
            }
        }
    }
}
