namespace CaseTime.Migration.Source;

/// <summary>A row as the source writes it, not yet understood.</summary>
/// <param name="Line">Where it stands in the file; its number, from 1, where it comes from an environment.</param>
/// <param name="Texts">What its columns hold; empty columns are left out.</param>
/// <param name="IsBroken">The line is no CSV.</param>
public sealed record SourceRow(long Line, IReadOnlyDictionary<PreviewColumn, string> Texts, bool IsBroken = false)
{
    public string? this[PreviewColumn column] => Texts.GetValueOrDefault(column);
}
