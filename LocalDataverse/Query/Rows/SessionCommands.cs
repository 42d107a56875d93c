using LocalDataverse.Storage;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Query.Rows;

internal static class SessionCommands
{
    public static SqliteCommand Command(this StorageSession session, string sql, IReadOnlyDictionary<string, object?> parameters)
    {
        var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
