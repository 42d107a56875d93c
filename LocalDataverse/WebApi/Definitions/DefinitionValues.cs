using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>The structured values of definitions.</summary>
internal static class DefinitionValues
{
    /// <summary>Every language, and the one the user reads; without any text, no user label.</summary>
    public static JsonNode Label(Labels labels, int language)
    {
        var texts = labels.Texts.OrderBy(text => text.Key).ToList();
        var mine = labels.Texts.ContainsKey(language) ? language : labels.Texts.ContainsKey(Labels.English) ? Labels.English : texts.Select(text => (int?)text.Key).FirstOrDefault();
        return new JsonObject
        {
            ["LocalizedLabels"] = new JsonArray([.. texts.Select(text => Localized(text.Key, text.Value))]),
            ["UserLocalizedLabel"] = mine is { } code ? Localized(code, labels.Texts[code]) : null,
        };
    }

    public static JsonNode Managed(bool value) => new JsonObject { ["Value"] = value, ["CanBeChanged"] = true, ["ManagedPropertyLogicalName"] = null };

    public static JsonNode RequiredLevel(RequiredLevel level) =>
        new JsonObject { ["Value"] = level.ToString(), ["CanBeChanged"] = level != Metadata.RequiredLevel.SystemRequired, ["ManagedPropertyLogicalName"] = "canmodifyrequirementlevelsettings" };

    public static JsonNode Named(string value) => new JsonObject { ["Value"] = value };

    public static JsonNode Option(OptionMetadata option, ColumnType? of, int language)
    {
        var json = new JsonObject();
        if (of is ColumnType.State or ColumnType.Status)
            json["@odata.type"] = $"#{WebApiModel.Namespace}.{(of == ColumnType.State ? DefinitionTypes.StateOptionMetadata.Name : DefinitionTypes.StatusOptionMetadata.Name)}";
        json["Value"] = option.Value;
        json["Label"] = Label(option.Label, language);
        json["Description"] = Label(Labels.Empty, language);
        json["Color"] = null;
        json["IsManaged"] = false;
        json["MetadataId"] = null;
        json["HasChanged"] = null;
        if (of == ColumnType.State)
        {
            json["DefaultStatus"] = option.DefaultStatus;
            json["InvariantName"] = option.Label.In(Labels.English);
        }
        else if (of == ColumnType.Status)
        {
            json["State"] = option.State;
            json["TransitionData"] = null;
        }
        return json;
    }

    /// <summary>The same definition has the same id in every environment and at every start.</summary>
    public static Guid IdOf(string kind, params ReadOnlySpan<string> names) => NameBasedGuid.Of($"definition of a {kind}", string.Join('|', names!));

    private static JsonObject Localized(int language, string text) => new()
    {
        ["Label"] = text,
        ["LanguageCode"] = language,
        ["IsManaged"] = false,
        ["MetadataId"] = null,
        ["HasChanged"] = null,
    };
}
