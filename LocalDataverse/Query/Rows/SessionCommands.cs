using LocalDataverse.Storage;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Query.Rows;

internal static class SessionCommands
{
    /// <summary>The session's prepared statement of this text, with its parameters set; read its answer to the end, and do not dispose of it.</summary>
    public static SqliteCommand Prepared(this StorageSession session, string sql, IReadOnlyDictionary<string, object?> parameters)
    {
        var command = session.Statement(sql);
        foreach (var (name, value) in parameters)
        {
            if (command.Parameters.Contains(name))
                command.Parameters[name].Value = value ?? DBNull.Value;
            else
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
