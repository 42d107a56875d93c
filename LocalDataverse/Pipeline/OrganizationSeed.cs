using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Brings the SQLite file to the base set of this version and fills a new one with its first rows, whose ids are the same on every machine.</summary>
internal static class OrganizationSeed
{
    private const string FingerprintSetting = "base set";
    private const string OrganizationSetting = "organization";

    /// <summary>Message ids that Dataverse keeps the same everywhere.</summary>
    private static readonly (string Name, string Id)[] Messages =
    [
        ("Create", "9ebdbb1b-ea3e-db11-86a7-000a3a5473e8"), ("Update", "20bebb1b-ea3e-db11-86a7-000a3a5473e8"), ("Delete", "a1bdbb1b-ea3e-db11-86a7-000a3a5473e8"),
        ("Assign", "8cbdbb1b-ea3e-db11-86a7-000a3a5473e8"), ("Merge", "dbbdbb1b-ea3e-db11-86a7-000a3a5473e8"), ("Retrieve", "f2bdbb1b-ea3e-db11-86a7-000a3a5473e8"),
        ("RetrieveMultiple", "03bebb1b-ea3e-db11-86a7-000a3a5473e8"), ("SetState", "1cbebb1b-ea3e-db11-86a7-000a3a5473e8"),
    ];

    private static readonly string[] OtherMessages =
        ["Associate", "Disassociate", "Close", "Upsert", "CreateMultiple", "UpdateMultiple", "UpsertMultiple", "GrantAccess", "RevokeAccess", "ModifyAccess", "ImportSolution", "CalculateTotalTimeIncident", "WhoAmI", "RetrievePrincipalAccess"];

    public static void Open(OrganizationCore core)
    {
        var baseSet = BaseSet.Read();
        var session = core.Database.BeginWrite();
        try
        {
            CatalogStore.CreateIn(session);
            core.Publish(CatalogStore.Load(session));
            core.OrganizationId = CatalogStore.Setting(session, OrganizationSetting) is { } id ? Guid.Parse(id) : Guid.Empty;
        }
        finally
        {
            core.Database.EndWrite(session);
        }

        core.Write(Caller.For(core.SystemUserId), scope =>
        {
            if (CatalogStore.Setting(scope.Session, FingerprintSetting) == baseSet.Fingerprint)
                return false;
            var isNew = core.OrganizationId == Guid.Empty;
            Apply(core, baseSet, scope, isNew);
            CatalogStore.PutSetting(scope.Session, FingerprintSetting, baseSet.Fingerprint);
            return true;
        });
        core.Publish(core.Read(Caller.For(core.SystemUserId), core.LoadPlugins));
        core.Read(Caller.For(core.SystemUserId), scope =>
        {
            core.LoadAuditing(scope);
            return true;
        });
    }

    private static void Apply(OrganizationCore core, BaseSet baseSet, RequestScope scope, bool isNew)
    {
        core.TablePrivileges.Suspend();
        try
        {
            baseSet.ApplyTo(scope.MetadataEditor);
        }
        finally
        {
            core.TablePrivileges.Resume();
        }

        if (isNew)
            core.OrganizationId = NameBasedGuid.Of("organization", core.Options.Name);
        var unit = new EntityReference("businessunit", NameBasedGuid.Of("businessunit", "root"));
        if (isNew)
            scope.Rows.Create(new Entity("businessunit", unit.Id) { ["name"] = core.Options.Name }, scope.SystemAuthor);
        foreach (var table in baseSet.Tables)
            core.TablePrivileges.Added(scope.Session, table);
        if (isNew)
            Seed(core, scope, unit);
        foreach (var name in PrivilegeName.WithoutTable)
            TablePrivileges.AddWithoutTable(scope.Session, name);
    }

    private static void Seed(OrganizationCore core, RequestScope scope, EntityReference unit)
    {
        CatalogStore.PutSetting(scope.Session, OrganizationSetting, core.OrganizationId.ToString());
        BaseRoles.Create(scope, unit);
        foreach (var table in scope.Metadata.Tables.Values)
            core.TablePrivileges.Added(scope.Session, table);
        var system = CreateUser(scope, core.SystemUserId, new InitialUser("SYSTEM", "", "SYSTEM"), unit);
        scope.Rows.Create(
            new Entity("organization", core.OrganizationId) { ["name"] = core.Options.Name, ["languagecode"] = Labels.English, ["systemuserid"] = system },
            scope.SystemAuthor);
        scope.Rows.Create(
            new Entity("team", NameBasedGuid.Of("team", "root")) { ["name"] = core.Options.Name, ["businessunitid"] = unit, ["isdefault"] = true, ["administratorid"] = system },
            scope.SystemAuthor);
        foreach (var administrator in core.Options.Administrators)
        {
            var user = CreateUser(scope, NameBasedGuid.Of("systemuser", administrator.DomainName), administrator, unit);
            scope.Rows.Create(new Entity("systemuserroles") { ["systemuserid"] = user, ["roleid"] = new EntityReference("role", TablePrivileges.SystemAdministrator) }, scope.SystemAuthor);
        }

        foreach (var (name, id) in Messages.Concat(OtherMessages.Select(name => (name, NameBasedGuid.Of("sdkmessage", name).ToString()))))
            scope.Rows.Create(new Entity("sdkmessage", Guid.Parse(id)) { ["name"] = name }, scope.SystemAuthor);
    }

    private static EntityReference CreateUser(RequestScope scope, Guid id, InitialUser user, EntityReference unit)
    {
        scope.Rows.Create(
            new Entity("systemuser", id) { ["domainname"] = user.DomainName, ["firstname"] = user.FirstName, ["lastname"] = user.LastName, ["businessunitid"] = unit },
            scope.SystemAuthor);
        UserSettings.CreateFor(scope, id, unit, scope.SystemAuthor);
        return new EntityReference("systemuser", id);
    }
}
