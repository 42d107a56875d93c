using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>GrantAccess adds rights on a row for a user or team, ModifyAccess puts others in their place, RevokeAccess takes all away. Who shares needs the Share right on the row and every right that is given.</summary>
internal sealed class ShareHandler(string message) : IMessageHandler
{
    public const string Grant = "GrantAccess";
    public const string Modify = "ModifyAccess";
    public const string Revoke = "RevokeAccess";

    public string Message => message;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var target = operation.Required<EntityReference>("Target");
        if (scope.Metadata.Table(target.LogicalName).Ownership != Metadata.Ownership.UserOwned)
            throw new DataverseException(ErrorCode.InvalidArgument, $"Rows of '{target.LogicalName}' have no owner and can't be shared.");
        MustExist(scope, target);
        var access = scope.AccessOf(operation.Caller.UserId);
        access.Demand(AccessRight.Share, target.LogicalName, target.Id);
        if (message == Revoke)
        {
            var revokee = operation.Required<EntityReference>("Revokee");
            Write(scope, session => Sharing.Remove(session, target.Id, revokee.Id));
            return;
        }

        var given = operation.Required<PrincipalAccess>("PrincipalAccess");
        if (given.Principal.LogicalName is not ("systemuser" or "team"))
            throw new DataverseException(ErrorCode.InvalidArgument, $"Rows are shared with users and teams, not with '{given.Principal.LogicalName}'.");
        if ((given.AccessMask & ~Sharing.Shareable) != 0 || given.AccessMask == AccessRight.None)
            throw new DataverseException(ErrorCode.InvalidArgument, $"'{given.AccessMask}' can't be shared; the rights are {Sharing.Shareable}.");
        MustExist(scope, given.Principal);
        foreach (var right in Enum.GetValues<AccessRight>().Where(right => right != AccessRight.None && given.AccessMask.HasFlag(right)))
            access.Demand(right, target.LogicalName, target.Id);
        Write(scope, session =>
        {
            if (message == Modify)
                Sharing.Remove(session, target.Id, given.Principal.Id);
            Sharing.Add(session, target, given);
        });
    }

    private static void Write(RequestScope scope, Action<StorageSession> write)
    {
        using var _ = scope.EnterStorage();
        write(scope.Session);
    }

    private static void MustExist(RequestScope scope, EntityReference row)
    {
        if (!scope.Rows.Exists(row.LogicalName, row.Id))
            throw RowStore.NotFound(row.LogicalName, row.Id);
    }
}
