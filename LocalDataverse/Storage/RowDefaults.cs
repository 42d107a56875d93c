using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>The columns the platform fills itself: defaults, numbers, owner and its unit, state and status, who and when.</summary>
internal sealed class RowDefaults(RequestScope scope, TableMetadata table, RowAuthor author)
{
    private readonly TablePlan _plan = TablePlan.Of(table);

    public void Complete(RowValues values, Entity row, Guid id)
    {
        foreach (var column in _plan.Defaults.Where(column => !values.IsGiven(column)))
            values.Set(column, (long)column.DefaultValue!.Value);
        foreach (var column in _plan.Numbered.Where(values.IsNull))
            values.Set(column, AutoNumber.Next(scope.Session, table.LogicalName, column.LogicalName, column.AutoNumberFormat!));
        if (table.IsActivity && table.Column("activitytypecode") is { } type)
            values.Set(type, table.LogicalName);
        new StateRules(scope, table).Complete(values, id);
        Compose(values, id, isNew: true);
        Own(values);
        if (table.Column("organizationid") is { IsLookup: true } organization)
            values.Set(organization, ColumnCodec.Id(scope.OrganizationId));

        Stamp(values, "created", author.UtcNow);
        Stamp(values, "modified", author.UtcNow);
        Override(values, row);
    }

    public void Change(RowValues values, Entity row, Guid id)
    {
        new StateRules(scope, table).Change(values, id);
        Compose(values, id, isNew: false);
        if (row.Contains("ownerid"))
            Own(values);
        Stamp(values, "modified", author.UtcNow);
    }

    private void Own(RowValues values)
    {
        if (table.Ownership != Ownership.UserOwned)
            return;

        var owner = table.Columns["ownerid"];
        if (values.IsNull(owner))
            values.Set(owner, ColumnCodec.Id(author.UserId), "systemuser");
        var id = values[owner];
        var isUser = values.TargetOf(owner) != "team";
        var unit = isUser
            ? scope.Session.Scalar("""SELECT "businessunitid" FROM "systemuser" WHERE "systemuserid" = @p0""", id)
            : scope.Session.Scalar("""SELECT "businessunitid" FROM "team" WHERE "teamid" = @p0""", id);
        values.Set(table.Columns["owninguser"], isUser ? id : null);
        values.Set(table.Columns["owningteam"], isUser ? null : id);
        values.Set(table.Columns["owningbusinessunit"], unit);
    }

    private void Stamp(RowValues values, string verb, DateTime utc)
    {
        if (table.Column(verb + "on") is { } on)
            values.Set(on, ColumnCodec.DateTime(utc));
        if (table.Column(verb + "by") is { IsLookup: true } by)
            values.Set(by, ColumnCodec.Id(author.UserId));
        if (table.Column(verb + "onbehalfby") is { IsLookup: true } delegated)
            values.Set(delegated, author.InitiatingUserId == author.UserId ? null : ColumnCodec.Id(author.InitiatingUserId));
    }

    /// <summary>Migration: the row claims to be as old as the caller says, and keeps when it really came.</summary>
    private void Override(RowValues values, Entity row)
    {
        if (!row.Attributes.TryGetValue("overriddencreatedon", out var value) || value is null || table.Column("overriddencreatedon") is not { } overridden)
            return;
        values.Set(table.Columns["createdon"], ColumnCodec.ToStorage(table.Columns["createdon"], value));
        values.Set(overridden, ColumnCodec.DateTime(author.UtcNow));
    }

    private void Compose(RowValues values, Guid id, bool isNew)
    {
        foreach (var column in _plan.Composed)
        {
            var parts = column.ComposedOf.Select(part => table.Columns[part]).ToList();
            if (values.IsGiven(column) || !parts.Exists(values.IsGiven))
                continue;
            var before = isNew ? null : scope.Rows.Find(table.LogicalName, id, column.ComposedOf);
            var texts = parts.Select(part => (string?)(values.IsGiven(part) ? values[part] : before?.GetAttributeValue<string>(part.LogicalName)));
            var whole = string.Join(' ', texts.Where(text => !string.IsNullOrEmpty(text)));
            values.Set(column, whole.Length == 0 ? null : whole[..Math.Min(whole.Length, column.MaxLength ?? whole.Length)]);
        }
    }
}
