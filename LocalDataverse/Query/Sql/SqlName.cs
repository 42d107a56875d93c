namespace LocalDataverse.Query.Sql;

/// <summary>Quotes identifiers, which come from metadata.</summary>
internal static class SqlName
{
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
