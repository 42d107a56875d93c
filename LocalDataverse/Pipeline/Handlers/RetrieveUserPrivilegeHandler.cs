using LocalDataverse.Security;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>RetrieveUserPrivilegeByPrivilegeName: the depth at which a user holds one privilege, over all their roles and teams.</summary>
internal sealed class RetrieveUserPrivilegeHandler : IMessageHandler
{
    public string Message => "RetrieveUserPrivilegeByPrivilegeName";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var user = operation.Required<Guid>("UserId");
        var name = operation.Required<string>("PrivilegeName");
        var depth = operation.Scope.AccessOf(user).User.DepthOf(name);
        operation.Output["RolePrivileges"] = depth == PrivilegeDepth.None ? Array.Empty<RolePrivilege>() : [new RolePrivilege(name, Number(depth))];
    }

    /// <summary>The SDK numbers the depths 0 to 3; rows of roleprivileges hold them as a mask.</summary>
    private static int Number(PrivilegeDepth depth) => int.Log2((int)depth);
}

/// <summary>Answers as Microsoft.Crm.Sdk.Messages.RolePrivilege does, whose assembly plugins need not reference.</summary>
/// <param name="PrivilegeName">prvRead..., prvWrite... .</param>
/// <param name="Depth">0 the user's own rows, 1 their business unit, 2 it and those below, 3 the organisation.</param>
public sealed record RolePrivilege(string PrivilegeName, int Depth);
