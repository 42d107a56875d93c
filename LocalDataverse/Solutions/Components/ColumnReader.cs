using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions.Components;

/// <summary>An attribute element of Entity.xml.</summary>
internal static class ColumnReader
{
    /// <param name="attribute">The element.</param>
    /// <param name="solution">Unique name of the solution that brings it.</param>
    /// <exception cref="DataverseException">The type is unknown here, or a value is missing or malformed.</exception>
    public static ColumnMetadata Read(XElement attribute, string solution)
    {
        var type = TypeOf(attribute.Text("Type"));
        RefuseComputed(attribute);
        return new ColumnMetadata
        {
            LogicalName = attribute.Text("LogicalName"),
            SchemaName = attribute.Attributed("PhysicalName"),
            Type = type,
            DisplayName = attribute.Element("displaynames").Labels("displayname"),
            Description = attribute.Element("Descriptions").Labels("Description"),
            RequiredLevel = LevelOf(attribute.OptionalText("RequiredLevel") ?? "none"),
            ValidForCreate = attribute.Flag("ValidForCreateApi", ifMissing: true),
            ValidForUpdate = attribute.Flag("ValidForUpdateApi", ifMissing: true),
            ValidForRead = attribute.Flag("ValidForReadApi", ifMissing: true),
            IsCustom = attribute.Flag("IsCustomField"),
            IsAuditEnabled = attribute.Flag("IsAuditEnabled"),
            MaxLength = type is ColumnType.Text or ColumnType.Memo ? attribute.Number("MaxLength") : null,
            MinValue = attribute.OptionalDecimal("MinValue"),
            MaxValue = attribute.OptionalDecimal("MaxValue"),
            Precision = attribute.OptionalNumber("Accuracy"),
            Format = attribute.OptionalText("Format")?.ToLowerInvariant() ?? (type == ColumnType.WholeNumber ? "none" : null),
            DateTimeBehavior = BehaviorOf(attribute),
            ChoiceName = attribute.OptionalText("OptionSetName") ?? (string?)attribute.Element("optionset")?.Attribute("Name"),
            DefaultValue = attribute.OptionalNumber("AppDefaultValue") is { } value and >= 0 ? value : null,
            AutoNumberFormat = attribute.OptionalText("AutoNumberFormat"),
            Solution = solution,
        };
    }

    private static ColumnType TypeOf(string type) => type switch
    {
        "primarykey" or "uniqueidentifier" => ColumnType.UniqueIdentifier,
        "nvarchar" => ColumnType.Text,
        "ntext" => ColumnType.Memo,
        "int" => ColumnType.WholeNumber,
        "bigint" => ColumnType.BigInt,
        "decimal" => ColumnType.Decimal,
        "float" => ColumnType.Double,
        "money" => ColumnType.Money,
        "datetime" => ColumnType.DateTime,
        "bit" => ColumnType.Boolean,
        "picklist" => ColumnType.Choice,
        "multiselectpicklist" => ColumnType.Choices,
        "state" => ColumnType.State,
        "status" => ColumnType.Status,
        "lookup" => ColumnType.Lookup,
        "customer" => ColumnType.Customer,
        "owner" => ColumnType.Owner,
        _ => throw new DataverseException(SolutionErrorCode.InvalidFile, $"columns of the type {type} are not supported here"),
    };

    /// <summary>A column that nothing computes would be wrong, not merely empty.</summary>
    private static void RefuseComputed(XElement attribute)
    {
        var kind = attribute.OptionalNumber("SourceType") switch { 1 => "calculated", 2 => "roll-up", 3 => "formula", _ => null };
        if (kind is not null)
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"{kind} columns are not supported here");
    }

    private static RequiredLevel LevelOf(string level) => level switch
    {
        "none" => RequiredLevel.None,
        "recommended" => RequiredLevel.Recommended,
        "required" => RequiredLevel.ApplicationRequired,
        "systemrequired" => RequiredLevel.SystemRequired,
        _ => throw XmlReading.Invalid($"RequiredLevel {level} is unknown"),
    };

    private static DateTimeBehavior BehaviorOf(XElement attribute) => attribute.OptionalNumber("Behavior") switch
    {
        null or 1 => DateTimeBehavior.UserLocal,
        2 => DateTimeBehavior.DateOnly,
        3 => DateTimeBehavior.TimeZoneIndependent,
        var other => throw XmlReading.Invalid($"Behavior {other} is unknown"),
    };
}
