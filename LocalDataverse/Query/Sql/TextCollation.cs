using System.Text;
using LocalDataverse.Metadata;

namespace LocalDataverse.Query.Sql;

/// <summary>Text is compared regardless of case, as Dataverse does.</summary>
internal static class TextCollation
{
    /// <param name="column">What is compared.</param>
    /// <param name="value">With what, where known: ASCII text goes by SQLite's own, faster collation.</param>
    /// <returns>" COLLATE ...", or nothing for other columns.</returns>
    public static string For(ColumnMetadata column, object? value) => column.Type is not (ColumnType.Text or ColumnType.Memo)
        ? ""
        : value is string text && Ascii.IsValid(text) ? " COLLATE NOCASE" : " COLLATE " + SqlFunctions.TextCollation;
}
