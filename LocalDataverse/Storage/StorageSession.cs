using Microsoft.Data.Sqlite;

namespace LocalDataverse.Storage;

/// <summary>
/// One request's view of the SQLite file: the connection and the one transaction it runs in.
/// Physical names: a table's SQL name is its logical name, a column's SQL name its logical name, always double-quoted.
/// A polymorphic lookup (more than one target) has a second column, name + "type", with the target's logical name.
/// Stored as: ids TEXT lower case with hyphens; date and time TEXT "yyyy-MM-dd HH:mm:ss" UTC; date only TEXT "yyyy-MM-dd";
/// yes/no INTEGER 0/1; whole numbers, choices, state and status INTEGER; decimal, double, money REAL;
/// choices (several) TEXT, their numbers ascending, joined by commas ("1,3"); the rest TEXT.
/// Every table has "versionnumber" INTEGER, raised at each write over the whole environment.
/// activitypointer is a SQL view over all activity tables, owner one over systemuser and team.
/// </summary>
public sealed class StorageSession(SqliteConnection connection, SqliteTransaction? transaction = null) : IDisposable
{
    private const int MostStatements = 500;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>Null where the transaction was begun by SQL; commands then need none.</summary>
    public SqliteTransaction? Transaction { get; } = transaction;

    /// <summary>
    /// A prepared command of this connection, kept between calls under its text; parameters set earlier are still there.
    /// Read its answer to the end before asking for the same text again.
    /// </summary>
    public SqliteCommand Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var command))
            return command;

        if (_statements.Count >= MostStatements)
            Forget();
        command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        _statements.Add(sql, command);
        return command;
    }

    /// <summary>The same with its parameters set: @p0, @p1 ... in order; null is NULL.</summary>
    public SqliteCommand Statement(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Statement(sql);
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
                command.Parameters.Add(new SqliteParameter { ParameterName = ParameterName(i) });
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Statement(sql, values).ExecuteNonQuery();

    /// <returns>The first column of the first row; null for none or NULL.</returns>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        var value = Statement(sql, values).ExecuteScalar();
        return value is DBNull ? null : value;
    }

    /// <summary>Every row, read to the end.</summary>
    public List<T> Rows<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Statement(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        Forget();
        Connection.Dispose();
    }

    internal static string ParameterName(int index) => index < Names.Length ? Names[index] : $"@p{index}";

    private static readonly string[] Names = [.. Enumerable.Range(0, 200).Select(index => $"@p{index}")];

    private void Forget()
    {
        foreach (var command in _statements.Values)
            command.Dispose();
        _statements.Clear();
    }
}
