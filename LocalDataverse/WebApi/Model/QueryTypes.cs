using Microsoft.OData.Edm;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Model;

/// <summary>QueryExpression and its parts as the EDM model declares them, for messages that take queries.</summary>
internal static class QueryTypes
{
    private const string Ns = WebApiModel.Namespace;

    /// <summary>Adds the types to the model.</summary>
    /// <returns>QueryExpression.</returns>
    public static EdmComplexType AddTo(EdmModel model)
    {
        var edm = EdmCoreModel.Instance;
        var value = new EdmComplexType(Ns, "Object");
        value.AddStructuralProperty("Type", edm.GetString(true));
        value.AddStructuralProperty("Value", edm.GetString(true));

        var condition = new EdmComplexType(Ns, "ConditionExpression");
        condition.AddStructuralProperty("EntityName", edm.GetString(true));
        condition.AddStructuralProperty("AttributeName", edm.GetString(true));
        condition.AddStructuralProperty("Operator", Choice<ConditionOperator>(model));
        condition.AddStructuralProperty("Values", Many(value));
        condition.AddStructuralProperty("CompareColumns", edm.GetBoolean(true));

        var filter = new EdmComplexType(Ns, "FilterExpression");
        filter.AddStructuralProperty("FilterOperator", Choice<LogicalOperator>(model));
        filter.AddStructuralProperty("Conditions", Many(condition));
        filter.AddStructuralProperty("Filters", Many(filter));

        var columns = new EdmComplexType(Ns, "ColumnSet");
        columns.AddStructuralProperty("AllColumns", edm.GetBoolean(true));
        columns.AddStructuralProperty("Columns", EdmCoreModel.GetCollection(edm.GetString(true)));

        var link = new EdmComplexType(Ns, "LinkEntity");
        foreach (var name in new[] { "LinkFromEntityName", "LinkFromAttributeName", "LinkToEntityName", "LinkToAttributeName", "EntityAlias" })
            link.AddStructuralProperty(name, edm.GetString(true));
        link.AddStructuralProperty("JoinOperator", Choice<JoinOperator>(model));
        link.AddStructuralProperty("LinkCriteria", One(filter));
        link.AddStructuralProperty("LinkEntities", Many(link));
        link.AddStructuralProperty("Columns", One(columns));

        var query = new EdmComplexType(Ns, "QueryExpression");
        query.AddStructuralProperty("EntityName", edm.GetString(true));
        query.AddStructuralProperty("ColumnSet", One(columns));
        query.AddStructuralProperty("Criteria", One(filter));
        query.AddStructuralProperty("LinkEntities", Many(link));
        query.AddStructuralProperty("Distinct", edm.GetBoolean(true));
        query.AddStructuralProperty("NoLock", edm.GetBoolean(true));
        query.AddStructuralProperty("TopCount", edm.GetInt32(true));
        model.AddElements([value, condition, filter, columns, link, query]);
        return query;
    }

    /// <summary>Options of BulkDelete.</summary>
    public static EdmComplexType AddBulkDeleteOptions(EdmModel model)
    {
        var options = new EdmComplexType(Ns, "BulkDeleteOptions");
        options.AddStructuralProperty("CanRecoverDeletedRecords", EdmCoreModel.Instance.GetBoolean(true));
        options.AddStructuralProperty("RunJobForSandbox", EdmCoreModel.Instance.GetBoolean(true));
        model.AddElement(options);
        return options;
    }

    private static EdmComplexTypeReference One(EdmComplexType type) => new(type, true);

    private static EdmCollectionTypeReference Many(EdmComplexType type) => new(new EdmCollectionType(new EdmComplexTypeReference(type, true)));

    private static EdmEnumTypeReference Choice<T>(EdmModel model)
        where T : struct, Enum
    {
        var type = new EdmEnumType(Ns, typeof(T).Name);
        foreach (var name in Enum.GetNames<T>())
            type.AddMember(name, new EdmEnumMemberValue(Convert.ToInt64(Enum.Parse<T>(name), System.Globalization.CultureInfo.InvariantCulture)));
        model.AddElement(type);
        return new EdmEnumTypeReference(type, true);
    }
}
