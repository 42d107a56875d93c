using LocalDataverse.Metadata;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Model;

/// <summary>The EDM types that Dataverse gives its columns.</summary>
public static class ColumnEdmType
{
    public static IEdmPrimitiveTypeReference Of(ColumnMetadata column)
    {
        var model = EdmCoreModel.Instance;
        return column.Type switch
        {
            ColumnType.UniqueIdentifier or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => model.GetGuid(true),
            ColumnType.WholeNumber or ColumnType.Choice or ColumnType.State or ColumnType.Status => model.GetInt32(true),
            ColumnType.BigInt => model.GetInt64(true),
            ColumnType.Decimal or ColumnType.Money => model.GetDecimal(true),
            ColumnType.Double => model.GetDouble(true),
            ColumnType.Boolean => model.GetBoolean(true),
            ColumnType.DateTime => column.DateTimeBehavior == DateTimeBehavior.DateOnly ? model.GetDate(true) : model.GetDateTimeOffset(true),
            _ => model.GetString(true),
        };
    }
}
