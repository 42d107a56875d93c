using Microsoft.OData.Edm;
using static LocalDataverse.WebApi.Model.WebApiModel;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>The enum and complex types of Dataverse's metadata, as far as definitions here use them.</summary>
internal static class DefinitionTypes
{
    public static EdmEnumType AttributeTypeCode { get; } = Enum("AttributeTypeCode",
        "Boolean", "Customer", "DateTime", "Decimal", "Double", "Integer", "Lookup", "Memo", "Money", "Owner", "PartyList", "Picklist", "State", "Status", "String",
        "Uniqueidentifier", "CalendarRules", "Virtual", "BigInt", "ManagedProperty", "EntityName");

    public static EdmEnumType OwnershipTypes { get; } = Enum("OwnershipTypes", "None", "UserOwned", "TeamOwned", "BusinessOwned", "OrganizationOwned", "BusinessParented");
    public static EdmEnumType AttributeRequiredLevel { get; } = Enum("AttributeRequiredLevel", "None", "SystemRequired", "ApplicationRequired", "Recommended");
    public static EdmEnumType OptionSetType { get; } = Enum("OptionSetType", "Picklist", "State", "Status", "Boolean");
    public static EdmEnumType RelationshipType { get; } = Enum("RelationshipType", "OneToManyRelationship", "ManyToManyRelationship");
    public static EdmEnumType CascadeType { get; } = Enum("CascadeType", "NoCascade", "Cascade", "Active", "UserOwned", "RemoveLink", "Restrict");
    public static EdmEnumType IntegerFormat { get; } = Enum("IntegerFormat", "None", "Duration", "TimeZone", "Language", "Locale");
    public static EdmEnumType DateTimeFormat { get; } = Enum("DateTimeFormat", "DateOnly", "DateAndTime");

    public static EdmComplexType LocalizedLabel { get; } = Complex("LocalizedLabel",
        ("Label", Text), ("LanguageCode", Number), ("IsManaged", Flag), ("MetadataId", EdmCoreModel.Instance.GetGuid(true)), ("HasChanged", Flag));

    public static EdmComplexType Label { get; } = Complex("Label", ("LocalizedLabels", Many(LocalizedLabel)), ("UserLocalizedLabel", One(LocalizedLabel)));

    public static EdmComplexType BooleanManagedProperty { get; } = Complex("BooleanManagedProperty",
        ("Value", Flag), ("CanBeChanged", Flag), ("ManagedPropertyLogicalName", Text));

    public static EdmComplexType RequiredLevelManagedProperty { get; } = Complex("AttributeRequiredLevelManagedProperty",
        ("Value", new EdmEnumTypeReference(AttributeRequiredLevel, true)), ("CanBeChanged", Flag), ("ManagedPropertyLogicalName", Text));

    public static EdmComplexType AttributeTypeDisplayName { get; } = Complex("AttributeTypeDisplayName", ("Value", Text));
    public static EdmComplexType StringFormatName { get; } = Complex("StringFormatName", ("Value", Text));
    public static EdmComplexType MemoFormatName { get; } = Complex("MemoFormatName", ("Value", Text));
    public static EdmComplexType DateTimeBehavior { get; } = Complex("DateTimeBehavior", ("Value", Text));

    public static EdmComplexType OptionMetadata { get; } = Complex("OptionMetadata",
        ("Value", Number), ("Label", One(Label)), ("Description", One(Label)), ("Color", Text), ("IsManaged", Flag), ("MetadataId", EdmCoreModel.Instance.GetGuid(true)), ("HasChanged", Flag));

    public static EdmComplexType StateOptionMetadata { get; } = Derived("StateOptionMetadata", OptionMetadata, ("DefaultStatus", Number), ("InvariantName", Text));
    public static EdmComplexType StatusOptionMetadata { get; } = Derived("StatusOptionMetadata", OptionMetadata, ("State", Number), ("TransitionData", Text));

    public static EdmComplexType CascadeConfiguration { get; } = Complex("CascadeConfiguration",
        [.. new[] { "Assign", "Delete", "Merge", "Reparent", "Share", "Unshare", "RollupView" }.Select(name => (name, (IEdmTypeReference)new EdmEnumTypeReference(CascadeType, true)))]);

    public static IReadOnlyList<IEdmSchemaElement> All { get; } =
    [
        AttributeTypeCode, OwnershipTypes, AttributeRequiredLevel, OptionSetType, RelationshipType, CascadeType, IntegerFormat, DateTimeFormat,
        LocalizedLabel, Label, BooleanManagedProperty, RequiredLevelManagedProperty, AttributeTypeDisplayName, StringFormatName, MemoFormatName, DateTimeBehavior,
        OptionMetadata, StateOptionMetadata, StatusOptionMetadata, CascadeConfiguration,
    ];

    private static IEdmTypeReference Text => EdmCoreModel.Instance.GetString(true);
    private static IEdmTypeReference Number => EdmCoreModel.Instance.GetInt32(true);
    private static IEdmTypeReference Flag => EdmCoreModel.Instance.GetBoolean(true);

    public static IEdmTypeReference One(EdmComplexType type) => new EdmComplexTypeReference(type, true);

    public static IEdmTypeReference Many(EdmComplexType type) => EdmCoreModel.GetCollection(new EdmComplexTypeReference(type, false));

    private static EdmEnumType Enum(string name, params string[] members)
    {
        var type = new EdmEnumType(Namespace, name);
        for (var i = 0; i < members.Length; i++)
            type.AddMember(members[i], new EdmEnumMemberValue(i));
        return type;
    }

    private static EdmComplexType Complex(string name, params (string Name, IEdmTypeReference Type)[] properties) => Derived(name, null, properties);

    private static EdmComplexType Derived(string name, EdmComplexType? parent, params (string Name, IEdmTypeReference Type)[] properties)
    {
        var type = new EdmComplexType(Namespace, name, parent);
        foreach (var property in properties)
            type.AddStructuralProperty(property.Name, property.Type);
        return type;
    }
}
