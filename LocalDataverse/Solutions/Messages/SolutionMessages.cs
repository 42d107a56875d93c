using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;

namespace LocalDataverse.Solutions.Messages;

/// <summary>Messages about solutions beside ImportSolution.</summary>
internal static class SolutionMessages
{
    /// <summary>Tables of components that callers may write to; managed rows among them are guarded.</summary>
    private static readonly string[] s_guarded =
    [
        "role", "savedquery", "savedqueryvisualization", "systemform", "webresource", "customcontrol", "plugintype", "pluginassembly",
        "sdkmessageprocessingstep", "sitemap", "appmodule", "customapi", "customapirequestparameter", "customapiresponseproperty",
    ];

    public static IEnumerable<IMessageHandler> All(SolutionImporter importer, Func<string, IMessageHandler> handlerOf) =>
    [
        new StageAndUpgrade(importer), new DeleteAndPromote(), new RetrieveDependenciesForUninstall(), new RetrieveDependenciesForDelete(),
        new AddSolutionComponent(), new RemoveSolutionComponent(), new ExportSolution(), new RetrieveFormattedImportJobResults(), new RetrieveImportJob(handlerOf("Retrieve"), importer),
        new PublishForms("PublishAllXml"), new PublishForms("PublishXml"), new RetrieveUnpublished(handlerOf("Retrieve")), new PreviewSolution(), new CreateSolution(handlerOf("Create")),
        .. s_guarded.SelectMany(table => new IMessageHandler[]
        {
            new CreateComponent(handlerOf("Create"), table), new UpdateComponent(handlerOf("Update"), table), new DeleteComponent(handlerOf("Delete"), table),
        }),
    ];

    /// <summary>The caller may do this with solutions.</summary>
    public static void Demand(this Operation operation, Security.AccessRight right) =>
        operation.Scope.AccessOf(operation.Caller.UserId).DemandPrivilege(right, operation.Scope.Metadata.Table("solution"));

    /// <exception cref="DataverseException">The parameter is missing or empty.</exception>
    public static string RequiredText(this Operation operation, string name) => operation.Required<string>(name) is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text)
        ? text : throw new DataverseException(ErrorCode.InvalidArgument, $"The message '{operation.RequestName}' needs the parameter '{name}'.");
}
