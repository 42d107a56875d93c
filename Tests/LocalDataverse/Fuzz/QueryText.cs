using System.Globalization;
using System.Text;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Query options that mostly parse: real tables, columns and operators, put together as nobody would.</summary>
internal sealed class QueryText(Dice dice, MetadataCatalog catalog)
{
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly QueryFunction[] Functions = [.. QueryFunctions.All.Values];

    /// <summary>Everything after the question mark.</summary>
    public string Options(TableMetadata table)
    {
        var options = new List<string>();
        if (dice.Once(2))
            options.Add("$select=" + string.Join(',', Some(() => Property(table))));
        if (dice.Once(2))
            options.Add("$filter=" + Escape(Filter(table, 0)));
        if (dice.Once(3))
            options.Add("$orderby=" + Escape(string.Join(',', Some(() => Path(table) + dice.Of("", " asc", " desc")))));
        if (dice.Once(3))
            options.Add("$expand=" + Escape(string.Join(',', Some(() => Expand(table, 0)))));
        if (dice.Once(4))
            options.Add("$top=" + Number());
        if (dice.Once(6))
            options.Add("$count=" + dice.Mostly(["true", "false"], "1"));
        if (dice.Once(8))
            options.Add("$apply=" + Escape(Apply(table)));
        if (dice.Once(20))
            options.Add("$skiptoken=" + Escape(dice.Of("x", "<cookie pagenumber=\"2\" />", "%3Ccookie%20pagenumber=%222%22%3E")));
        if (dice.Once(20))
            options.Add(dice.Of("$skip=1", "$search=x", "$compute=1 as x", "$format=json", "$levels=2", "@p1=1", "@p1='x'", "savedQuery=" + dice.Id(), "userQuery=" + dice.Id(), "$filter=statecode eq 0"));
        return string.Join('&', options.Where(option => !dice.Once(2) || options.Count < 3));
    }

    public string Apply(TableMetadata table)
    {
        var parts = new List<string>();
        if (dice.Once(2))
            parts.Add($"filter({Filter(table, 0)})");
        parts.Add(dice.Next(4) switch
        {
            0 => $"aggregate({Aggregates(table)})",
            1 => $"groupby(({string.Join(',', Some(() => Path(table)))}))",
            2 => $"groupby(({string.Join(',', Some(() => Path(table)))}),aggregate({Aggregates(table)}))",
            _ => dice.Of("identity", "topcount(1,statecode)", "concat(identity,identity)", "compute(1 as x)", "expand(x)"),
        });
        return string.Join('/', parts);
    }

    public string Filter(TableMetadata table, int depth) => dice.Next(depth > 3 ? 7 : 12) switch
    {
        0 or 1 => Comparison(table),
        2 => $"{dice.Of("contains", "startswith", "endswith", "indexof")}({Path(table)},{Text()})",
        3 => Function(table),
        4 => $"{Path(table)} in ({string.Join(',', Some(() => Literal(Column(table))))})",
        5 => $"{dice.Of("length", "tolower", "toupper", "trim", "year", "month", "day", "hour", "date", "round", "ceiling")}({Path(table)}) {dice.In(Operators)} {Literal(Column(table))}",
        6 => $"{Property(table)} {dice.In(Operators)} {dice.Of("null", "now()", Property(table), "@p1", "add(1,2)", "1 add 1", "-1", "mod(3,0)")}",
        7 => $"({Filter(table, depth + 1)} {dice.Of("and", "or")} {Filter(table, depth + 1)})",
        8 => $"not ({Filter(table, depth + 1)})",
        9 => Lambda(table, depth),
        _ => Filter(table, depth + 1),
    };

    public string Property(TableMetadata table) => dice.Once(40) ? dice.In(Mutation.Texts) : WebApiModel.PropertyOf(Column(table));

    public ColumnMetadata Column(TableMetadata table) => dice.In(table.Columns.Values.ToList());

    public TableMetadata Table() => dice.In(catalog.Tables.Values.ToList());

    private string Comparison(TableMetadata table)
    {
        var column = Column(table);
        return $"{WebApiModel.PropertyOf(column)} {dice.In(Operators)} {Literal(column)}";
    }

    private string Path(TableMetadata table)
    {
        if (!dice.Once(5) || ParentOf(table) is not { } parent)
            return Property(table);
        return $"{parent.ReferencingNavigationProperty}/{Property(catalog.Table(parent.ReferencedTable))}";
    }

    private string Lambda(TableMetadata table, int depth)
    {
        var collections = Collections(table);
        if (collections.Count == 0)
            return "true";
        var (name, target) = dice.In(collections);
        var inner = Filter(catalog.Table(target), depth + 2);
        return $"{name}/{dice.Of("any", "all")}(x:{(dice.Once(2) ? "x/" : "")}{inner})";
    }

