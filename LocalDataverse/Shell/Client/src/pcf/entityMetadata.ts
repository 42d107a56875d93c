import { ColumnInfo, TableInfo } from "../platform/metadata";

/** The component framework's AttributeTypeCode by name. */
const TYPE_CODES: Record<string, number> = {
  Boolean: 0,
  Customer: 1,
  DateTime: 2,
  Decimal: 3,
  Double: 4,
  Integer: 5,
  Lookup: 6,
  Memo: 7,
  Money: 8,
  Owner: 9,
  Picklist: 11,
  State: 12,
  Status: 13,
  String: 14,
  Uniqueidentifier: 15,
  BigInt: 18,
};

/** Table metadata in the shape of utils.getEntityMetadata and Xrm.Utility.getEntityMetadata. */
export function toEntityMetadata(
  table: TableInfo,
  attributes: readonly string[] | undefined,
): ComponentFramework.PropertyHelper.EntityMetadata {
  const wanted = [...table.columns.values()].filter(column => attributes?.includes(column.name));
  return {
    LogicalName: table.name,
    SchemaName: table.schemaName,
    EntitySetName: table.entitySet,
    PrimaryIdAttribute: table.idColumn,
    PrimaryNameAttribute: table.nameColumn ?? "",
    DisplayName: table.label,
    DisplayCollectionName: table.pluralLabel,
    ObjectTypeCode: table.objectTypeCode,
    IsActivity: table.isActivity,
    IsCustomEntity: table.objectTypeCode >= 10_000,
    Attributes: toCollection(wanted.map(toAttribute)),
  };
}

interface AttributeMetadata {
  LogicalName: string;
}

function toCollection<T extends AttributeMetadata>(items: T[]): Record<string, unknown> {
  const byName = (name: string) => items.find(item => item.LogicalName === name) ?? null;
  return {
    get: (key?: string | number) =>
      key === undefined ? items : typeof key === "number" ? (items[key] ?? null) : byName(key),
    getAll: () => items,
    getByName: byName,
    getByIndex: (index: number) => items[index] ?? null,
    getFirst: () => items[0] ?? null,
    getLength: () => items.length,
    forEach: (visit: (item: T, index: number) => void) => items.forEach(visit),
  };
}

function toAttribute(column: ColumnInfo) {
  return {
    LogicalName: column.name,
    SchemaName: column.schemaName,
    DisplayName: column.label,
    AttributeType: TYPE_CODES[column.attributeType] ?? -1,
    AttributeTypeName: column.attributeType.toLowerCase(),
    Format: column.format,
    Behavior: column.behavior,
    MaxLength: column.maxLength,
    MinValue: column.minValue,
    MaxValue: column.maxValue,
    Precision: column.precision,
    Targets: column.targets,
    RequiredLevel: column.required ? 2 : 0,
    OptionSet: Object.fromEntries(
      column.options.map(option => [option.value, { text: option.label, value: option.value }]),
    ),
  };
}
