namespace CaseTime.Migration.Rows;

/// <summary>A case of the target.</summary>
internal sealed record CaseFacts(Guid Id, bool IsActive);

/// <summary>A user of the target.</summary>
internal sealed record RepFacts(Guid Id);
