using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>What makers saved of forms and did not publish yet. A new form is published as it is made.</summary>
internal static class UnpublishedForms
{
    public const string Table = "systemform";

    private const string Published = "formxml";
    private const string Unpublished = "unpublishedformxml";

    /// <summary>What is unpublished comes from a saved form alone, whose XML was looked at.</summary>
    public static void DropSent(Entity form) => form.Attributes.Remove(Unpublished);

    /// <summary>A saved form changes nothing for those who use it.</summary>
    public static void SetAside(Entity form)
    {
        DropSent(form);
        if (!form.Attributes.TryGetValue(Published, out var saved))
            return;
        form.Attributes.Remove(Published);
        form[Unpublished] = saved;
    }

    /// <param name="scope">The request.</param>
    /// <param name="tables">Lower-case names; null for all.</param>
    public static void Publish(RequestScope scope, HashSet<string>? tables)
    {
        foreach (var form in scope.Rows.All(Table, Unpublished, "objecttypecode"))
        {
            if (form.GetAttributeValue<string>(Unpublished) is { } saved && tables?.Contains(form.GetAttributeValue<string>("objecttypecode") ?? "") != false)
                scope.Rows.Update(new Entity(Table, form.Id) { [Published] = saved, [Unpublished] = null }, scope.SystemAuthor);
        }
    }

    /// <summary>The form as it was saved last.</summary>
    public static void Show(Entity form, RequestScope scope)
    {
        if (scope.Rows.Find(Table, form.Id, [Unpublished])?.GetAttributeValue<string>(Unpublished) is { } saved)
            form[Published] = saved;
    }
}

/// <summary>RetrieveUnpublished: a form as its makers see it.</summary>
internal sealed class RetrieveUnpublished(IMessageHandler retrieve) : IMessageHandler
{
    public string Message => "RetrieveUnpublished";

    public string? Table => UnpublishedForms.Table;

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        operation.Scope.AccessOf(operation.Caller.UserId).DemandPrivilege(AccessRight.Write, operation.Scope.Metadata.Table(UnpublishedForms.Table));
        if (!operation.Input.ContainsKey("ColumnSet"))
            operation.Input["ColumnSet"] = new Microsoft.Xrm.Sdk.Query.ColumnSet(true);
        retrieve.Execute(operation);
        UnpublishedForms.Show((Entity)operation.Output["Entity"]!, operation.Scope);
    }
}
