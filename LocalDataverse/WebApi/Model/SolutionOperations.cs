using V = LocalDataverse.WebApi.Model.OperationValueType;

namespace LocalDataverse.WebApi.Model;

/// <summary>The platform's functions and actions about solutions.</summary>
public static class SolutionOperations
{
    private static readonly OperationValue[] s_import =
    [
        new("OverwriteUnmanagedCustomizations", V.Boolean), new("PublishWorkflows", V.Boolean), new("CustomizationFile", V.Binary),
        new("ImportJobId", V.Guid, IsOptional: true), new("ConvertToManaged", V.Boolean, IsOptional: true),
        new("SkipProductUpdateDependencies", V.Boolean, IsOptional: true),
    ];

    private static readonly OperationValue s_holding = new("HoldingSolution", V.Boolean, IsOptional: true);

    public static IReadOnlyList<OperationDeclaration> All { get; } =
    [
        new() { Name = "ImportSolution", IsFunction = false, Parameters = [.. s_import, s_holding] },
        new() { Name = "ImportSolutionAsync", IsFunction = false, Parameters = [.. s_import, s_holding], Results = [new("ImportJobKey", V.Text), new("AsyncOperationId", V.Guid)] },
        new() { Name = "StageAndUpgrade", IsFunction = false, Parameters = s_import },
        new() { Name = "StageAndUpgradeAsync", IsFunction = false, Parameters = s_import, Results = [new("ImportJobKey", V.Text), new("AsyncOperationId", V.Guid)] },
        new() { Name = "DeleteAndPromote", IsFunction = false, Parameters = [new("UniqueName", V.Text)], Results = [new("SolutionId", V.Guid)] },
        new() { Name = "DeleteAndPromoteAsync", IsFunction = false, Parameters = [new("UniqueName", V.Text)], Results = [new("AsyncOperationId", V.Guid)] },
        new() { Name = "ExportSolution", IsFunction = false, Parameters = [new("SolutionName", V.Text), new("Managed", V.Boolean)], Results = [new("ExportSolutionFile", V.Binary)] },
        new()
        {
            Name = "AddSolutionComponent", IsFunction = false,
            Parameters =
            [
                new("ComponentId", V.Guid), new("ComponentType", V.WholeNumber), new("SolutionUniqueName", V.Text), new("AddRequiredComponents", V.Boolean),
                new("DoNotIncludeSubcomponents", V.Boolean, IsOptional: true), new("IncludedComponentSettingsValues", V.Texts, IsOptional: true),
            ],
            Results = [new("id", V.Guid)],
        },
        new()
        {
            Name = "RemoveSolutionComponent", IsFunction = false,
            Parameters = [new("SolutionComponent", V.Row, "solutioncomponent"), new("ComponentType", V.WholeNumber), new("SolutionUniqueName", V.Text)],
            Results = [new("id", V.Guid)],
        },
        new()
        {
            Name = "RetrieveDependenciesForUninstall", IsFunction = true, AnswersRows = true,
            Parameters = [new("SolutionUniqueName", V.Text)], Results = [new("EntityCollection", V.Rows, "dependency")],
        },
        new()
        {
            Name = "RetrieveDependenciesForDelete", IsFunction = true, AnswersRows = true,
            Parameters = [new("ObjectId", V.Guid), new("ComponentType", V.WholeNumber)], Results = [new("EntityCollection", V.Rows, "dependency")],
        },
        new()
        {
            Name = "RetrieveFormattedImportJobResults", IsFunction = true,
            Parameters = [new("ImportJobId", V.Guid)], Results = [new("FormattedResults", V.Text)],
        },
    ];
}
