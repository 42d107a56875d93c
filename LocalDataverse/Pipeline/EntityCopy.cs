using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Copies of rows: what a plugin does to its Target must not reach the caller's object, as over a wire.</summary>
internal static class EntityCopy
{
    public static ParameterCollection Of(ParameterCollection parameters)
    {
        var copy = new ParameterCollection();
        foreach (var (name, value) in parameters)
            copy[name] = OfValue(value);
        return copy;
    }

    public static Entity Of(Entity row)
    {
        var copy = new Entity(row.LogicalName, row.Id) { RowVersion = row.RowVersion, EntityState = row.EntityState };
        foreach (var (name, value) in row.Attributes)
            copy.Attributes[name] = OfValue(value);
        foreach (var (name, value) in row.KeyAttributes)
            copy.KeyAttributes[name] = value;
        foreach (var (relationship, rows) in row.RelatedEntities)
            copy.RelatedEntities[relationship] = Of(rows);
        return copy;
    }

    /// <summary>The columns named, or all; a row without any is still a row.</summary>
    public static Entity Cut(Entity row, IReadOnlyList<string>? columns)
    {
        if (columns is null)
            return Of(row);
        var copy = new Entity(row.LogicalName, row.Id) { RowVersion = row.RowVersion };
        foreach (var name in columns)
        {
            if (row.Attributes.TryGetValue(name, out var value))
                copy.Attributes[name] = OfValue(value);
        }

        return copy;
    }

    private static EntityCollection Of(EntityCollection rows) => new([.. rows.Entities.Select(Of)]) { EntityName = rows.EntityName };

    private static object? OfValue(object? value) => value switch
    {
        Entity row => Of(row),
        EntityCollection rows => Of(rows),
        EntityReference reference => new EntityReference(reference.LogicalName, reference.Id) { Name = reference.Name, RowVersion = reference.RowVersion, KeyAttributes = reference.KeyAttributes },
        OptionSetValue option => new OptionSetValue(option.Value),
        OptionSetValueCollection options => new OptionSetValueCollection([.. options.Select(option => new OptionSetValue(option.Value))]),
        Money money => new Money(money.Value),
        _ => value,
    };
}
