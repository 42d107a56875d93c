namespace LocalDataverse.Security;

/// <summary>Row-level read security as SQL.</summary>
public interface IReadFilter
{
    /// <summary>The condition a row of <paramref name="table"/>, known in the statement as <paramref name="alias"/>, must meet; null when every row may be read.</summary>
    /// <exception cref="DataverseException">0x80040220 when the caller has no read privilege on the table at all.</exception>
    SqlCondition? For(string table, string alias);
}

/// <summary>SQL text with named parameters; no user value is ever in the text.</summary>
public sealed record SqlCondition(string Sql, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>The caller as queries and formatting see them.</summary>
/// <param name="UserId">systemuserid.</param>
/// <param name="BusinessUnitId">Their business unit.</param>
/// <param name="TeamIds">Teams they belong to.</param>
/// <param name="LanguageId">LCID of their UI language.</param>
/// <param name="TimeZone">Their time zone.</param>
public sealed record UserProfile(Guid UserId, Guid BusinessUnitId, IReadOnlyList<Guid> TeamIds, int LanguageId, TimeZoneInfo TimeZone)
{
    /// <summary>A .NET pattern; null: as the language writes dates.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Likewise for times of day.</summary>
    public string? TimeFormat { get; init; }
}