    private List<(string Name, string Target)> Collections(TableMetadata table) =>
    [
        .. catalog.ChildrenOf(table.LogicalName).Select(relationship => (relationship.ReferencedNavigationProperty, relationship.ReferencingTable)),
        .. catalog.ManyToManyOf(table.LogicalName).Select(relationship => (relationship.SchemaName, relationship.Opposite(relationship.ColumnTo(table.LogicalName)!).Targets[0])),
    ];

    private string Expand(TableMetadata table, int depth)
    {
        var collections = Collections(table);
        var down = dice.Once(2) && collections.Count > 0;
        if (!down && ParentOf(table) is not { } _)
            return dice.In(Mutation.Texts);
        var (name, target) = down ? dice.In(collections) : ParentOf(table) is { } parent ? (parent.ReferencingNavigationProperty, parent.ReferencedTable) : ("", "");
        if (catalog.FindTable(target) is not { } other || dice.Once(3))
            return name;
        var inner = new List<string> { "$select=" + Property(other) };
        if (dice.Once(down ? 3 : 30))
            inner.Add("$filter=" + Filter(other, 2));
        if (dice.Once(down ? 4 : 40))
            inner.Add("$orderby=" + Property(other));
        if (dice.Once(down ? 4 : 40))
            inner.Add("$top=" + Number());
        if (depth < 2 && dice.Once(3))
            inner.Add("$expand=" + Expand(other, depth + 1));
        return $"{name}({string.Join(dice.Once(30) ? "," : ";", inner)})";
    }

    private RelationshipMetadata? ParentOf(TableMetadata table)
    {
        var parents = catalog.Relationships.Values.Where(relationship => relationship.ReferencingTable == table.LogicalName && catalog.FindTable(relationship.ReferencedTable) is not null).ToList();
        return parents.Count == 0 ? null : dice.In(parents);
    }

    private string Function(TableMetadata table)
    {
        var function = dice.In(Functions);
        var operand = function.Operand switch
        {
            QueryFunctionOperand.Text => $",PropertyValue={Text()}",
            QueryFunctionOperand.Number => $",PropertyValue={Number()}",
            QueryFunctionOperand.Texts => $",PropertyValues=[{string.Join(',', Some(Text))}]",
            _ => "",
        };
        return $"Microsoft.Dynamics.CRM.{function.Name}(PropertyName='{Column(table).LogicalName}'{operand})";
    }

    private string Aggregates(TableMetadata table)
    {
        var number = 0;
        return string.Join(',', Some(() => dice.Once(4) ? $"$count as a{number++}" : $"{Path(table)} with {dice.Of("sum", "average", "min", "max", "countdistinct", "x.y")} as a{number++}"));
    }

    private string Literal(ColumnMetadata column) => dice.Once(6)
        ? dice.Of("null", "true", "1", "1.5", "'x'", "2025-03-01", "2025-03-01T00:00:00Z", dice.Id().ToString(), "INF", "-1e400", "99999999999999999999", "duration'PT1S'", "binary'AA=='", Text())
        : column.Type switch
        {
            ColumnType.WholeNumber or ColumnType.BigInt or ColumnType.Choice or ColumnType.State or ColumnType.Status => Number(),
            ColumnType.Decimal or ColumnType.Double or ColumnType.Money => dice.Of("1.5", "-0.1", "1e10", "79228162514264337593543950336"),
            ColumnType.DateTime => dice.Of("2025-03-01", "2025-03-01T09:00:00Z", "1752-12-31T00:00:00Z", "9999-12-31T23:59:59.9999999Z"),
            ColumnType.Boolean => dice.Of("true", "false"),
            ColumnType.UniqueIdentifier or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => dice.Once(3) ? Guid.Empty.ToString() : dice.Id().ToString(),
            _ => Text(),
        };

    private string Text() => "'" + (dice.Once(3) ? dice.In(Mutation.Texts) : dice.Of("a", "Case", "[", "%", "_", "[a-", "x%", "[^a]%", "2025-03-01", "1")).Replace("'", "''", StringComparison.Ordinal) + "'";

    private string Number() => dice.Once(10)
        ? dice.Of("0", "-1", "2147483647", "-2147483648", "9223372036854775807", "735500001", "100000", "3.5")
        : dice.Between(0, 20).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Some(Func<string> one) => Enumerable.Range(0, dice.Between(1, 3)).Select(_ => one());

    private string Escape(string text) => dice.Once(10) ? text.Replace(" ", "%20", StringComparison.Ordinal) : Uri.EscapeDataString(text.IsNormalized(NormalizationForm.FormC) ? text : "x");
}
