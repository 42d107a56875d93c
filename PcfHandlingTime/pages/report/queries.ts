import { groupColumns, trackers, type Grouping, type Source } from "./sources";

/** A span of time, `to` not included (ms since 1970). */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** No row reaches further: automatic time lies within a UTC date, a log lasts 1,440 minutes at most. */
export const longestRowMs = 2 * dayMs;

/** Groups of one answer: the most that Dataverse gives. */
export const groupsPerPage = 5000;

/** Rows over midnight, and rows of a list, that are held at once. */
export const rowsPerPage = 25;

export function instantText(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+/, "");
}

const condition = (column: string, operator: string, instant: number) =>
  `<condition attribute="${column}" operator="${operator}" value="${instantText(instant)}"/>`;

/** Sums and counts of a source's rows that begin within a window. */
export function aggregateFetch(source: Source, by: Grouping, window: Window, page: number): string {
  return [
    `<fetch aggregate="true" count="${groupsPerPage}" page="${page}"><entity name="${source.table}">`,
    `<attribute name="${source.amount}" alias="amount" aggregate="sum"/>`,
    `<attribute name="${source.id}" alias="rows" aggregate="count"/>`,
    groupColumns(source, by),
    `<filter>${condition(source.start, "ge", window.from)}${condition(source.start, "lt", window.to)}`,
    `${source.filter}</filter>${source.links}</entity></fetch>`,
  ].join("");
}

const straddlingColumns = [
  "casetime_category",
  "casetime_starttime",
  "casetime_endtime",
  "casetime_durationseconds",
  "casetime_workdate",
  "casetime_timeline",
  "casetime_overlap",
  "casetime_reasoncategory",
  "_casetime_rep_value",
  "_casetime_adjusts_value",
  "_casetime_regardingcase_value",
  "_ownerid_value",
];

/**
 * Time trackers that lie on both sides of a bound: those that begin since the bound before it, so that each row is in one query only.
 *
 * @param bounds Ascending, a slice of all of them.
 * @param before The bound before the slice; undefined: there is none.
 */
export function straddlingQuery(bounds: readonly number[], before: number | undefined): string {
  const over = bounds.map((bound, i) => {
    const from = instantText(Math.max(bound - longestRowMs, bounds[i - 1] ?? before ?? -Infinity));
    const to = instantText(bound);
    return `(casetime_starttime ge ${from} and casetime_starttime lt ${to} and casetime_endtime gt ${to})`;
  });
  const filter = `casetime_category ne 735500002 and (${over.join(" or ")})`;
  return `${trackers.set}?$select=${straddlingColumns.join()}&$filter=${encodeURIComponent(filter)}&$orderby=casetime_starttime`;
}
