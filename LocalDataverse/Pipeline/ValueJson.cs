using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>SDK values as JSON and back, for what an asynchronous step has to remember: each value is an object of one property, its kind.</summary>
internal static class ValueJson
{
    /// <exception cref="DataverseException">A value of a type that can't be kept.</exception>
    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        string text => Of("text", text),
        bool flag => Of("flag", flag),
        int number => Of("int", number),
        long number => Of("long", number),
        double number => Of("double", number),
        decimal number => Of("decimal", number),
        Guid id => Of("id", id.ToString()),
        DateTime moment => Of("time", moment.ToString("O", CultureInfo.InvariantCulture)),
        OptionSetValue option => Of("option", option.Value),
        OptionSetValueCollection options => Of("options", new JsonArray([.. options.Select(option => (JsonNode)option.Value)])),
        Money money => Of("money", money.Value),
        EntityReference reference => Of("reference", new JsonArray(reference.LogicalName, reference.Id.ToString(), reference.Name)),
        Entity row => Of("row", WriteRow(row)),
        EntityCollection rows => Of("rows", new JsonArray([.. rows.Entities.Select(row => (JsonNode)WriteRow(row))])),
        EntityReferenceCollection references => Of("references", new JsonArray([.. references.Select(reference => (JsonNode)new JsonArray(reference.LogicalName, reference.Id.ToString(), reference.Name))])),
        Relationship relationship => Of("relationship", relationship.SchemaName),
        string[] texts => Of("texts", new JsonArray([.. texts.Select(text => (JsonNode)text)])),
        byte[] bytes => Of("bytes", Convert.ToBase64String(bytes)),
        Enum flag => Of("int", Convert.ToInt32(flag, CultureInfo.InvariantCulture)),
        _ => throw new DataverseException(ErrorCode.InvalidArgument, $"A value of the type {value.GetType()} can't be kept for an asynchronous step."),
    };

    public static object? Read(JsonNode? node)
    {
        if (node is null)
            return null;
        var (kind, value) = node.AsObject().Single();
        return kind switch
        {
            "text" => value!.GetValue<string>(),
            "flag" => value!.GetValue<bool>(),
            "int" => value!.GetValue<int>(),
            "long" => value!.GetValue<long>(),
            "double" => value!.GetValue<double>(),
            "decimal" => value!.GetValue<decimal>(),
            "id" => Guid.Parse(value!.GetValue<string>()),
            "time" => DateTime.ParseExact(value!.GetValue<string>(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            "option" => new OptionSetValue(value!.GetValue<int>()),
            "options" => new OptionSetValueCollection([.. value!.AsArray().Select(option => new OptionSetValue(option!.GetValue<int>()))]),
            "money" => new Money(value!.GetValue<decimal>()),
            "reference" => ReadReference(value!),
            "row" => ReadRow(value!),
            "rows" => new EntityCollection([.. value!.AsArray().Select(row => ReadRow(row!))]),
            "references" => new EntityReferenceCollection([.. value!.AsArray().Select(reference => ReadReference(reference!))]),
            "relationship" => new Relationship(value!.GetValue<string>()),
            "texts" => value!.AsArray().Select(text => text!.GetValue<string>()).ToArray(),
            "bytes" => Convert.FromBase64String(value!.GetValue<string>()),
            _ => throw new DataverseException(ErrorCode.Unexpected, $"A stored job has a value of the unknown kind '{kind}'."),
        };
    }

    public static JsonObject Write(IEnumerable<KeyValuePair<string, object?>> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, Write(pair.Value))));

    public static JsonObject Write(EntityImageCollection images) => Write(images.Select(image => KeyValuePair.Create(image.Key, (object?)image.Value)));

    public static ParameterCollection ReadParameters(JsonNode node)
    {
        var parameters = new ParameterCollection();
        foreach (var (name, value) in node.AsObject())
            parameters[name] = Read(value);
        return parameters;
    }

    public static EntityImageCollection ReadImages(JsonNode node)
    {
        var images = new EntityImageCollection();
        foreach (var (name, value) in node.AsObject())
            images[name] = (Entity)Read(value)!;
        return images;
    }

    private static JsonObject Of(string kind, JsonNode value) => new() { [kind] = value };

    private static JsonObject WriteRow(Entity row) => new() { ["table"] = row.LogicalName, ["id"] = row.Id.ToString(), ["values"] = Write(row.Attributes) };

    private static Entity ReadRow(JsonNode node)
    {
        var row = new Entity(node["table"]!.GetValue<string>(), Guid.Parse(node["id"]!.GetValue<string>()));
        foreach (var (name, value) in node["values"]!.AsObject())
            row[name] = Read(value);
        return row;
    }

    private static EntityReference ReadReference(JsonNode node) =>
        new(node[0]!.GetValue<string>(), Guid.Parse(node[1]!.GetValue<string>())) { Name = node[2]?.GetValue<string>() };
}
