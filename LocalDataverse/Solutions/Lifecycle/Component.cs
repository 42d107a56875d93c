namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>One component of the environment, as dependencies and exports speak of it.</summary>
/// <param name="Key">How others refer to it.</param>
/// <param name="ObjectId">The row's id; for metadata an id made of the name.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Table">The table a form, view, chart or column is of; null for others.</param>
/// <param name="Solution">Unique name of the solution whose layer makes it; null for the system's own; <see cref="UnmanagedLayer.Name"/> for what makers made.</param>
internal sealed record Component(ComponentKey Key, Guid ObjectId, string DisplayName, string? Table, string? Solution)
{
    public override string ToString() =>
        $"the {ComponentType.NameOf(Key.Type)} '{DisplayName}'{(Table is null || Key.Type == ComponentType.Column ? "" : $" of the table {Table}")}";
}

/// <param name="Dependent">What needs the other.</param>
/// <param name="Required">What it needs.</param>
internal sealed record Dependency(Component Dependent, Component Required);
