using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;
using LocalDataverse.Query.Sql;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query;

/// <summary>
/// The statement that reads one row by its id. It is the same for every row and almost every user, and to translate it costs several times
/// what SQLite needs to answer it, so each table keeps those of the column sets it is asked for.
/// </summary>
internal sealed class RetrievePlan
{
    private const string IdParameter = "@id";
    private const int MostPlans = 256;

    private static readonly ConditionalWeakTable<TableMetadata, ConcurrentDictionary<string, RetrievePlan>> Plans = [];

    private readonly TranslatedQuery _query;

    private RetrievePlan(TableMetadata table, ColumnSet columns, int languageId)
    {
        var root = new Source(new TableNode { Table = table.LogicalName }, table, "t0", null, []);
        var id = root.Column(table.PrimaryIdColumn);
        var list = new SelectList(languageId);
        list.AddColumn(root, id, null);
        foreach (var column in columns.AllColumns ? table.Columns.Values.Where(column => column.ValidForRead) : columns.Columns.Select(root.Column))
            list.AddColumn(root, column, null);
        var (idOrdinal, version) = (list.Add(root.Sql(id)), list.Add($"{root.SqlAlias}.\"versionnumber\""));
        _query = new TranslatedQuery
        {
            Sql = $"SELECT {list.Sql} FROM {SqlName.Quote(table.LogicalName)} AS {root.SqlAlias} WHERE {root.Sql(id)} = {IdParameter}",
            CountSql = "",
            Parameters = new Dictionary<string, object?>(),
            Selections = list.Selections,
            Root = root,
            PageSize = 1,
            IdOrdinal = idOrdinal,
            VersionOrdinal = version,
        };
    }

    /// <param name="table">The table.</param>
    /// <param name="columns">What is read.</param>
    /// <param name="languageId">LCID of the reader's language, which only tables with names in several languages depend on.</param>
    /// <exception cref="DataverseException">0x80041103: the table has no such column.</exception>
    public static RetrievePlan Of(TableMetadata table, ColumnSet columns, int languageId)
    {
        var plans = Plans.GetOrCreateValue(table);
        var key = columns.AllColumns ? "*" : string.Join(',', columns.Columns);
        if (table.Column(LocalizedNames.Column) is not null)
            key = string.Create(CultureInfo.InvariantCulture, $"{languageId} {key}");
        if (plans.TryGetValue(key, out var known))
            return known;
        var plan = new RetrievePlan(table, columns, languageId);
        // Who asks for ever new sets of columns gets them, but does not fill the memory.
        return plans.Count < MostPlans ? plans.GetOrAdd(key, plan) : plan;
    }

    /// <summary>The query for one row.</summary>
    /// <param name="id">Its primary key.</param>
    /// <param name="filter">What the caller may read of the table, known in the statement as t0; null for every row.</param>
    public TranslatedQuery For(Guid id, SqlCondition? filter)
    {
        if (filter is null)
            return _query with { Parameters = new Dictionary<string, object?>(1, StringComparer.Ordinal) { [IdParameter] = ColumnCodec.Id(id) } };
        var parameters = new SqlParameters();
        var readable = parameters.Add(filter);
        return _query with
        {
            Sql = $"{_query.Sql} AND ({readable})",
            Parameters = new Dictionary<string, object?>(parameters.Values, StringComparer.Ordinal) { [IdParameter] = ColumnCodec.Id(id) },
        };
    }
}
