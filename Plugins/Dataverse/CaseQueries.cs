using System;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Reads a case and the settings.</summary>
public sealed class CaseQueries
{
    private const string Settings = "settings";
    private readonly IOrganizationService _service;

    internal CaseQueries(IOrganizationService service) => _service = service;

    /// <summary>
    /// One service call for case and settings. The two tables have no relationship, but every case belongs to a business unit, every business
    /// unit to the organisation, and so does the settings row; outer joins, since a missing settings row means the defaults.
    /// </summary>
    /// <returns>Null where the case does not exist or may not be read.</returns>
    public CaseFacts? Find(Guid caseId)
    {
        var query = new QueryExpression(Tables.Case)
        {
            ColumnSet = new ColumnSet(
                CaseColumns.Title, CaseColumns.Number, CaseColumns.State, CaseColumns.Status, CaseColumns.Master, CaseColumns.ClosedOn, CaseColumns.TotalSeconds),
        };
        query.Criteria.AddCondition(CaseColumns.Id, ConditionOperator.Equal, caseId);
        var settings = query
            .AddLink(Tables.BusinessUnit, CaseColumns.OwningBusinessUnit, "businessunitid", JoinOperator.LeftOuter)
            .AddLink(Tables.Setting, SettingColumns.Organization, SettingColumns.Organization, JoinOperator.LeftOuter);
        settings.EntityAlias = Settings;
        settings.Columns = new ColumnSet(
            SettingColumns.Enabled, SettingColumns.UpdateInterval, SettingColumns.IdleMinutes, SettingColumns.OverlapOnce,
            SettingColumns.MaximumLogMinutes, SettingColumns.DisabledOn);

        var found = _service.RetrieveMultiple(query).Entities.FirstOrDefault();
        return found is null ? null : Facts(found);
    }

    private static CaseFacts Facts(Entity found) => new CaseFacts(
        found.Id,
        found.GetAttributeValue<string>(CaseColumns.Title) ?? found.GetAttributeValue<string>(CaseColumns.Number) ?? "",
        (CaseState)(found.GetAttributeValue<OptionSetValue>(CaseColumns.State)?.Value ?? (int)CaseState.Active),
        found.GetAttributeValue<OptionSetValue>(CaseColumns.Status)?.Value == CaseChange.Merged,
        found.GetAttributeValue<EntityReference>(CaseColumns.Master)?.Id,
        found.GetAttributeValue<DateTime?>(CaseColumns.ClosedOn),
        found.GetAttributeValue<int?>(CaseColumns.TotalSeconds),
        new SettingFacts(
            (bool?)Setting(found, SettingColumns.Enabled),
            (int?)Setting(found, SettingColumns.UpdateInterval),
            (int?)Setting(found, SettingColumns.IdleMinutes),
            (bool?)Setting(found, SettingColumns.OverlapOnce),
            (int?)Setting(found, SettingColumns.MaximumLogMinutes),
            (DateTime?)Setting(found, SettingColumns.DisabledOn)));

    private static object? Setting(Entity found, string column) => found.GetAttributeValue<AliasedValue>(Settings + "." + column)?.Value;
}
