using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>The message of a custom API: checks what was sent, and runs its plugin as the main operation.</summary>
internal sealed class CustomApiHandler(CustomApi api, StepRunner runner) : IMessageHandler
{
    private const string Target = "Target";

    public string Message => api.Name;

    /// <summary>A message bound to a table is about that table, to a row about that row.</summary>
    public (string Table, Guid Id) SubjectOf(ParameterCollection input) => api.Binding switch
    {
        CustomApiBinding.Entity => Subject.Of(input, Target) ?? (api.Table ?? "", Guid.Empty),
        CustomApiBinding.EntityCollection => (api.Table ?? "", Guid.Empty),
        _ => ("", Guid.Empty),
    };

    public void Check(ParameterCollection input)
    {
        if (api.Binding == CustomApiBinding.Entity && (!input.TryGetValue(Target, out object? target) || target is not EntityReference reference || reference.LogicalName != api.Table))
            throw Refused($"needs the parameter '{Target}': a reference to the row of '{api.Table}' that it is bound to");
        foreach (var parameter in api.Parameters)
        {
            if (!input.TryGetValue(parameter.Name, out object? value) || value is null)
            {
                if (!parameter.IsOptional)
                    throw Refused($"needs the parameter '{parameter.Name}' of the type {parameter.Type}");
            }
            else if (!CustomApi.Fits(parameter.Type, value))
            {
                throw Refused($"takes the parameter '{parameter.Name}' as {parameter.Type}, not as {value.GetType().Name}");
            }
        }

        var known = api.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (input.Keys.FirstOrDefault(name => !known.Contains(name) && !(name == Target && api.Binding == CustomApiBinding.Entity)) is { } unknown)
            throw Refused($"has no parameter '{unknown}'");
    }

    public void Execute(Operation operation)
    {
        if (api.ExecutePrivilege is { } privilege && operation.Scope.AccessOf(operation.Caller.UserId).User.DepthOf(privilege) == PrivilegeDepth.None)
            throw new DataverseException(ErrorCode.PrivilegeDenied, $"Principal user (Id={operation.Caller.UserId}) is missing {privilege} privilege, which the message '{api.Name}' demands.");
        if (api.Plugin is not { } plugin)
            return;
        runner.Run(operation, plugin, [], []);
        foreach (var property in api.Properties)
        {
            if (operation.Output.TryGetValue(property.Name, out object? value) && value is not null && !CustomApi.Fits(property.Type, value))
                throw new DataverseException(ErrorCode.Unexpected, $"The plug-in '{plugin.TypeName}' answers '{property.Name}' of '{api.Name}' as {value.GetType().Name}, not as {property.Type}.");
        }
    }

    private DataverseException Refused(string what) => new(ErrorCode.InvalidArgument, $"The message '{api.Name}' {what}.");
}
