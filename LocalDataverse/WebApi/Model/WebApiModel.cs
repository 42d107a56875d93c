using System.Diagnostics.CodeAnalysis;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Model;

/// <summary>
/// The EDM model of one metadata catalog, and the way back from its elements to tables, columns, relationships and operations.
/// Immutable; built anew when the catalog changes.
/// </summary>
public sealed class WebApiModel
{
    public const string Namespace = "Microsoft.Dynamics.CRM";
    public const string Alias = "mscrm";

    private readonly IReadOnlyDictionary<IEdmNavigationProperty, Navigation> _navigations;
    private readonly IReadOnlyDictionary<IEdmOperation, OperationDeclaration> _operations;

    internal WebApiModel(
        MetadataCatalog catalog,
        IReadOnlyList<CustomApi> customApis,
        IEdmModel edm,
        IReadOnlyDictionary<IEdmNavigationProperty, Navigation> navigations,
        IReadOnlyDictionary<IEdmOperation, OperationDeclaration> operations)
    {
        Catalog = catalog;
        CustomApis = customApis;
        Edm = edm;
        _navigations = navigations;
        _operations = operations;
    }

    public MetadataCatalog Catalog { get; }
    public IReadOnlyList<CustomApi> CustomApis { get; }
    public IEdmModel Edm { get; }

    /// <summary>The table behind an entity type; null for the types of EntityDefinitions and the abstract bases.</summary>
    public TableMetadata? FindTable(IEdmType? type) => type switch
    {
        IEdmCollectionType collection => FindTable(collection.ElementType.Definition),
        IEdmEntityType { Namespace: Namespace } entity => Catalog.FindTable(entity.Name),
        _ => null,
    };

    /// <summary>What a navigation property of a table follows.</summary>
    public bool TryFollow(IEdmNavigationProperty property, [NotNullWhen(true)] out Navigation? navigation) => _navigations.TryGetValue(property, out navigation);

    /// <summary>The navigation property of a table by its name.</summary>
    public Navigation? FindNavigation(TableMetadata table, string name) =>
        Edm.FindDeclaredType($"{Namespace}.{table.LogicalName}") is IEdmEntityType type
        && type.FindProperty(name) is IEdmNavigationProperty property && _navigations.TryGetValue(property, out var navigation) ? navigation : null;

    public OperationDeclaration? FindOperation(IEdmOperation operation) => _operations.GetValueOrDefault(operation);

    /// <summary>The column behind a property's name: its own name, or <c>_name_value</c> for a lookup.</summary>
    public static ColumnMetadata? FindColumn(TableMetadata table, string property)
    {
        if (table.Column(property) is { } column)
            return column.IsLookup ? null : column;
        return property.Length > 7 && property[0] == '_' && property.EndsWith("_value", StringComparison.Ordinal)
            && table.Column(property[1..^6]) is { IsLookup: true } lookup ? lookup : null;
    }

    /// <summary>The name under which a column's value is read.</summary>
    public static string PropertyOf(ColumnMetadata column) => column.IsLookup ? $"_{column.LogicalName}_value" : column.LogicalName;
}

/// <summary>One end of a relationship as a table's navigation property.</summary>
/// <param name="Name">The property.</param>
/// <param name="Table">The table that has the property.</param>
/// <param name="Column">The lookup column: of this table when single-valued, of the target when one-to-many, of the intersect table to this one when many-to-many.</param>
/// <param name="Target">The table it leads to; null for an owner, who is a user or a team.</param>
/// <param name="IsCollection">One-to-many or many-to-many.</param>
/// <param name="Pairs">The relationship when many-to-many.</param>
public sealed record Navigation(string Name, TableMetadata Table, ColumnMetadata Column, TableMetadata? Target, bool IsCollection, ManyToManyMetadata? Pairs = null);
