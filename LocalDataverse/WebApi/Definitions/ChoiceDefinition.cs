using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using P = LocalDataverse.WebApi.Definitions.DefinitionProperty<LocalDataverse.WebApi.Definitions.ChoiceSubject>;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>OptionSetMetadata and BooleanOptionSetMetadata.</summary>
internal static class ChoiceDefinition
{
    public const string BaseType = "OptionSetMetadataBase";
    public const string Type = "OptionSetMetadata";
    public const string BooleanType = "BooleanOptionSetMetadata";

    public static IReadOnlyList<P> Common { get; } =
    [
        P.Text("Name", subject => subject.Choice.Name),
        P.Label("DisplayName", subject => (subject.Choice.DisplayName, subject.Language)),
        P.Label("Description", subject => (Labels.Empty, subject.Language)),
        P.Flag("IsGlobal", subject => subject.Choice.IsGlobal),
        P.Flag("IsCustomOptionSet", _ => true),
        P.Member("OptionSetType", DefinitionTypes.OptionSetType, subject => subject.Of switch
        {
            ColumnType.State => "State",
            ColumnType.Status => "Status",
            ColumnType.Boolean => "Boolean",
            _ => "Picklist",
        }),
    ];

    public static IReadOnlyList<P> WithOptions { get; } =
    [
        new("Options", DefinitionTypes.Many(DefinitionTypes.OptionMetadata),
            subject => new JsonArray([.. subject.Choice.Options.Select(option => DefinitionValues.Option(option, subject.Of, subject.Language))])),
    ];

    public static IReadOnlyList<P> OfBoolean { get; } = [Answer("TrueOption", 1), Answer("FalseOption", 0)];

    private static P Answer(string name, int value) => P.Complex(name, DefinitionTypes.OptionMetadata,
        subject => subject.Choice.Find(value) is { } option ? DefinitionValues.Option(option, null, subject.Language) : null);
}
