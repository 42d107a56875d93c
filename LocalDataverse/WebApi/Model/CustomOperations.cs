using LocalDataverse.Pipeline;

namespace LocalDataverse.WebApi.Model;

/// <summary>Custom APIs as functions and actions.</summary>
internal static class CustomOperations
{
    public static OperationDeclaration Of(CustomApi api) => new()
    {
        Name = api.Name,
        IsFunction = api.IsFunction,
        Binding = api.Binding switch
        {
            CustomApiBinding.Entity => new(api.Table!, IsCollection: false, "Target"),
            CustomApiBinding.EntityCollection => new(api.Table!, IsCollection: true, Parameter: null),
            _ => null,
        },
        Parameters = [.. api.Parameters.Select(Of)],
        Results = [.. api.Properties.Select(Of)],
    };

    private static OperationValue Of(CustomApiValue value) => new(value.Name, Type(value.Type), value.Table, value.IsOptional);

    private static OperationValueType Type(CustomApiType type) => type switch
    {
        CustomApiType.Boolean => OperationValueType.Boolean,
        CustomApiType.DateTime => OperationValueType.DateTime,
        CustomApiType.Decimal => OperationValueType.Decimal,
        CustomApiType.Entity => OperationValueType.Row,
        CustomApiType.EntityCollection => OperationValueType.Rows,
        CustomApiType.EntityReference => OperationValueType.Reference,
        CustomApiType.Float => OperationValueType.Double,
        CustomApiType.Integer => OperationValueType.WholeNumber,
        CustomApiType.Money => OperationValueType.Money,
        CustomApiType.Picklist => OperationValueType.Choice,
        CustomApiType.StringArray => OperationValueType.Texts,
        CustomApiType.Guid => OperationValueType.Guid,
        _ => OperationValueType.Text,
    };
}
