using System.Text.Json.Nodes;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>One definition: its values and what it contains, both worked out only when asked for.</summary>
/// <param name="Type">Name of its EDM type.</param>
/// <param name="Values">By property, in the order of the declaration.</param>
/// <param name="Contents">Contained definitions by navigation property; a single-valued one holds at most one.</param>
internal sealed record DefinitionNode(string Type, IReadOnlyList<(string Name, Func<JsonNode?> Value)> Values, IReadOnlyDictionary<string, Func<IEnumerable<DefinitionNode>>> Contents)
{
    public JsonNode? this[string property] => Values.FirstOrDefault(value => value.Name == property) is { Value: { } value } ? value() : null;
}
