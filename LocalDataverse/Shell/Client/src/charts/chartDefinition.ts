import { bareId } from "../platform/rows";
import { childOf, childrenOf, descend, parseXml } from "../xml";

/** How the numbers are drawn. A kind that the shell does not know is drawn as bars. */
export type ChartShape = "bars" | "columns" | "pie";

/** A system chart (savedqueryvisualization) as far as it is drawn here: one measure, by one or two groups. */
export interface ChartDefinition {
  id: string;
  name: string;
  table: string;
  shape: ChartShape;
  /** The aggregate query, without the view's conditions. */
  fetchXml: string;
  /** Alias of the group along the axis. */
  category: string;
  /** The column along the axis. */
  categoryColumn: string;
  /** Alias of the group that makes the series; undefined: one series. */
  series: string | undefined;
  /** Alias of the number. */
  measure: string;
  /** The column the number is made of. */
  measureColumn: string;
  /** The number counts rows, whatever the column holds. */
  counts: boolean;
}

const SHAPES: Readonly<Record<string, ChartShape>> = {
  Column: "columns",
  StackedColumn: "columns",
  StackedColumn100: "columns",
  Line: "columns",
  Area: "columns",
  Pie: "pie",
  Doughnut: "pie",
};

/**
 * @param dataXml savedqueryvisualization.datadescription.
 * @param presentationXml savedqueryvisualization.presentationdescription.
 * @throws Error not well-formed, or a chart of more than one measure.
 */
export function parseChart(
  id: string,
  name: string,
  table: string,
  dataXml: string,
  presentationXml: string,
): ChartDefinition {
  const data = parseXml(dataXml, `chart "${name}"`);
  const fetch = descend(data, "fetchcollection", "fetch");
  const entity = childOf(fetch, "entity");
  const categories = childrenOf(childOf(data, "categorycollection"), "category");
  const measures = categories.flatMap(category => childrenOf(category, "measurecollection"));
  const measure = childOf(measures[0], "measure")?.getAttribute("alias");
  if (!fetch || !entity || !measure) throw new Error(`The chart "${name}" has no query.`);
  if (measures.length > 1)
    throw new Error(`The chart "${name}" has several measures, which the local shell does not draw.`);
  const columns = childrenOf(entity, "attribute");
  const groups = columns.filter(column => column.getAttribute("groupby") === "true").map(aliasOf);
  const category = categories[0]?.getAttribute("alias") ?? groups[0];
  if (!category) throw new Error(`The chart "${name}" groups by nothing.`);
  const named = (alias: string) => columns.find(column => aliasOf(column) === alias);
  return {
    id: bareId(id),
    name,
    table,
    shape: shapeOf(parseXml(presentationXml, `chart "${name}"`)),
    fetchXml: new XMLSerializer().serializeToString(fetch),
    category,
    categoryColumn: named(category)?.getAttribute("name") ?? "",
    series: groups.find(group => group !== category),
    measure,
    measureColumn: named(measure)?.getAttribute("name") ?? "",
    counts: (named(measure)?.getAttribute("aggregate") ?? "").startsWith("count"),
  };
}

function shapeOf(presentation: Element): ChartShape {
  const series = descend(presentation, "Series", "Series");
  return SHAPES[series?.getAttribute("ChartType") ?? ""] ?? "bars";
}

function aliasOf(column: Element): string {
  return column.getAttribute("alias") ?? "";
}
