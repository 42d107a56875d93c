using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Security;

namespace LocalDataverse.Solutions.Messages;

/// <summary>PublishAllXml, and PublishXml for the tables it names: what makers saved of forms becomes what users see. Everything else is published as it is saved.</summary>
internal sealed class PublishForms(string message) : IMessageHandler
{
    public string Message => message;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        scope.AccessOf(operation.Caller.UserId).DemandPrivilege(AccessRight.Write, scope.Metadata.Table("systemform"));
        var tables = message == "PublishXml" ? TablesOf(operation.RequiredText("ParameterXml")) : null;
        UnpublishedForms.Publish(scope, tables);
    }

    private static HashSet<string> TablesOf(string xml)
    {
        try
        {
            return [.. ForeignXml.Parse(xml).Elements("entities").Elements("entity").Select(table => table.Value.Trim().ToLowerInvariant())];
        }
        catch (XmlException fault)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"The parameter 'ParameterXml' of PublishXml is not well-formed XML: {fault.Message}", fault);
        }
    }
}
