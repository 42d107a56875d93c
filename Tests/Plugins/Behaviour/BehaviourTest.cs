using System.Globalization;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>People, cases and writes that the tests of the behaviour suite speak in.</summary>
[Collection(nameof(TestOrganization))]
public abstract class BehaviourTest
{
    protected const string Device = "0123456789abcdef";

    protected BehaviourTest(TestOrganization environment)
    {
        Organization = environment.Organization;
        // Each test has a date of its own and begins at its noon.
        Organization.Advance(Organization.UtcNow.Date.AddDays(1).AddHours(12) - Organization.UtcNow);
        Settings(("casetime_enabled", true), ("casetime_maxlogminutes", 1440), ("casetime_updateinterval", 10), ("casetime_idleminutes", 3), ("casetime_overlaponce", false));
        Rep = Organization.NewUser(TestRole.Representative);
        Case = NewCase();
    }

    protected ITestOrganization Organization { get; }

    /// <summary>The representative of the test.</summary>
    protected Guid Rep { get; }

    /// <summary>An active case of the test.</summary>
    protected Guid Case { get; }

    protected DateTime Now => Organization.UtcNow;

    protected WorkDate Today => new(Now);

    protected static void AssertRefused(string code, Action action)
    {
        var refusal = Assert.Throws<InvalidPluginExecutionException>(action);
        Assert.StartsWith(code + ": ", refusal.Message, StringComparison.Ordinal);
    }

    protected static EntityReference CaseReference(Guid id) => new("incident", id);

    protected static Guid RowIdOf(Guid caseId, Guid rep, WorkDate date, string device = Device) => RowId.OfAutomatic(caseId, rep, date, device);

    protected Guid NewCase()
    {
        var admin = Organization.As(Organization.Administrator);
        var customer = admin.Create(new Entity("account") { ["name"] = "Contoso" });
        return admin.Create(new Entity("incident") { ["title"] = "Printer on fire", ["customerid"] = new EntityReference("account", customer) });
    }

    protected void Settings(params (string Column, object? Value)[] values)
    {
        var row = new Entity("casetime_setting", SettingsRowSingle.FixedId);
        foreach (var (column, value) in values)
            row[column] = value;
        Organization.As(Organization.Administrator).Execute(new UpsertRequest { Target = row });
    }

    /// <summary>Sets the language that a user reads.</summary>
    protected void Speak(Guid user, int lcid) => Organization.As(Organization.Administrator).Execute(
        new UpsertRequest { Target = new Entity("usersettings", user) { ["uilanguageid"] = lcid } });

    /// <summary>An Automatic row as a device sends it.</summary>
    protected Entity AutomaticRow(Guid caseId, Guid rep, string timeline, WorkDate? date = null, string device = Device) =>
        new("casetime_timetracker", RowIdOf(caseId, rep, date ?? Today, device))
        {
            ["casetime_category"] = new OptionSetValue((int)TimeCategory.Automatic),
            ["casetime_regardingcase"] = CaseReference(caseId),
            ["casetime_workdate"] = DateTime.SpecifyKind((date ?? Today).Midnight, DateTimeKind.Unspecified),
            ["casetime_device"] = device,
            ["casetime_timeline"] = timeline,
        };

    /// <summary>Sends counted time as a device does: create or update by the id that follows from the row's key.</summary>
    protected Guid Send(string timeline, Guid? caseId = null, Guid? rep = null, WorkDate? date = null, string device = Device)
    {
        var row = AutomaticRow(caseId ?? Case, rep ?? Rep, timeline, date, device);
        Organization.As(rep ?? Rep).Execute(new UpsertRequest { Target = row });
        return row.Id;
    }

