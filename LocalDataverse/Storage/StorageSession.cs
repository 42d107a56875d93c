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
/// activitypointer is a SQL view over all activity tables.
/// </summary>
public sealed record StorageSession(SqliteConnection Connection, SqliteTransaction? Transaction);
