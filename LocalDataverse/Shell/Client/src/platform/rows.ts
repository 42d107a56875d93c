import { ColumnInfo } from "./metadata";
import { ApiRow, FORMATTED, LOOKUP_TABLE } from "./webApi";

export interface Reference {
  table: string;
  id: string;
  name: string;
}

/** What a column of a form or grid holds. Dates stay the ISO text that the Web API sent. */
export type CellValue = string | number | boolean | number[] | Reference | null;

/** A column of a linked table is named alias.column in fetch and layout, alias_x002e_column in JSON. */
function keysOf(column: string): string[] {
  return column.includes(".") ? [column, column.replace(".", "_x002e_")] : [column, `_${column}_value`];
}

/** The key under which a row holds a column's value; undefined when it holds none. */
function keyOf(row: ApiRow, column: string): string | undefined {
  return keysOf(column).find(key => row[key] !== undefined && row[key] !== null);
}

/** The value as text for a person: the server's formatted value, else the plain value. */
export function formattedValue(row: ApiRow, column: string): string {
  const key = keyOf(row, column);
  if (key === undefined) return "";
  const formatted = row[`${key}@${FORMATTED}`];
  return typeof formatted === "string" ? formatted : plainText(row[key]);
}

function plainText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The row a lookup column points to; null when it is empty. */
export function readReference(row: ApiRow, column: string, targets: readonly string[] = []): Reference | null {
  const key = keyOf(row, column);
  const id = key === undefined ? undefined : row[key];
  if (key === undefined || typeof id !== "string") return null;
  const table = row[`${key}@${LOOKUP_TABLE}`];
  return {
    id,
    table: typeof table === "string" ? table : (targets[0] ?? ""),
    name: formattedValue(row, column) === id ? "" : formattedValue(row, column),
  };
}

/** The typed value of a column. */
export function readValue(row: ApiRow, column: ColumnInfo, name = column.name): CellValue {
  if (column.kind === "lookup") return readReference(row, name, column.targets);
  const key = keyOf(row, name);
  const value = key === undefined ? null : row[key];
  if (column.kind === "choices") {
    return typeof value === "string" ? value.split(",").map(Number) : Array.isArray(value) ? value.map(Number) : null;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

export function isReference(value: CellValue | undefined): value is Reference {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function sameValue(left: CellValue | undefined, right: CellValue | undefined): boolean {
  if (isReference(left) && isReference(right)) return left.id === right.id && left.table === right.table;
  if (Array.isArray(left) && Array.isArray(right)) return [...left].sort().join() === [...right].sort().join();
  // An empty text and no text are the same to a form.
  return (left === "" ? null : (left ?? null)) === (right === "" ? null : (right ?? null));
}

/** A GUID as Web API and routes write it: lower case, no braces. */
export function bareId(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}
