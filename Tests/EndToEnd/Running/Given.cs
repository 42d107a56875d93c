using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.EndToEnd.Running;

/// <summary>What a test finds in its environment before anybody opens a page. The rules of the server hold for all of it.</summary>
public static class Given
{
    /// <summary>States of activities that count, and of those that do not.</summary>
    public enum CallState
    {
        Open = 0,
        Completed = 1,
        Cancelled = 2,
    }

    private static readonly Guid SettingsId = new("73550000-0000-4000-8000-000000000001");

    /// <summary>Status reasons of a phone call, by state.</summary>
    private static readonly Dictionary<CallState, int> CallStatus = new() { [CallState.Completed] = 2, [CallState.Cancelled] = 3 };

    /// <summary>A phone call of a representative on a case.</summary>
    public static Guid PhoneCall(this RunningEnvironment server, Guid caseId, string user, string subject, int minutes, CallState state = CallState.Open)
    {
        var call = NewCall(server, caseId, user, subject, minutes);
        var id = server.Service.Create(call);
        if (state != CallState.Open)
            server.Service.Update(new Entity("phonecall", id) { ["statecode"] = new OptionSetValue((int)state), ["statuscode"] = new OptionSetValue(CallStatus[state]) });
        return id;
    }

    /// <summary>A phone call that says when it took place.</summary>
    public static Guid PhoneCallAt(this RunningEnvironment server, Guid caseId, string user, string subject, DateTimeOffset start, int minutes)
    {
        var call = NewCall(server, caseId, user, subject, minutes);
        call["actualstart"] = start.UtcDateTime;
        call["actualend"] = start.AddMinutes(minutes).UtcDateTime;
        return server.Service.Create(call);
    }

    /// <summary>A log by hand that a representative made.</summary>
    public static Guid Log(this RunningEnvironment server, Guid caseId, string user, string reason, int seconds, DateTimeOffset start) =>
        server.ServiceFor(user).Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue(TimeCategory.Manual),
            ["casetime_regardingcase"] = new EntityReference("incident", caseId),
            ["casetime_durationseconds"] = seconds,
            ["casetime_starttime"] = start.UtcDateTime,
            ["casetime_reason"] = reason,
        });

    /// <summary>Automatic time that a device of the representative sent earlier on the first day: "v1 0+60" is the first minute of it.</summary>
    public static void AutomaticTime(this RunningEnvironment server, Guid caseId, string user, string timeline)
    {
        const string Device = "00000000000000dd";
        var day = EnvironmentTemplate.Start.UtcDateTime.Date;
        server.ServiceFor(user).Create(new Entity("casetime_timetracker", RowId.OfAutomatic(caseId, server.UserId(user), new WorkDate(day), Device))
        {
            ["casetime_category"] = new OptionSetValue(TimeCategory.Automatic),
            ["casetime_regardingcase"] = new EntityReference("incident", caseId),
            ["casetime_workdate"] = DateTime.SpecifyKind(day, DateTimeKind.Unspecified),
            ["casetime_device"] = Device,
            ["casetime_timeline"] = timeline,
        });
    }

    /// <summary>One value of the row of settings.</summary>
    public static void Settings(this RunningEnvironment server, string column, object value) =>
        server.Service.Update(new Entity("casetime_setting", SettingsId) { [column] = value });

    /// <summary>Language, time zone or formats that a user chose for themselves.</summary>
    public static void PersonalSettings(this RunningEnvironment server, string user, params (string Column, object Value)[] values)
    {
        var settings = new Entity("usersettings", server.UserId(user));
        foreach (var (column, value) in values)
            settings[column] = value;
        server.Service.Update(settings);
    }

    private static Entity NewCall(RunningEnvironment server, Guid caseId, string user, string subject, int minutes) => new("phonecall")
    {
        ["subject"] = subject,
        ["regardingobjectid"] = new EntityReference("incident", caseId),
        ["ownerid"] = new EntityReference("systemuser", server.UserId(user)),
        ["actualdurationminutes"] = minutes,
    };
}
