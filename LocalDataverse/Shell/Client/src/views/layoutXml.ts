import { childrenOf, descend, flag, parseXml, whole } from "../xml";

export interface ViewColumn {
  /** Logical name, or alias.column for a column of a linked table. */
  name: string;
  /** Pixels. */
  width: number;
  hidden: boolean;
  sortable: boolean;
}

/** The columns of a view, in order, from savedquery.layoutxml. */
export function parseLayout(layoutXml: string): ViewColumn[] {
  if (!layoutXml.trim()) return [];
  const grid = parseXml(layoutXml, "view's layout");
  return childrenOf(descend(grid, "row"), "cell").map(cell => ({
    name: cell.getAttribute("name") ?? "",
    width: whole(cell, "width", 150),
    hidden: flag(cell, "ishidden", false),
    sortable: !flag(cell, "disableSorting", false),
  }));
}
