namespace CaseTime.Migration.Source;

/// <summary>
/// What the columns are called. Names are those that Microsoft documents for the table: logical names, the Web API's names of lookups, and
/// the English labels that an export to Excel writes. What a file calls otherwise, an option names.
/// </summary>
internal static class ColumnNames
{
    private static readonly Dictionary<PreviewColumn, string[]> s_known = new()
    {
        [PreviewColumn.Id] = ["msdyn_timetrackerid", "(Do Not Modify) Time Tracker", "Time Tracker"],
        [PreviewColumn.Case] = ["_msdyn_regardingentity_value", "msdyn_regardingentity", "Regarding Entity"],
        [PreviewColumn.Owner] = ["_ownerid_value", "ownerid", "Owner"],
        [PreviewColumn.Category] = ["msdyn_category", "Category"],
        [PreviewColumn.Duration] = ["msdyn_duration", "Duration"],
        [PreviewColumn.Start] = ["msdyn_starttime", "Start Time"],
        [PreviewColumn.Created] = ["createdon", "Created On"],
        [PreviewColumn.ReasonCategory] = ["msdyn_reasoncategoryfortimelog", "Reason Category for Time Log"],
        [PreviewColumn.Reason] = ["msdyn_reasonfortimelog", "Reason for Time Log"],
    };

    private static readonly HashSet<PreviewColumn> s_needed = [PreviewColumn.Id, PreviewColumn.Case, PreviewColumn.Owner, PreviewColumn.Category, PreviewColumn.Duration];

    /// <summary>What the Web API calls a column.</summary>
    public static string OfWebApi(PreviewColumn column, IReadOnlyDictionary<PreviewColumn, string> told) => told.GetValueOrDefault(column) ?? s_known[column][0];

    /// <summary>Where each column stands in a file.</summary>
    /// <param name="headers">The file's first line.</param>
    /// <param name="told">Names given by option.</param>
    /// <exception cref="ImportException">One that is needed, or was named, is not there.</exception>
    public static Dictionary<PreviewColumn, int> Places(IReadOnlyList<string> headers, IReadOnlyDictionary<PreviewColumn, string> told)
    {
        var places = new Dictionary<PreviewColumn, int>();
        foreach (var (column, known) in s_known)
        {
            string[] names = told.TryGetValue(column, out var name) ? [name] : known;
            var place = names.Select(candidate => Place(headers, candidate)).FirstOrDefault(found => found >= 0, -1);
            if (place >= 0)
                places[column] = place;
            else if (name is not null || s_needed.Contains(column))
                throw ImportException.Usage($"The file has no column {string.Join(" or ", names)}. Name the one that holds it with --column {column.ToString().ToLowerInvariant()}=NAME. Its columns are: {string.Join(", ", headers)}.");
        }

        return places;
    }

    private static int Place(IReadOnlyList<string> headers, string name)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
