import { ConditionGroup, changeFetch } from "../views/fetchXml";
import { childOf, childrenOf, parseXml } from "../xml";
import { ChartDefinition } from "./chartDefinition";

/** The parts of a date that tell one group from another: a day of the month alone would add up every month's. */
const DATE_PARTS: Readonly<Record<string, readonly string[]>> = {
  day: ["year", "month", "day"],
  week: ["year", "week"],
  month: ["year", "month"],
  quarter: ["year", "quarter"],
  year: ["year"],
};

/** The alias of one part of a date that is grouped by. */
export function partAlias(alias: string, part: string): string {
  return `${alias}_${part}`;
}

/** How the chart groups by a date: day, week, month, quarter or year; undefined where the group is no date. */
export function dateGrouping(chart: ChartDefinition, alias: string): string | undefined {
  const entity = childOf(parseXml(chart.fetchXml, `chart "${chart.name}"`), "entity");
  const group = childrenOf(entity, "attribute").find(column => column.getAttribute("alias") === alias);
  return group?.getAttribute("dategrouping") ?? undefined;
}

/** The chart's query over the rows of a view, as the platform asks it: the view's conditions and links hold for the sums. */
export function chartFetch(chart: ChartDefinition, viewFetchXml: string, filters: readonly ConditionGroup[]): string {
  const fetch = parseXml(chart.fetchXml, `chart "${chart.name}"`);
  const entity = childOf(fetch, "entity");
  if (!entity) throw new Error(`The chart "${chart.name}" has no query.`);
  splitDates(entity);
  const view = childOf(parseXml(viewFetchXml, "view's fetch"), "entity");
  for (const part of [...childrenOf(view, "filter"), ...childrenOf(view, "link-entity")]) {
    const copy = entity.ownerDocument.importNode(part, true);
    withoutColumns(copy);
    entity.appendChild(copy);
  }
  return changeFetch(new XMLSerializer().serializeToString(fetch), { filters });
}

function splitDates(entity: Element): void {
  for (const column of childrenOf(entity, "attribute")) {
    const parts = DATE_PARTS[column.getAttribute("dategrouping") ?? ""];
    if (!parts) continue;
    const alias = column.getAttribute("alias") ?? "";
    for (const part of parts) {
      const copy = column.cloneNode() as Element;
      copy.setAttribute("alias", partAlias(alias, part));
      copy.setAttribute("dategrouping", part);
      entity.insertBefore(copy, column);
    }
    entity.removeChild(column);
    for (const order of childrenOf(entity, "order").filter(order => order.getAttribute("alias") === alias)) {
      for (const part of parts) {
        const copy = order.cloneNode() as Element;
        copy.setAttribute("alias", partAlias(alias, part));
        entity.insertBefore(copy, order);
      }
      entity.removeChild(order);
    }
  }
}

/** A linked table's columns and order have no place in sums. */
function withoutColumns(link: Element): void {
  for (const name of ["attribute", "all-attributes", "order"])
    Array.from(link.getElementsByTagName(name)).forEach(element => element.parentNode?.removeChild(element));
}
