using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Components;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>A component made by hand belongs to the unmanaged layer, and to the unmanaged solution that the caller names.</summary>
internal sealed class CreateComponent(IMessageHandler inner, string table) : IMessageHandler
{
    public string Message => "Create";

    public string? Table => table;

    public void Execute(Operation operation)
    {
        var row = operation.Required<Entity>("Target");
        ComponentRules.Demand(row);
        row[ComponentTables.Owner] = UnmanagedLayer.Id;
        if (operation.Scope.Metadata.Table(table).Column("ismanaged") is not null)
            row["ismanaged"] = false;
        if (table == UnpublishedForms.Table)
            UnpublishedForms.DropSent(row);
        inner.Execute(operation);
        if (operation.Optional<string>("SolutionUniqueName") is { Length: > 0 } solution)
            SolutionContent.Add(operation.Scope, solution, ComponentTables.TypeOf(table), operation.Id);
    }
}

/// <summary>Managed components change where their managed properties allow it.</summary>
internal sealed class UpdateComponent(IMessageHandler inner, string table) : IMessageHandler
{
    public string Message => "Update";

    public string? Table => table;

    public void Execute(Operation operation)
    {
        var row = operation.Required<Entity>("Target");
        ComponentRules.Demand(row);
        if (ManagedProperties.IsManaged(operation.Scope, table, row.Id))
            ManagedProperties.DemandCustomizable(operation.Scope, row);
        row.Attributes.Remove(ComponentTables.Owner);
        row.Attributes.Remove("ismanaged");
        Rename(operation, row);
        if (table == UnpublishedForms.Table)
            UnpublishedForms.SetAside(row);
        inner.Execute(operation);
    }

    /// <summary>Who gives a component another name gives it in their own language; the other languages keep theirs.</summary>
    private void Rename(Operation operation, Entity row)
    {
        var metadata = operation.Scope.Metadata.Table(table);
        if (metadata.PrimaryNameColumn is not { } column || metadata.Column(LocalizedNames.Column) is null || row.GetAttributeValue<string>(column) is not { } name || row.Contains(LocalizedNames.Column))
            return;
        var language = operation.Scope.QueryScopeOf(operation.Caller).User.LanguageId;
        var names = operation.Scope.Rows.Find(table, row.Id, [LocalizedNames.Column])?.GetAttributeValue<string>(LocalizedNames.Column);
        if (LocalizedNames.With(names, language, name) is not { } renamed)
            return;
        row[LocalizedNames.Column] = renamed;
        if (language != Labels.English)
            row.Attributes.Remove(column);
    }
}

/// <summary>Managed components go with their solution; others go unless somebody depends on them.</summary>
internal sealed class DeleteComponent(IMessageHandler inner, string table) : IMessageHandler
{
    public string Message => "Delete";

    public string? Table => table;

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        if (ManagedProperties.IsManaged(operation.Scope, table, target.Id))
            throw ManagedProperties.Undeletable(target);
        Dependencies.Refuse(operation.Scope, $"The row of {table} with the id {target.Id} cannot be deleted",
            ComponentTables.TypeOf(table) == 0 ? [] : new Dependencies(operation.Scope).OnLeaving(component => component.ObjectId == target.Id && component.Key.Type == ComponentTables.TypeOf(table)));
        inner.Execute(operation);
        SolutionContent.Forget(operation.Scope, target.Id);
    }
}

/// <summary>What a component made by hand must be like.</summary>
file static class ComponentRules
{
    public static void Demand(Entity row)
    {
        if (row.LogicalName == "webresource" && row.Contains("name"))
            WebResourceName.Demand(row.GetAttributeValue<string>("name") ?? "");
        if (row.LogicalName == UnpublishedForms.Table && row.Contains(FormText.Column))
            FormText.Demand(row.GetAttributeValue<string>(FormText.Column));
    }
}
