import { View } from "../platform/customizations";
import { ColumnInfo, Metadata } from "../platform/metadata";
import { parseXml } from "../xml";
import { ViewColumn } from "./layoutXml";

export interface DescribedColumn extends ViewColumn {
  label: string;
  info: ColumnInfo | undefined;
}

/** A view's columns with what metadata says about them; columns of linked tables bear that table's name as well. */
export async function describeColumns(view: View, metadata: Metadata): Promise<DescribedColumn[]> {
  const table = await metadata.table(view.table);
  const linked = linkedTables(view.fetchXml);
  return Promise.all(
    view.columns.map(async column => {
      const [alias, name] = splitAlias(column.name);
      const linkedTable = alias ? linked.get(alias) : undefined;
      const owner = linkedTable ? await metadata.table(linkedTable) : table;
      const info = owner.columns.get(name);
      const label = info?.label ?? column.name;
      return { ...column, info, label: linkedTable ? `${label} (${owner.label})` : label };
    }),
  );
}

export function splitAlias(name: string): [alias: string | undefined, column: string] {
  const dot = name.indexOf(".");
  return dot < 0 ? [undefined, name] : [name.slice(0, dot), name.slice(dot + 1)];
}

function linkedTables(fetchXml: string): Map<string, string> {
  const links = parseXml(fetchXml, "view's fetch").getElementsByTagName("link-entity");
  return new Map(
    Array.from(links).map(link => [link.getAttribute("alias") ?? "", link.getAttribute("name") ?? ""] as const),
  );
}
