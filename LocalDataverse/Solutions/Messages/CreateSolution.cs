using System.Text.RegularExpressions;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Messages;

/// <summary>A solution made by hand: unmanaged, with a name that no other has.</summary>
internal sealed partial class CreateSolution(IMessageHandler inner) : IMessageHandler
{
    public string Message => "Create";

    public string? Table => "solution";

    public void Execute(Operation operation)
    {
        var row = operation.Required<Entity>("Target");
        var name = row.GetAttributeValue<string>("uniquename") ?? "";
        if (!NamePattern().IsMatch(name))
            throw new DataverseException(ErrorCode.InvalidArgument, $"The solution's name '{name}' must begin with a letter and hold letters, digits and underscores only.");
        if (!Version.TryParse(row.GetAttributeValue<string>("version"), out _))
            throw new DataverseException(ErrorCode.InvalidArgument, $"The solution's version '{row.GetAttributeValue<string>("version")}' must be of the form 1.0.0.0.");
        if (operation.Scope.Rows.All("solution", "uniquename").Any(other => name.Equals(other.GetAttributeValue<string>("uniquename"), StringComparison.OrdinalIgnoreCase)))
            throw new DataverseException(ErrorCode.DuplicateKey, $"A solution of the name '{name}' exists already.");
        row["ismanaged"] = false;
        row["isvisible"] = true;
        row["installedon"] = operation.Scope.UtcNow;
        inner.Execute(operation);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,64}\z")]
    private static partial Regex NamePattern();
}
