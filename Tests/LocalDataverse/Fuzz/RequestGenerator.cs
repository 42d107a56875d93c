using System.Text;
using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using LocalDataverse.Tests.Solutions;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Draws requests: half of them sound, so that the environment lives, half spoiled.</summary>
internal sealed class RequestGenerator
{
    /// <summary>What people write into; everything else only a system administrator may, who reads here.</summary>
    private static readonly string[] Written =
        ["casetime_timetracker", "casetime_setting", "casetime_clock", "incident", "incidentresolution", "account", "contact", "phonecall", "task", "email", "appointment", "annotation", "queueitem", "activitypointer", "systemuser", "role", "sdkmessageprocessingstep"];

    private readonly Dice _dice;
    private readonly FuzzEnvironment _environment;
    private readonly Mutation _mutation;
    private readonly QueryText _queries;
    private readonly FetchText _fetches;
    private readonly RowText _rows;
    private readonly byte[] _zip = new SampleSolution().Zip();

    public RequestGenerator(Dice dice, FuzzEnvironment environment)
    {
        (_dice, _environment) = (dice, environment);
        _mutation = new Mutation(dice);
        _queries = new QueryText(dice, environment.Metadata);
        _fetches = new FetchText(dice, _queries, environment.Metadata);
        _rows = new RowText(dice, environment);
    }

