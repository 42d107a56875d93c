using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.Query;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

/// <summary>Three tables made by hand (repair, workshop, person; crew beside person as an owner) in an SQLite database in memory.</summary>
public sealed class QueryFixture : IDisposable, IReadFilter
{
    /// <summary>A Wednesday, 23:30 on Tuesday in New York.</summary>
    public static readonly DateTime Now = new(2025, 3, 12, 3, 30, 0, DateTimeKind.Utc);

    public static readonly Guid Ann = Id(1);
    public static readonly Guid Bob = Id(2);
    public static readonly Guid Night = Id(3);
    public static readonly Guid North = Id(11);
    public static readonly Guid South = Id(12);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly StorageSession _session;
    private readonly Dictionary<string, string> _readable = [];
    private readonly QueryEngine _engine = new();

    public QueryFixture()
    {
        _connection.Open();
        _session = new StorageSession(_connection);
        foreach (var table in Catalog.Tables.Values)
        {
            var columns = table.Columns.Values.SelectMany(column => column.IsPolymorphic ? new[] { column.LogicalName, column.LogicalName + "type" } : [column.LogicalName]);
            Sql($"CREATE TABLE \"{table.LogicalName}\" ({string.Join(", ", columns.Select(name => $"\"{name}\""))})");
        }

        Add("person", ("personid", Ann), ("fullname", "Ann"), ("managerid", Bob));
        Add("person", ("personid", Bob), ("fullname", "bob"));
        Add("crew", ("crewid", Night), ("name", "Night crew"));
        Add("workshop", ("workshopid", North), ("name", "North"), ("headid", Bob));
        Add("workshop", ("workshopid", South), ("name", "South"));
    }

    public MetadataCatalog Catalog { get; } = QueryCatalog.Make();

    public UserProfile User { get; set; } = new(Ann, Id(90), [Night], Labels.English, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    public QueryScope Scope => new(_session, Catalog, User, Now, this);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>A repair with this number as its id.</summary>
    public void Repair(int number, params (string Column, object? Value)[] values) =>
        Add("repair", [("repairid", Id(number)), ("versionnumber", number * 10), .. values]);

    public void Add(string table, params (string Column, object? Value)[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", values.Select(value => $"\"{value.Column}\""))}) VALUES ({string.Join(", ", values.Select((_, at) => "@p" + at.ToString(CultureInfo.InvariantCulture)))})";
        for (var at = 0; at < values.Length; at++)
            command.Parameters.AddWithValue("@p" + at.ToString(CultureInfo.InvariantCulture), values[at].Value is Guid id ? id.ToString() : values[at].Value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    public void Sql(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>From now on only such rows may be read; {0} stands for the table's alias.</summary>
    public void MayRead(string table, string condition) => _readable[table] = condition;

    public SqlCondition? For(string table, string alias) => _readable.TryGetValue(table, out var condition)
        ? new SqlCondition(string.Format(CultureInfo.InvariantCulture, condition, alias), new Dictionary<string, object?> { ["@me"] = User.UserId.ToString() })
        : null;

    public EntityCollection Run(QueryBase query) => _engine.RetrieveMultiple(query, Scope);

    public EntityCollection Fetch(string fetchXml) => Run(new FetchExpression(fetchXml));

    public Entity? Retrieve(string table, Guid id, params string[] columns) => _engine.Retrieve(table, id, new ColumnSet(columns), Scope);

    /// <summary>The numbers of the repairs that meet the FetchXML conditions, in order.</summary>
    public int[] Where(string conditions, string filterType = "and") =>
        Numbers(Fetch($"<fetch><entity name='repair'><attribute name='repairid'/><filter type='{filterType}'>{conditions}</filter></entity></fetch>"));

    /// <summary>The numbers of the repairs that meet the condition, in order.</summary>
    public int[] Where(string column, ConditionOperator conditionOperator, params object?[] values)
    {
        var query = new QueryExpression("repair");
        query.Criteria.AddCondition(column, conditionOperator, values);
        return Numbers(Run(query));
    }

    public DataverseException Refuses(string fetchXml) => Assert.Throws<DataverseException>(() => Fetch(fetchXml));

    public static int[] Numbers(EntityCollection rows) => [.. rows.Entities.Select(row => BitConverter.ToInt32(row.Id.ToByteArray()))];

    public void Dispose() => _session.Dispose();
}
