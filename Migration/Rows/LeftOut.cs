namespace CaseTime.Migration.Rows;

/// <summary>A row that does not come along, and why.</summary>
/// <param name="Line">Where it stands in the source.</param>
/// <param name="Id">Its id there, as far as it can be read.</param>
/// <param name="Reason">A short word for counting: broken, id, category, duration, date, case, representative, duplicate, too long, future, refused.</param>
/// <param name="Sentence">What to mend.</param>
internal sealed record LeftOut(long Line, string Id, string Reason, string Sentence);
