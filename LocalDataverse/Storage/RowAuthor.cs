namespace LocalDataverse.Storage;

/// <summary>Who writes a row, and when: what createdby, modifiedon and their like become.</summary>
/// <param name="UserId">Whose privileges applied.</param>
/// <param name="InitiatingUserId">Who called; where it differs, it becomes the delegate (createdonbehalfby).</param>
/// <param name="UtcNow">The moment of the operation.</param>
public sealed record RowAuthor(Guid UserId, Guid InitiatingUserId, DateTime UtcNow);
