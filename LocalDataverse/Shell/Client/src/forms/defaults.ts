import { TableInfo } from "../platform/metadata";
import { bareId, CellValue } from "../platform/rows";

/**
 * Values for a new row from the address's extraqs, as Dataverse reads them: column=value, and for a lookup column=id with
 * columnname and columntype beside it.
 */
export function parseDefaults(extraqs: string | undefined, table: TableInfo): Map<string, CellValue> {
  const query = new URLSearchParams(extraqs ?? "");
  const values = new Map<string, CellValue>();
  for (const [name, text] of query) {
    const column = table.columns.get(name);
    if (!column) continue;
    if (column.kind === "lookup") {
      const target = query.get(`${name}type`) ?? column.targets[0] ?? "";
      values.set(name, { id: bareId(text), table: target, name: query.get(`${name}name`) ?? "" });
    } else if (column.kind === "boolean") values.set(name, text === "true" || text === "1");
    else if (["integer", "decimal", "choice"].includes(column.kind)) values.set(name, Number(text));
    else values.set(name, text);
  }
  return values;
}

/** The extraqs that make a new child row point to its parent. */
export function parentDefaults(childColumn: string, parentTable: string, parentId: string, parentName: string): string {
  return new URLSearchParams({
    [childColumn]: parentId,
    [`${childColumn}name`]: parentName,
    [`${childColumn}type`]: parentTable,
  }).toString();
}
