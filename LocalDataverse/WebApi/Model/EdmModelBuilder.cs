using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.WebApi.Definitions;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace LocalDataverse.WebApi.Model;

/// <summary>Builds the EDM model of a catalog: what $metadata shows and what every URI is parsed against.</summary>
public sealed class EdmModelBuilder
{
    private const string Ns = WebApiModel.Namespace;

    private readonly MetadataCatalog _catalog;
    private readonly EdmModel _model = new();
    private readonly EdmEntityContainer _container = new(Ns, "System");
    private readonly EdmEntityType _base = new(Ns, "crmbaseentity", null, isAbstract: true, isOpen: false);
    private readonly EdmEntityType _principal;
    private readonly Dictionary<string, EdmEntityType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EdmEntitySet> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<IEdmNavigationProperty, Navigation> _navigations = [];

    private EdmModelBuilder(MetadataCatalog catalog)
    {
        _catalog = catalog;
        _principal = new EdmEntityType(Ns, "principal", _base, isAbstract: true, isOpen: false);
    }

    /// <param name="catalog">The tables.</param>
    /// <param name="customApis">Messages that solutions add to the platform's own.</param>
    public static WebApiModel Build(MetadataCatalog catalog, IReadOnlyList<CustomApi>? customApis = null) =>
        new EdmModelBuilder(catalog).Build(customApis ?? []);

    private WebApiModel Build(IReadOnlyList<CustomApi> customApis)
    {
        _model.SetNamespaceAlias(Ns, WebApiModel.Alias);
        _model.AddElement(_container);
        _model.AddElement(_base);
        _principal.AddStructuralProperty("ownerid", EdmPrimitiveTypeKind.Guid);
        _model.AddElement(_principal);
        foreach (var function in QueryFunctions.All.Values)
            _model.AddElement(QueryFunctions.Declare(function, Ns));

        var tables = _catalog.Tables.Values.OrderBy(table => table.LogicalName, StringComparer.Ordinal).ToList();
        foreach (var table in tables)
            AddTable(table);
        foreach (var relationship in _catalog.Relationships.Values.OrderBy(relationship => relationship.SchemaName, StringComparer.Ordinal))
            AddRelationship(relationship);
        foreach (var relationship in _catalog.ManyToMany.Values.OrderBy(relationship => relationship.SchemaName, StringComparer.Ordinal))
            AddManyToMany(relationship);
        foreach (var table in tables)
            AddOwner(table);

        DefinitionModel.Add(_model, _container);
        var operations = OperationModel.Add(_model, _container, _catalog, _types, _base,
            BuiltInOperations.All.Concat(tables.SelectMany(table => BuiltInOperations.BulkOf(table.LogicalName))).Concat(customApis.Select(CustomOperations.Of)));
        return new WebApiModel(_catalog, customApis, _model, _navigations, operations);
    }

    private void AddTable(TableMetadata table)
    {
        var isPrincipal = table.LogicalName is "systemuser" or "team";
        var type = new EdmEntityType(Ns, table.LogicalName, isPrincipal ? _principal : _base);
        foreach (var column in table.Columns.Values)
        {
            var name = WebApiModel.PropertyOf(column);
            if (isPrincipal && name == "ownerid")
                continue;
            var isKey = column.LogicalName == table.PrimaryIdColumn;
            var property = type.AddStructuralProperty(name, isKey ? EdmCoreModel.Instance.GetGuid(false) : ColumnEdmType.Of(column));
            if (isKey)
                type.AddKeys(property);
        }
        _model.AddElement(type);
        _types.Add(table.LogicalName, type);
        _sets.Add(table.LogicalName, _container.AddEntitySet(table.EntitySetName, type));
    }

