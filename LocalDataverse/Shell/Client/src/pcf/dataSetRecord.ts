import { ColumnInfo, TableInfo } from "../platform/metadata";
import { formattedValue, isReference, readValue } from "../platform/rows";
import { ApiRow } from "../platform/webApi";

type EntityRecord = ComponentFramework.PropertyHelper.DataSetApi.EntityRecord;

/** Finds the column behind a name that a control uses: a column's name, alias.column, or a property-set's alias. */
export type ColumnFinder = (name: string) => { key: string; info: ColumnInfo | undefined };

/** A row as controls see it. Dates are ISO texts, lookups entity references, choices numbers. */
export function toRecord(table: TableInfo, row: ApiRow, find: ColumnFinder): EntityRecord {
  const id = String(row[table.idColumn] ?? "");
  return {
    getRecordId: () => id,
    getNamedReference: () => ({
      id: { guid: id },
      etn: table.name,
      name: table.nameColumn ? formattedValue(row, table.nameColumn) : "",
    }),
    getFormattedValue: name => formattedValue(row, find(name).key),
    // The typings have no null, the platform does: an empty column has no value.
    getValue: name => rawValue(row, find(name)) as ReturnType<EntityRecord["getValue"]>,
  };
}

function rawValue(row: ApiRow, { key, info }: ReturnType<ColumnFinder>): unknown {
  if (!info) return row[key] ?? null;
  const value = readValue(row, info, key);
  return isReference(value) ? { etn: value.table, id: { guid: value.id }, name: value.name } : value;
}

/** The component framework's name of a column's type. */
export function dataTypeOf(info: ColumnInfo | undefined): string {
  if (!info) return "SingleLine.Text";
  switch (info.kind) {
    case "text":
      return (
        { email: "SingleLine.Email", url: "SingleLine.URL", phone: "SingleLine.Phone" }[info.format] ??
        "SingleLine.Text"
      );
    case "memo":
      return "Multiple";
    case "integer":
      return info.format === "duration" ? "Whole.Duration" : "Whole.None";
    case "decimal":
      return { Double: "FP", Money: "Currency" }[info.attributeType] ?? "Decimal";
    case "datetime":
      return info.format === "dateonly" || info.behavior === "DateOnly"
        ? "DateAndTime.DateOnly"
        : "DateAndTime.DateAndTime";
    case "boolean":
      return "TwoOptions";
    case "choice":
      return "OptionSet";
    case "choices":
      return "MultiSelectOptionSet";
    case "lookup":
      return { Owner: "Lookup.Owner", Customer: "Lookup.Customer" }[info.attributeType] ?? "Lookup.Simple";
    default:
      return "SingleLine.Text";
  }
}
