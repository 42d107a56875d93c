using System.Collections.Concurrent;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>
/// What users may do, read once and kept until a committed request touches users, teams, roles or units.
/// A request takes the current cache before its snapshot begins, so that it can never put what it read into a later one.
/// </summary>
internal sealed class UserAccessCache(Guid systemUserId)
{
    private readonly ConcurrentDictionary<Guid, UserAccess> _users = new();

    /// <exception cref="DataverseException">0x80040217: no such user.</exception>
    public UserAccess Of(Guid userId, StorageSession session) =>
        _users.TryGetValue(userId, out var user) ? user : _users.GetOrAdd(userId, UserAccessReader.Read(session, userId, systemUserId));
}
