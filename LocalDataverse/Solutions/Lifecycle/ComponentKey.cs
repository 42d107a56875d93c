namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>Names one component as others refer to it.</summary>
/// <param name="Type">See <see cref="ComponentType"/>.</param>
/// <param name="Name">Logical name of a table, table.column, name of a choice, relationship, control or web resource; else the row's id.</param>
internal readonly record struct ComponentKey(int Type, string Name)
{
    public static ComponentKey OfRow(int type, Guid id) => new(type, id.ToString());

    public static ComponentKey OfColumn(string table, string column) => new(ComponentType.Column, $"{table}.{column}");
}
