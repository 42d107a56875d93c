using System.Globalization;
using LocalDataverse.Metadata;

namespace LocalDataverse.Query.Sql;

/// <summary>Collects the expressions after SELECT; each is there once.</summary>
/// <param name="languageId">LCID of the reader's language: names of components are read in it.</param>
internal sealed class SelectList(int languageId = Labels.English)
{
    private readonly List<string> _expressions = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Selection> _selections = new(StringComparer.Ordinal);

    public IReadOnlyList<Selection> Selections => [.. _selections.Values];

    public string Sql => _expressions.Count == 0 ? "1" : string.Join(", ", _expressions);

    public int Add(string expression)
    {
        if (_ordinals.TryGetValue(expression, out var ordinal))
            return ordinal;
        _expressions.Add(expression);
        return _ordinals[expression] = _expressions.Count - 1;
    }

    /// <exception cref="DataverseException">The name is taken by another column.</exception>
    public void Add(Selection selection)
    {
        if (!_selections.TryAdd(selection.Key, selection) && _selections[selection.Key] != selection)
            throw QueryErrors.Invalid($"The query returns two values under the name '{selection.Key}'. Give each column an alias of its own.");
    }

    public void AddColumn(Source source, ColumnMetadata column, string? alias)
    {
        var ordinal = Add(Expression(source, column));
        Add(new Selection(alias ?? (source.Alias is null ? column.LogicalName : $"{source.Alias}.{column.LogicalName}"), source, column, ordinal)
        {
            IsAliased = alias is not null || source.Alias is not null,
            TypeOrdinal = column.IsPolymorphic ? Add(source.TypeSql(column)) : null,
        });
    }

    /// <summary>Views, forms, charts and apps have their names in several languages beside the one in the base language.</summary>
    private string Expression(Source source, ColumnMetadata column) =>
        column.LogicalName == source.Table.PrimaryNameColumn && source.Table.Column(LocalizedNames.Column) is { } names
            ? string.Create(CultureInfo.InvariantCulture, $"{SqlFunctions.Localized}({source.Sql(column)}, {source.Sql(names)}, {languageId})")
            : source.Sql(column);
}
