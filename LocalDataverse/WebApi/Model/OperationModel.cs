using LocalDataverse.Metadata;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Model;

/// <summary>Declares functions and actions in the EDM model.</summary>
internal static class OperationModel
{
    private const string Ns = WebApiModel.Namespace;

    public static IReadOnlyDictionary<IEdmOperation, OperationDeclaration> Add(
        EdmModel model,
        EdmEntityContainer container,
        MetadataCatalog catalog,
        IReadOnlyDictionary<string, EdmEntityType> types,
        EdmEntityType anyRow,
        IEnumerable<OperationDeclaration> declarations)
    {
        var operations = new Dictionary<IEdmOperation, OperationDeclaration>();
        var responses = new Dictionary<string, EdmComplexType>(StringComparer.Ordinal);

        IEdmTypeReference Row(string? table) => new EdmEntityTypeReference(table is not null && types.TryGetValue(table, out var type) ? type : anyRow, true);
        IEdmTypeReference Type(OperationValue value) => value.Type switch
        {
            OperationValueType.Row or OperationValueType.Reference or OperationValueType.ReferenceId => Row(value.Table),
            OperationValueType.Rows => EdmCoreModel.GetCollection(Row(value.Table)),
            OperationValueType.PrincipalAccess => Access(),
            OperationValueType.PrincipalAccesses => EdmCoreModel.GetCollection(Access()),
            OperationValueType.Queries => EdmCoreModel.GetCollection(new EdmComplexTypeReference(QueryTypes.AddTo(model), true)),
            OperationValueType.BulkDeleteOptions => new EdmComplexTypeReference(QueryTypes.AddBulkDeleteOptions(model), true),
            _ => Primitive(value.Type),
        };

        EdmComplexTypeReference Access()
        {
            if (!responses.TryGetValue("PrincipalAccess", out var type))
            {
                type = new EdmComplexType(Ns, "PrincipalAccess");
                type.AddStructuralProperty("AccessMask", EdmCoreModel.Instance.GetString(false));
                type.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo { Name = "Principal", Target = anyRow, TargetMultiplicity = EdmMultiplicity.ZeroOrOne });
                model.AddElement(type);
                responses.Add("PrincipalAccess", type);
            }
            return new EdmComplexTypeReference(type, true);
        }

        EdmNavigationPropertyInfo ToRows(OperationValue result) => new()
        {
            Name = result.Name,
            Target = result.Table is not null && types.TryGetValue(result.Table, out var type) ? type : anyRow,
            TargetMultiplicity = result.Type == OperationValueType.Rows ? EdmMultiplicity.Many : EdmMultiplicity.ZeroOrOne,
        };

        foreach (var declaration in declarations)
        {
            var tables = declaration.Parameters.Select(parameter => parameter.Table).Append(declaration.Binding?.Table).OfType<string>();
            if (tables.Any(table => catalog.FindTable(table) is null))
                continue;

            IEdmTypeReference? returns = null;
            if (declaration.AnswersRows)
            {
                returns = Type(declaration.Results[0]);
            }
            else if (declaration.Results.Count > 0)
            {
                if (!responses.TryGetValue(declaration.ResponseTypeName, out var response))
                {
                    response = new EdmComplexType(Ns, declaration.ResponseTypeName);
                    foreach (var result in declaration.Results)
                    {
                        if (result.Type is OperationValueType.Row or OperationValueType.Rows or OperationValueType.Reference)
                            response.AddUnidirectionalNavigation(ToRows(result));
                        else
                            response.AddStructuralProperty(result.Name, Type(result));
                    }

                    model.AddElement(response);
                    responses.Add(declaration.ResponseTypeName, response);
                }
                returns = new EdmComplexTypeReference(response, declaration.IsFunction);
            }

            EdmOperation operation = declaration.IsFunction
                ? new EdmFunction(Ns, declaration.Name, returns ?? throw new InvalidOperationException($"The function {declaration.Name} declares no result."), declaration.Binding is not null, null, isComposable: false)
                : new EdmAction(Ns, declaration.Name, returns, declaration.Binding is not null, null);
            if (declaration.Binding is { } binding)
                operation.AddParameter("entity", binding.IsCollection ? EdmCoreModel.GetCollection(Row(binding.Table)) : Row(binding.Table));
            foreach (var parameter in declaration.Parameters)
            {
                if (parameter.IsOptional)
                    operation.AddOptionalParameter(parameter.Name, Type(parameter));
                else
                    operation.AddParameter(parameter.Name, Type(parameter));
            }
            model.AddElement(operation);
            operations.Add(operation, declaration);
            if (declaration.Binding is null)
            {
                if (operation is EdmFunction function)
                    container.AddFunctionImport(declaration.Name, function);
                else
                    container.AddActionImport(declaration.Name, (EdmAction)operation);
            }
        }
        return operations;
    }

    private static IEdmTypeReference Primitive(OperationValueType type)
    {
        var model = EdmCoreModel.Instance;
        return type switch
        {
            OperationValueType.Boolean => model.GetBoolean(true),
            OperationValueType.DateTime => model.GetDateTimeOffset(true),
            OperationValueType.Decimal or OperationValueType.Money => model.GetDecimal(true),
            OperationValueType.Double => model.GetDouble(true),
            OperationValueType.WholeNumber or OperationValueType.Choice => model.GetInt32(true),
            OperationValueType.BigInt => model.GetInt64(true),
            OperationValueType.Guid => model.GetGuid(true),
            OperationValueType.Guids => EdmCoreModel.GetCollection(model.GetGuid(false)),
            OperationValueType.Texts => EdmCoreModel.GetCollection(model.GetString(false)),
            OperationValueType.Binary => model.GetBinary(true),
            _ => model.GetString(true),
        };
    }
}
