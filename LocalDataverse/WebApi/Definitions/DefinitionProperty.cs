using System.Text.Json.Nodes;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>One property of a definition, declared once: its type is what $metadata shows and the URI parser checks, its value what answers hold.</summary>
/// <typeparam name="T">What is defined: a table, a column ...</typeparam>
/// <param name="Name">As Dataverse names it.</param>
/// <param name="Type">EDM type.</param>
/// <param name="Value">The value as JSON; null for null.</param>
internal sealed record DefinitionProperty<T>(string Name, IEdmTypeReference Type, Func<T, JsonNode?> Value)
{
    public static DefinitionProperty<T> Text(string name, Func<T, string?> value) => new(name, EdmCoreModel.Instance.GetString(true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Flag(string name, Func<T, bool?> value) => new(name, EdmCoreModel.Instance.GetBoolean(true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Number(string name, Func<T, int?> value) => new(name, EdmCoreModel.Instance.GetInt32(true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Amount(string name, Func<T, decimal?> value) => new(name, EdmCoreModel.Instance.GetDecimal(true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Id(string name, Func<T, Guid?> value) => new(name, EdmCoreModel.Instance.GetGuid(true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Member(string name, EdmEnumType type, Func<T, string?> value) =>
        new(name, new EdmEnumTypeReference(type, true), subject => JsonValue.Create(value(subject)));

    public static DefinitionProperty<T> Complex(string name, EdmComplexType type, Func<T, JsonNode?> value) => new(name, new EdmComplexTypeReference(type, true), value);

    public static DefinitionProperty<T> Label(string name, Func<T, (Metadata.Labels Labels, int Language)> value) =>
        Complex(name, DefinitionTypes.Label, subject => DefinitionValues.Label(value(subject).Labels, value(subject).Language));

    public static DefinitionProperty<T> Managed(string name, Func<T, bool> value) =>
        Complex(name, DefinitionTypes.BooleanManagedProperty, subject => DefinitionValues.Managed(value(subject)));
}
