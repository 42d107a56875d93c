using LocalDataverse.Pipeline;

namespace LocalDataverse.Solutions;

/// <summary>
/// The zip that an unmanaged solution was imported from last, kept so that tables, columns and code can be exported again as they were
/// written; rows that makers change are exported from their rows.
/// </summary>
internal static class SolutionPackages
{
    public static void Keep(RequestScope scope, Guid solution, byte[] zip)
    {
        Create(scope);
        scope.Session.Execute("""INSERT INTO "_package" (solution, zip) VALUES (@p0, @p1) ON CONFLICT (solution) DO UPDATE SET zip = excluded.zip""", solution.ToString(), zip);
    }

    /// <returns>Null for a solution that was made here.</returns>
    public static byte[]? Find(RequestScope scope, Guid solution)
    {
        Create(scope);
        return (byte[]?)scope.Session.Scalar("""SELECT zip FROM "_package" WHERE solution = @p0""", solution.ToString());
    }

    public static void Forget(RequestScope scope, Guid solution)
    {
        Create(scope);
        scope.Session.Execute("""DELETE FROM "_package" WHERE solution = @p0""", solution.ToString());
    }

    private static void Create(RequestScope scope) =>
        scope.Session.Execute("""CREATE TABLE IF NOT EXISTS "_package" (solution TEXT NOT NULL PRIMARY KEY, zip BLOB NOT NULL)""");
}