    /// <summary>A log by hand.</summary>
    protected Entity LogRow(int? seconds, Guid? caseId = null, params (string Column, object? Value)[] more)
    {
        var row = new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue((int)TimeCategory.Manual),
            ["casetime_regardingcase"] = CaseReference(caseId ?? Case),
        };
        if (seconds is not null)
            row["casetime_durationseconds"] = seconds;
        foreach (var (column, value) in more)
            row[column] = value;
        return row;
    }

    protected Guid Log(int seconds, Guid? rep = null, Guid? caseId = null) => Organization.As(rep ?? Rep).Create(LogRow(seconds, caseId));

    protected void Adjust(int seconds, string? reason = "Lunch", Guid? caller = null, Guid? rep = null, Guid? caseId = null) =>
        Organization.As(caller ?? Rep).Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue((int)TimeCategory.Adjustment),
            ["casetime_regardingcase"] = CaseReference(caseId ?? Case),
            ["casetime_durationseconds"] = seconds,
            ["casetime_adjusts"] = new EntityReference("systemuser", rep ?? Rep),
            ["casetime_reason"] = reason,
        });

    /// <summary>A phone call of a user on a case; times only where they are given.</summary>
    protected Guid PhoneCall(Guid owner, int minutes, DateTime? start = null, DateTime? end = null, Guid? caseId = null) =>
        Organization.As(Organization.Administrator).Create(new Entity("phonecall")
        {
            ["subject"] = "Call the fire brigade",
            ["regardingobjectid"] = CaseReference(caseId ?? Case),
            ["actualdurationminutes"] = minutes,
            ["actualstart"] = start,
            ["actualend"] = end,
            ["ownerid"] = new EntityReference("systemuser", owner),
        });

    protected void Cancel(Guid phoneCall) => Organization.As(Organization.Administrator).Update(new Entity("phonecall", phoneCall)
    {
        ["statecode"] = new OptionSetValue(2),
        ["statuscode"] = new OptionSetValue(3),
    });

    protected void Update(Guid row, Guid? caller, params (string Column, object? Value)[] values)
    {
        var entity = new Entity("casetime_timetracker", row);
        foreach (var (column, value) in values)
            entity[column] = value;
        Organization.As(caller ?? Rep).Update(entity);
    }

    protected void Delete(Guid row, Guid? caller = null) => Organization.As(caller ?? Rep).Delete("casetime_timetracker", row);

    protected Entity Row(Guid id) => Organization.As(Organization.Administrator).Retrieve("casetime_timetracker", id, new ColumnSet(true));

    protected Entity CaseRow(Guid? id = null) => Organization.As(Organization.Administrator).Retrieve("incident", id ?? Case, new ColumnSet(true));

    protected List<Entity> Finals(Guid? caseId = null)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId ?? Case);
        query.Criteria.AddCondition("casetime_category", ConditionOperator.Equal, (int)TimeCategory.Final);
        query.AddOrder("casetime_cycle", OrderType.Ascending);
        return [.. Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities];
    }

    /// <summary>The id of the resolution row.</summary>
    protected Guid Resolve(Guid? resolver = null, Guid? caseId = null, params (string Column, object? Value)[] values)
    {
        var resolution = new Entity("incidentresolution", Guid.NewGuid()) { ["subject"] = "Put out", ["incidentid"] = CaseReference(caseId ?? Case) };
        foreach (var (column, value) in values)
            resolution[column] = value;
        Organization.As(resolver ?? Organization.Administrator).Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = resolution,
            ["Status"] = new OptionSetValue(5),
        });
        return resolution.Id;
    }

    protected void SetState(int state, int status, Guid? caseId = null) =>
        Organization.As(Organization.Administrator).Update(new Entity("incident", caseId ?? Case)
        {
            ["statecode"] = new OptionSetValue(state),
            ["statuscode"] = new OptionSetValue(status),
        });

    /// <summary>Whole seconds from today's 00:00 UTC to now.</summary>
    protected int Offset(int secondsFromNow = 0) => Today.OffsetOf(Now) + secondsFromNow;

    protected static string Interval(int offset, int length) => string.Format(CultureInfo.InvariantCulture, "v1 {0}+{1}", offset, length);
}