    public FuzzRequest Next()
    {
        var request = Draw();
        if (_dice.Once(12))
            request = request with { Url = _mutation.Of(request.Url), IsRepeatable = false };
        if (_dice.Once(12))
            request = request with { Headers = [.. request.Headers, Header()] };
        if (_dice.Once(60))
            request = request with { Method = _dice.Of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "MERGE"), IsRepeatable = false };
        if (_dice.Once(80) && request.Body is not null)
            request = request with { ContentType = _dice.Of("text/plain", "multipart/mixed", "multipart/mixed; boundary=", "application/xml", "application/json; charset=utf-16"), IsAtomic = false };
        return request;
    }

    private FuzzRequest Draw() => _dice.Next(100) switch
    {
        < 18 => Counted(),
        < 26 => Body("POST", "casetime_timetrackers", _rows.Log(_rows.Case()), User()),
        < 32 => Correction(),
        < 36 => Body("POST", "phonecalls", _rows.Activity(_rows.Case()), User()),
        < 38 => Body("POST", "incidents", _rows.NewCase(), User()),
        < 46 => AnyWrite(),
        < 49 => Delete(),
        < 54 => CaseState(),
        < 57 => Operation(),
        < 60 => Property(),
        < 66 => Batch(),
        < 68 => Import(),
        < 82 => Query(),
        < 92 => Fetch(),
        < 95 => One(),
        < 97 => Definitions(),
        _ => new FuzzRequest(User().Name, _dice.Of("GET", "POST"), _mutation.Of("incidents"), _dice.Once(2) ? Mutation.Utf8(_mutation.Malformed("{\"title\":\"x\"}")) : null),
    };

    private FuzzRequest Counted()
    {
        var (caseId, rep) = (_rows.Case(), _dice.In(_environment.Reps));
        var (id, body) = _rows.Counted(caseId, rep);
        var request = Body("PATCH", $"casetime_timetrackers({id})", body, _dice.Once(20) ? User() : rep);
        return request with { IsRepeatable = request.Body!.AsSpan().SequenceEqual(Mutation.Utf8(body.ToJsonString())) && request.User == rep.Name };
    }

    private FuzzRequest Correction()
    {
        var rep = _dice.In(_environment.Reps);
        return Body("POST", "casetime_timetrackers", _rows.Correction(_rows.Case(), rep), _dice.Once(3) ? User() : rep);
    }

    private FuzzRequest AnyWrite()
    {
        var table = _environment.Metadata.Table(_dice.In(Written));
        return _dice.Once(2)
            ? Body("POST", table.EntitySetName, _rows.Any(table), User())
            : Body("PATCH", $"{table.EntitySetName}({RowOf(table)})", _rows.Any(table), User());
    }

    private FuzzRequest Delete()
    {
        var table = _environment.Metadata.Table(_dice.Once(2) ? "casetime_timetracker" : _dice.In(Written));
        return new FuzzRequest(User().Name, "DELETE", $"{table.EntitySetName}({RowOf(table)})");
    }

    private FuzzRequest CaseState()
    {
        var caseId = _rows.Case();
        return _dice.Next(3) switch
        {
            0 => Body("POST", "CloseIncident", new JsonObject
            {
                ["IncidentResolution"] = new JsonObject { ["subject"] = "Solved", ["incidentid@odata.bind"] = $"/incidents({caseId})", ["@odata.type"] = "Microsoft.Dynamics.CRM.incidentresolution" },
                ["Status"] = 5,
            }, User()),
            1 => Body("PATCH", $"incidents({caseId})", new JsonObject { ["statecode"] = _dice.Of(0, 0, 2), ["statuscode"] = _dice.Of(1, 1, 6) }, User()),
            _ => Body("PATCH", $"incidents({caseId})", new JsonObject { ["statecode"] = 0, ["statuscode"] = 1 }, _environment.Users[3]),
        };
    }

    private FuzzRequest Operation()
    {
        var (user, caseId) = (User(), _rows.Case());
        return _dice.Next(9) switch
        {
            0 => new FuzzRequest(user.Name, "GET", $"incidents({caseId})/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own={_dice.Of("true", "false", "null", "1", "'x'")}"),
            1 => Body("POST", $"incidents({caseId})/Microsoft.Dynamics.CRM.casetime_RecalculateHandlingTime", [], user),
            2 => new FuzzRequest(user.Name, "GET", $"systemusers({user.Id})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={Uri.EscapeDataString($"{{'@odata.id':'incidents({caseId})'}}")}"),
            3 => Body("POST", "casetime_timetrackers/Microsoft.Dynamics.CRM." + _dice.Of("CreateMultiple", "UpsertMultiple", "UpdateMultiple"), new JsonObject { ["Targets"] = Targets() }, user),
            4 => Body("POST", "Merge", new JsonObject
            {
                ["Target"] = new JsonObject { ["incidentid"] = caseId.ToString(), ["@odata.type"] = "Microsoft.Dynamics.CRM.incident" },
                ["Subordinate"] = new JsonObject { ["incidentid"] = caseId.ToString(), ["@odata.type"] = "Microsoft.Dynamics.CRM.incident" },
                ["PerformParentingChecks"] = false,
            }, user),
            5 => new FuzzRequest(user.Name, "GET", $"incidents({caseId})/Microsoft.Dynamics.CRM.CalculateTotalTimeIncident()"),
            6 => new FuzzRequest(user.Name, "GET", _dice.Of("WhoAmI", "WhoAmI()", "RetrieveVersion()", $"RetrieveDependenciesForDelete(ObjectId={_dice.Id()},ComponentType={_dice.Between(-1, 100)})", "RetrieveDependenciesForUninstall(SolutionUniqueName='CaseTime')", $"RetrieveFormattedImportJobResults(ImportJobId={_dice.Id()})")),
            7 => Body("POST", _dice.Of("PublishXml", "AddSolutionComponent", "ExportSolution", "DeleteAndPromote", "RemoveSolutionComponent"), new JsonObject { ["ParameterXml"] = "<importexportxml />", ["SolutionName"] = "CaseTime", ["UniqueName"] = "CaseTime", ["Managed"] = true }, user),
            _ => new FuzzRequest(user.Name, "GET", $"casetime_timetrackers/Microsoft.Dynamics.CRM.{_dice.Of("CreateMultiple", "x", "casetime_GetHandlingTime()")}"),
        };
    }

    private JsonArray Targets()
    {
        var rows = new JsonArray();
        for (var i = _dice.Between(0, 4); i > 0; i--)
        {
            var (id, body) = _rows.Counted(_rows.Case(), _dice.In(_environment.Reps));
            var row = _dice.Once(2) ? body : _rows.Log(_rows.Case());
            row["@odata.type"] = "Microsoft.Dynamics.CRM.casetime_timetracker";
            if (_dice.Once(2))
                row["casetime_timetrackerid"] = id.ToString();
            rows.Add(_dice.Once(5) ? _mutation.Of(row) : row);
        }

        return rows;
    }

    private FuzzRequest Property()
    {
        var table = _environment.Metadata.Table(_dice.In(Written));
        var url = $"{table.EntitySetName}({RowOf(table)})/{_queries.Property(table)}";
        return _dice.Next(5) switch
        {
            0 => new FuzzRequest(User().Name, "GET", url + _dice.Of("", "/$value", "/$count", "/$ref")),
            1 => Body("PUT", url, new JsonObject { ["value"] = _mutation.Value() }, User()),
            2 => new FuzzRequest(User().Name, "DELETE", url),
            3 => Pair(),
            _ => Body(_dice.Of("PUT", "POST"), $"incidents({_rows.Case()})/{_dice.Of("customerid_account", "primarycontactid", "incident_customer_accounts", "Incident_Phonecalls")}/$ref", new JsonObject { ["@odata.id"] = _dice.Of($"accounts({_environment.Account})", $"contacts({_environment.Contact})", "x", $"http://localhost/api/data/v9.2/accounts({_environment.Account})") }, User()),
        };
    }

    /// <summary>Roles and teams of people, by people who may change neither.</summary>
    private FuzzRequest Pair()
    {
        var (table, name, other) = _dice.Of(("systemuser", "systemuserroles_association", "role"), ("role", "systemuserroles_association", "systemuser"), ("team", "teamroles_association", "role"),
            ("systemuser", "teammembership_association", "team"), ("role", "roleprivileges_association", "privilege"), ("appmodule", "appmoduleroles_association", "role"));
        var (from, to) = (_environment.Metadata.Table(table), _environment.Metadata.Table(other));
        var (collection, member) = ($"{from.EntitySetName}({RowOf(from)})/{name}", RowOf(to));
        return _dice.Next(4) switch
        {
            0 => new FuzzRequest(User().Name, "GET", collection + _dice.Of("/$count", "/$ref", "?" + _queries.Options(to))),
            1 => new FuzzRequest(User().Name, "DELETE", collection + _dice.Of($"({member})/$ref", $"/$ref?$id={to.EntitySetName}({member})", "/$ref", $"({member})")),
            2 => Body("POST", collection, _rows.Any(to), User()),
            _ => Body(_dice.Of("POST", "POST", "PUT"), collection + "/$ref", new JsonObject { ["@odata.id"] = $"{_dice.Of(to, to, from).EntitySetName}({member})" }, User()),
        };
    }

    private FuzzRequest Batch()
    {
        var text = new StringBuilder();
        for (var i = _dice.Between(1, 4); i > 0; i--)
            Part(text, Draw() is { ContentType: "application/json" } part ? part : Counted(), "batch", null);
        if (_dice.Once(2))
        {
            text.Append("--batch\r\nContent-Type: multipart/mixed; boundary=changes\r\n\r\n");
            for (var i = _dice.Between(1, 4); i > 0; i--)
                Part(text, _dice.Once(2) ? Counted() : AnyWrite(), "changes", i);
            text.Append("--changes--\r\n");
        }

        text.Append("--batch--\r\n");
        var body = text.ToString();
        return new FuzzRequest(User().Name, "POST", "$batch", Mutation.Utf8(_dice.Once(4) ? _mutation.Of(body) : body)) { ContentType = "multipart/mixed; boundary=batch", IsAtomic = false };
    }

    private static void Part(StringBuilder text, FuzzRequest request, string boundary, int? contentId)
    {
        text.Append("--").Append(boundary).Append("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is { } id)
            text.Append("Content-ID: ").Append(id).Append("\r\n");
        text.Append("\r\n").Append(request.Method).Append(" /api/data/v9.2/").Append(request.Url).Append(" HTTP/1.1\r\nContent-Type: application/json\r\n\r\n");
        text.Append(request.Body is null ? "" : Encoding.UTF8.GetString(request.Body)).Append("\r\n");
    }

    /// <summary>By people who may not: a zip that a system administrator sends is another test's.</summary>
    private FuzzRequest Import() => Body("POST", _dice.Of("ImportSolution", "ImportSolutionAsync", "StageAndUpgrade"), new JsonObject
    {
        ["CustomizationFile"] = _dice.Once(5) ? _dice.In(Mutation.Texts) : Convert.ToBase64String(_mutation.Of(_zip)),
        ["OverwriteUnmanagedCustomizations"] = false,
        ["PublishWorkflows"] = true,
        ["ImportJobId"] = _dice.Id().ToString(),
    }, User());

    private FuzzRequest Query()
    {
        var table = _dice.Once(3) ? _environment.Metadata.Table(_dice.In(Written)) : _queries.Table();
        var set = _dice.Once(6) ? $"{_environment.Metadata.Table("incident").EntitySetName}({_rows.Case()})/{_dice.Of("casetime_incident_casetime_timetracker", "Incident_Phonecalls", "Incident_IncidentResolutions")}" : table.EntitySetName;
        return new FuzzRequest(Reader().Name, "GET", $"{set}{_dice.Of("", "", "", "/$count")}?{_queries.Options(table)}");
    }

    private FuzzRequest Fetch()
    {
        var table = _dice.Once(2) ? _environment.Metadata.Table(_dice.In(Written)) : _queries.Table();
        var xml = _fetches.For(table);
        return new FuzzRequest(Reader().Name, "GET", $"{table.EntitySetName}?fetchXml={Uri.EscapeDataString(_dice.Once(5) ? Valid(_mutation.Of(xml)) : xml)}");
    }

    private FuzzRequest One()
    {
        var table = _dice.Once(2) ? _environment.Metadata.Table(_dice.In(Written)) : _queries.Table();
        return new FuzzRequest(Reader().Name, "GET", $"{table.EntitySetName}({_dice.Of(RowOf(table).ToString(), _dice.Id().ToString(), "1", "'x'", "name='x'", "")})?{_queries.Options(table)}");
    }

    private FuzzRequest Definitions() => new(Reader().Name, "GET", _dice.Of("EntityDefinitions", "RelationshipDefinitions", "GlobalOptionSetDefinitions", "$metadata", "", "EntityDefinitions(LogicalName='incident')", "EntityDefinitions(LogicalName='incident')/Attributes", $"EntityDefinitions({_dice.Id()})")
        + _dice.Of("", "?$select=LogicalName", "?$select=x", "?$filter=" + Uri.EscapeDataString(_dice.Of("LogicalName eq 'incident'", "IsCustomEntity eq true", "x eq 1", "LogicalName in ('a')", "not (LogicalName eq null)", "contains(LogicalName,'a')")), "?$expand=Attributes($select=LogicalName;$filter=AttributeType eq 'String')", "/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet", "?$expand=Keys", "?$top=1"));

    private FuzzRequest Body(string method, string url, JsonObject body, FuzzUser user)
    {
        var text = _dice.Next(10) switch
        {
            0 => _mutation.Malformed(body.ToJsonString()),
            < 4 => _mutation.Of(body).ToJsonString(),
            _ => body.ToJsonString(),
        };
        return new FuzzRequest(user.Name, method, url, Mutation.Utf8(text));
    }

    private (string, string) Header() => _dice.Of(
        ("Prefer", _dice.Of("return=representation", "odata.maxpagesize=2", "odata.maxpagesize=0", "odata.maxpagesize=x", "odata.include-annotations=\"*\"", "odata.continue-on-error", "respond-async", "\"")),
        ("If-Match", _dice.Of("*", "W/\"1\"", "x", "\"", "W/\"99999999999999999999\"")),
        ("If-None-Match", _dice.Of("*", "W/\"1\"", "null", "x")),
        ("MSCRMCallerID", _dice.Of(_environment.Reps[0].Id.ToString(), Guid.Empty.ToString(), "x", _dice.Id().ToString())),
        ("OData-MaxVersion", "9.0"), ("Accept", "application/xml"), ("Accept-Encoding", "x"), ("Content-Encoding", "gzip"), ("MSCRM.SuppressDuplicateDetection", "x"));

    private FuzzUser User() => _dice.In(_environment.Users);

    private FuzzUser Reader() => _dice.Once(4) ? _environment.Administrator : User();

    private Guid RowOf(TableMetadata table)
    {
        if (_dice.Once(8))
            return _dice.Id();
        if (table.LogicalName == "incident")
            return _rows.Case();
        var name = $"\"{table.LogicalName}\"";
        return _environment.Scalar($"SELECT \"{table.PrimaryIdColumn}\" FROM {name} LIMIT 1 OFFSET abs({_dice.Next(1_000_000)}) % max(1, (SELECT count(*) FROM {name}))") is string id ? Guid.Parse(id) : _dice.Id();
    }

    /// <summary>Without half surrogates, which no URL can hold.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