    /// <summary>Both ends of a relationship. One whose tables, lookup column or names do not fit the types is left out, as $metadata could not show it.</summary>
    private void AddRelationship(RelationshipMetadata relationship)
    {
        if (!_types.TryGetValue(relationship.ReferencingTable, out var child) || !_types.TryGetValue(relationship.ReferencedTable, out var parent))
            return;
        var childTable = _catalog.Table(relationship.ReferencingTable);
        var parentTable = _catalog.Table(relationship.ReferencedTable);
        if (childTable.Column(relationship.ReferencingColumn) is not { IsLookup: true } column)
            return;
        // Every relationship of an owner column shares one navigation property, which leads to a principal (AddOwner).
        var isOwner = column.Type == ColumnType.Owner;
        var (toParent, toChildren) = (relationship.ReferencingNavigationProperty, relationship.ReferencedNavigationProperty);
        if ((!isOwner && child.FindProperty(toParent) is not null) || parent.FindProperty(toChildren) is not null)
            return;

        var childEnd = new EdmNavigationPropertyInfo
        {
            Name = toParent,
            Target = parent,
            TargetMultiplicity = EdmMultiplicity.ZeroOrOne,
            DependentProperties = [(IEdmStructuralProperty)child.FindProperty(WebApiModel.PropertyOf(column))],
            PrincipalProperties = parent.Key(),
        };
        var parentEnd = new EdmNavigationPropertyInfo { Name = toChildren, Target = child, TargetMultiplicity = EdmMultiplicity.Many };
        var (childSet, parentSet) = (_sets[relationship.ReferencingTable], _sets[relationship.ReferencedTable]);
        if (isOwner)
        {
            var owned = parent.AddUnidirectionalNavigation(parentEnd);
            parentSet.AddNavigationTarget(owned, childSet);
            _navigations.Add(owned, new Navigation(toChildren, parentTable, column, childTable, IsCollection: true));
            return;
        }
        var up = child.AddBidirectionalNavigation(childEnd, parentEnd);
        childSet.AddNavigationTarget(up, parentSet);
        parentSet.AddNavigationTarget(up.Partner, childSet);
        _navigations.Add(up, new Navigation(toParent, childTable, column, parentTable, IsCollection: false));
        _navigations.Add(up.Partner, new Navigation(toChildren, parentTable, column, childTable, IsCollection: true));
    }

    /// <summary>A collection of the relationship's name on both tables. One whose tables are not there, or have a property of that name, is left out.</summary>
    private void AddManyToMany(ManyToManyMetadata relationship)
    {
        var name = relationship.SchemaName;
        var (firstTable, secondTable) = (relationship.First.Targets[0], relationship.Second.Targets[0]);
        if (!_types.TryGetValue(firstTable, out var first) || !_types.TryGetValue(secondTable, out var second)
            || first.FindProperty(name) is not null || second.FindProperty(name) is not null)
        {
            return;
        }
        var toSecond = first.AddBidirectionalNavigation(
            new EdmNavigationPropertyInfo { Name = name, Target = second, TargetMultiplicity = EdmMultiplicity.Many },
            new EdmNavigationPropertyInfo { Name = name, Target = first, TargetMultiplicity = EdmMultiplicity.Many });
        _sets[firstTable].AddNavigationTarget(toSecond, _sets[secondTable]);
        _sets[secondTable].AddNavigationTarget(toSecond.Partner, _sets[firstTable]);
        var (one, other) = (_catalog.Table(firstTable), _catalog.Table(secondTable));
        _navigations.Add(toSecond, new Navigation(name, one, relationship.First, other, IsCollection: true, relationship));
        _navigations.Add(toSecond.Partner, new Navigation(name, other, relationship.Second, one, IsCollection: true, relationship));
    }

    private void AddOwner(TableMetadata table)
    {
        var type = _types[table.LogicalName];
        foreach (var column in table.Columns.Values.Where(column => column.Type == ColumnType.Owner))
        {
            if (type.FindProperty(column.LogicalName) is not null)
                continue;
            var property = type.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo
            {
                Name = column.LogicalName,
                Target = _principal,
                TargetMultiplicity = EdmMultiplicity.ZeroOrOne,
            });
            _navigations.Add(property, new Navigation(column.LogicalName, table, column, Target: null, IsCollection: false));
        }
    }
}
