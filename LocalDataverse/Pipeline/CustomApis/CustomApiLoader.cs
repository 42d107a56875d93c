using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Reads the enabled custom APIs from their rows.</summary>
internal static class CustomApiLoader
{
    private const int Enabled = 0;

    /// <exception cref="DataverseException">A row names a table, type or plugin type that there is not.</exception>
    public static IReadOnlyList<CustomApi> Load(RequestScope scope, PluginTypes types)
    {
        var rows = scope.Rows.Where("customapi", "statecode", new OptionSetValue(Enabled));
        if (rows.Count == 0)
            return [];
        var parameters = scope.Rows.All("customapirequestparameter").ToLookup(row => row.GetAttributeValue<EntityReference>("customapiid")?.Id);
        var properties = scope.Rows.All("customapiresponseproperty").ToLookup(row => row.GetAttributeValue<EntityReference>("customapiid")?.Id);
        return [.. rows.Select(row => Api(row, types, [.. parameters[row.Id].Select(Value)], [.. properties[row.Id].Select(Value)]))];
    }

    private static CustomApi Api(Entity row, PluginTypes types, IReadOnlyList<CustomApiValue> parameters, IReadOnlyList<CustomApiValue> properties)
    {
        var name = row.GetAttributeValue<string>("uniquename")!;
        var binding = (CustomApiBinding)(row.GetAttributeValue<OptionSetValue>("bindingtype")?.Value ?? 0);
        var table = row.GetAttributeValue<string>("boundentitylogicalname");
        if (binding != CustomApiBinding.Global && string.IsNullOrEmpty(table))
            throw new DataverseException(ErrorCode.InvalidArgument, $"The custom API '{name}' is bound and names no table in boundentitylogicalname.");
        return new CustomApi
        {
            Id = row.Id,
            Name = name,
            Binding = binding,
            Table = table,
            IsFunction = row.GetAttributeValue<bool>("isfunction"),
            IsPrivate = row.GetAttributeValue<bool>("isprivate"),
            AllowedSteps = (CustomApiSteps)(row.GetAttributeValue<OptionSetValue>("allowedcustomprocessingsteptype")?.Value ?? 0),
            ExecutePrivilege = row.GetAttributeValue<string>("executeprivilegename"),
            Parameters = parameters,
            Properties = properties,
            Plugin = row.GetAttributeValue<EntityReference>("plugintypeid") is { } type ? MainOperation(row.Id, name, types, types.Of(type.Id)) : null,
        };
    }

    private static StepRegistration MainOperation(Guid id, string name, PluginTypes types, PluginTypeSource type) => new()
    {
        Id = id,
        Name = name,
        Message = name,
        Stage = PipelineStage.MainOperation,
        TypeName = type.TypeName,
        Plugin = types.Plugin(type),
    };

    private static CustomApiValue Value(Entity row)
    {
        var name = row.GetAttributeValue<string>("uniquename") ?? "";
        var type = (CustomApiType)row.GetAttributeValue<int>("type");
        return Enum.IsDefined(type)
            ? new CustomApiValue(name, type, row.GetAttributeValue<string>("logicalentityname"), row.GetAttributeValue<bool>("isoptional"))
            : throw new DataverseException(ErrorCode.InvalidArgument, $"'{name}' of a custom API is of the type {(int)type}, which there is not.");
    }
}
