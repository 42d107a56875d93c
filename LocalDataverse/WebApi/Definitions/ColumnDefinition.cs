using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using Microsoft.OData.Edm;
using P = LocalDataverse.WebApi.Definitions.DefinitionProperty<LocalDataverse.WebApi.Definitions.ColumnSubject>;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>AttributeMetadata and its kinds: what clients ask of a column's definition.</summary>
internal static class ColumnDefinition
{
    public const string Type = "AttributeMetadata";
    public const string EnumType = "EnumAttributeMetadata";
    public const string BooleanType = "BooleanAttributeMetadata";

    public static IReadOnlyList<P> Common { get; } =
    [
        P.Text("LogicalName", subject => subject.Column.LogicalName),
        P.Text("SchemaName", subject => subject.Column.SchemaName),
        P.Text("EntityLogicalName", subject => subject.Table.LogicalName),
        P.Text("AttributeOf", _ => null),
        P.Member("AttributeType", DefinitionTypes.AttributeTypeCode, subject => TypeCode(subject.Column.Type)),
        P.Complex("AttributeTypeName", DefinitionTypes.AttributeTypeDisplayName, subject => DefinitionValues.Named(TypeName(subject.Column.Type))),
        P.Label("DisplayName", subject => (subject.Column.DisplayName, subject.Language)),
        P.Label("Description", subject => (subject.Column.Description, subject.Language)),
        P.Complex("RequiredLevel", DefinitionTypes.RequiredLevelManagedProperty, subject => DefinitionValues.RequiredLevel(subject.Column.RequiredLevel)),
        P.Flag("IsPrimaryId", subject => subject.Column.LogicalName == subject.Table.PrimaryIdColumn),
        P.Flag("IsPrimaryName", subject => subject.Column.LogicalName == subject.Table.PrimaryNameColumn),
        P.Flag("IsValidForCreate", subject => subject.Column.ValidForCreate),
        P.Flag("IsValidForUpdate", subject => subject.Column.ValidForUpdate),
        P.Flag("IsValidForRead", subject => subject.Column.ValidForRead),
        P.Flag("IsCustomAttribute", subject => subject.Column.IsCustom),
        P.Flag("IsManaged", subject => subject.Column.Solution is not null),
        P.Flag("IsLogical", _ => false),
        P.Flag("IsSecured", _ => false),
        P.Managed("IsAuditEnabled", subject => subject.Column.IsAuditEnabled),
        P.Managed("IsCustomizable", _ => true),
        P.Managed("IsValidForAdvancedFind", _ => true),
    ];

    /// <summary>What each kind adds, by its type; kinds that add nothing are here too.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<P>> Kinds { get; } = new Dictionary<string, IReadOnlyList<P>>(StringComparer.Ordinal)
    {
        ["StringAttributeMetadata"] = [P.Number("MaxLength", subject => subject.Column.MaxLength), Format("FormatName", DefinitionTypes.StringFormatName, "Text")],
        ["MemoAttributeMetadata"] = [P.Number("MaxLength", subject => subject.Column.MaxLength), Format("FormatName", DefinitionTypes.MemoFormatName, "TextArea")],
        ["IntegerAttributeMetadata"] =
        [
            P.Number("MinValue", subject => (int?)subject.Column.MinValue ?? int.MinValue), P.Number("MaxValue", subject => (int?)subject.Column.MaxValue ?? int.MaxValue),
            P.Member("Format", DefinitionTypes.IntegerFormat, subject => subject.Column.Format switch
            {
                "duration" => "Duration",
                "timezone" => "TimeZone",
                "language" => "Language",
                "locale" => "Locale",
                _ => "None",
            }),
        ],
        ["BigIntAttributeMetadata"] = [],
        ["DecimalAttributeMetadata"] = Amounts(),
        ["DoubleAttributeMetadata"] = Amounts(),
        ["MoneyAttributeMetadata"] = Amounts(),
        ["DateTimeAttributeMetadata"] =
        [
            P.Member("Format", DefinitionTypes.DateTimeFormat, subject => subject.Column.Format == "date" ? "DateOnly" : "DateAndTime"),
            P.Complex("DateTimeBehavior", DefinitionTypes.DateTimeBehavior, subject => DefinitionValues.Named(subject.Column.DateTimeBehavior.ToString())),
        ],
        ["LookupAttributeMetadata"] =
        [
            new("Targets", EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetString(false)), subject => new JsonArray([.. subject.Column.Targets.Select(target => (JsonNode)target)])),
        ],
        [BooleanType] = [P.Flag("DefaultValue", subject => subject.Column.DefaultValue == 1)],
        ["UniqueIdentifierAttributeMetadata"] = [],
        ["EntityNameAttributeMetadata"] = [],
        ["PicklistAttributeMetadata"] = [],
        ["MultiSelectPicklistAttributeMetadata"] = [],
        ["StateAttributeMetadata"] = [],
        ["StatusAttributeMetadata"] = [],
    };

    /// <summary>What every kind with options has.</summary>
    public static IReadOnlyList<P> OfEnum { get; } = [P.Number("DefaultFormValue", subject => subject.Column.DefaultValue)];

    public static bool IsEnum(string kind) => kind is "PicklistAttributeMetadata" or "MultiSelectPicklistAttributeMetadata" or "StateAttributeMetadata" or "StatusAttributeMetadata";

    public static string KindOf(ColumnType type) => type switch
    {
        ColumnType.Text => "StringAttributeMetadata",
        ColumnType.Memo => "MemoAttributeMetadata",
        ColumnType.WholeNumber => "IntegerAttributeMetadata",
        ColumnType.BigInt => "BigIntAttributeMetadata",
        ColumnType.Decimal => "DecimalAttributeMetadata",
        ColumnType.Double => "DoubleAttributeMetadata",
        ColumnType.Money => "MoneyAttributeMetadata",
        ColumnType.DateTime => "DateTimeAttributeMetadata",
        ColumnType.Boolean => BooleanType,
        ColumnType.Choice => "PicklistAttributeMetadata",
        ColumnType.Choices => "MultiSelectPicklistAttributeMetadata",
        ColumnType.State => "StateAttributeMetadata",
        ColumnType.Status => "StatusAttributeMetadata",
        ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => "LookupAttributeMetadata",
        ColumnType.EntityName => "EntityNameAttributeMetadata",
        _ => "UniqueIdentifierAttributeMetadata",
    };

    private static string TypeCode(ColumnType type) => type switch
    {
        ColumnType.Text => "String",
        ColumnType.WholeNumber => "Integer",
        ColumnType.Choice => "Picklist",
        ColumnType.Choices => "Virtual",
        ColumnType.UniqueIdentifier => "Uniqueidentifier",
        _ => type.ToString(),
    };

    private static string TypeName(ColumnType type) => type == ColumnType.Choices ? "MultiSelectPicklistType" : TypeCode(type) + "Type";

    private static P Format(string name, EdmComplexType type, string otherwise) => P.Complex(name, type, subject => DefinitionValues.Named(subject.Column.Format switch
    {
        "email" => "Email",
        "url" => "Url",
        "phone" => "Phone",
        "textarea" => "TextArea",
        "richtext" => "RichText",
        "tickersymbol" => "TickerSymbol",
        _ => otherwise,
    }));

    private static P[] Amounts() =>
    [
        P.Amount("MinValue", subject => subject.Column.MinValue), P.Amount("MaxValue", subject => subject.Column.MaxValue), P.Number("Precision", subject => subject.Column.Precision),
    ];
}
