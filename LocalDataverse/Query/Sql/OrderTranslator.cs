using LocalDataverse.Metadata;

namespace LocalDataverse.Query.Sql;

/// <summary>What rows are ordered by: lookups by the name they show, choices by label, text regardless of case.</summary>
internal sealed class OrderTranslator(SqlParameters parameters, QueryScope scope, bool raw)
{
    private readonly LookupNameSql _names = new(parameters, scope.Metadata);

    public string Key(Source source, ColumnMetadata column)
    {
        if (column.IsLookup)
            return $"{_names.For(source, column)} COLLATE {SqlFunctions.TextCollation}";
        if (!raw && column.Type is (ColumnType.Choice or ColumnType.State or ColumnType.Status) && scope.Metadata.ChoiceOf(column) is { Options.Count: > 0 } choice)
        {
            var labels = choice.Options.Select(option => $"WHEN {parameters.Add(option.Value)} THEN {parameters.Add(option.Label.In(scope.User.LanguageId))}");
            return $"CASE {source.Sql(column)} {string.Join(' ', labels)} END COLLATE {SqlFunctions.TextCollation}";
        }

        return source.Sql(column) + TextCollation.For(column, null);
    }

    public static string Directed(string key, bool descending) => descending ? key + " DESC" : key;
}
