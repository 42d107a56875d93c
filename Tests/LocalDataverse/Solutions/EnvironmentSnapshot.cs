using System.Text;
using System.Text.Json;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>Everything that makes up an environment, as lines to compare: metadata, physical columns, and every row but logs.</summary>
internal static class EnvironmentSnapshot
{
    /// <summary>Logs, and what counts writes.</summary>
    private static readonly string[] s_tables = ["importjob", "asyncoperation"];

    private static readonly string[] s_columns = ["versionnumber", "modifiedon"];

    public static IReadOnlyList<string> Of(Organization organization) => organization.Run(isReadOnly: true, scope =>
    {
        var lines = new List<string>();
        foreach (var table in scope.Metadata.Tables.Values)
        {
            lines.Add(JsonSerializer.Serialize(table with { Columns = table.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary() }));
            if (!table.IsView && !s_tables.Contains(table.LogicalName)) lines.AddRange(scope.Rows.All(table.LogicalName).Select(Line));
        }

        lines.AddRange(scope.Metadata.Relationships.Values.Select(relationship => JsonSerializer.Serialize(relationship)));
        lines.AddRange(scope.Metadata.Choices.Values.Select(choice => JsonSerializer.Serialize(choice)));
        lines.AddRange(scope.Session.Rows(reader => $"column {reader.GetString(0)}.{reader.GetString(1)}",
            "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\'"));
        lines.AddRange(scope.Session.Rows(reader => $"index {reader.GetString(0)}", "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite%' AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    });

    /// <summary>Without what differs between two environments of the same content: ids made at random, and the bytes of assemblies made on the spot.</summary>
    public static IEnumerable<string> Comparable(Organization organization) => Of(organization)
        .Where(line => !line.StartsWith("systemuserroles ", StringComparison.Ordinal) && !line.StartsWith("pluginassembly ", StringComparison.Ordinal));

    private static string Line(Entity row)
    {
        var text = new StringBuilder(row.LogicalName).Append(' ').Append(row.Id);
        foreach (var (column, value) in row.Attributes.Where(pair => !s_columns.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(' ').Append(column).Append('=').Append(value switch { EntityReference reference => reference.Id, OptionSetValue option => option.Value, _ => value });
        return text.ToString();
    }
}
