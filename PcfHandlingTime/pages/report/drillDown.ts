import { formatted, type Json, type WebApi } from "../shared/webApi";
import { instantText, rowsPerPage, type Window } from "./queries";
import { trackers, type Grouping } from "./sources";

/** A time tracker behind a line of the report, as the reader's format writes it. */
export interface TrackerRow {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly person: string;
  readonly caseName: string;
  readonly seconds: number;
}

/** One screen of them. */
export interface TrackerPage {
  readonly rows: readonly TrackerRow[];
  /** Where the next screen is; undefined: there is none. */
  readonly next: string | undefined;
}

const columns = [
  "casetime_name",
  "casetime_starttime",
  "casetime_durationseconds",
  "_casetime_rep_value",
  "_ownerid_value",
  "_casetime_regardingcase_value",
];

const manual = "casetime_category eq 735500000";
const categories: Readonly<Record<string, number>> = { logs: 735500000, automatic: 735500001, adjusted: 735500003 };

/** Whether a line has time trackers behind it, and not activities alone. */
export function hasTrackers(by: Grouping, key: string): boolean {
  return key !== "" && !(by === "category" && key === "activities");
}

/** The address of a line's first screen of time trackers, newest first. @param window Of the range, or of the line's day. */
export function trackersAddress(by: Grouping, key: string, window: Window): string {
  const [from, to] = [instantText(window.from), instantText(window.to)];
  const within =
    `((casetime_starttime ge ${from} and casetime_starttime lt ${to})` +
    ` or (casetime_starttime lt ${from} and casetime_endtime gt ${from}))`;
  const filter = ["casetime_category ne 735500002", within, ...conditions(by, key)].join(" and ");
  const query = `$select=${columns.join()}&$filter=${encodeURIComponent(filter)}&$orderby=casetime_starttime desc`;
  return `${trackers.set}?${query}`;
}

function conditions(by: Grouping, key: string): readonly string[] {
  switch (by) {
    case "rep":
      return [
        `(_casetime_rep_value eq ${key} or _casetime_adjusts_value eq ${key} or (_ownerid_value eq ${key} and ${manual}))`,
      ];
    case "case":
      return [`_casetime_regardingcase_value eq ${key}`];
    case "day":
      return [];
    case "category":
      return [`casetime_category eq ${categories[key] ?? 0}`];
    case "reason":
      if (key === "other") return ["casetime_category ne 735500000"];
      return [manual, `casetime_reasoncategory eq ${key === "none" ? "null" : key}`];
  }
}

/** @throws Refusal */
export async function readTrackers(api: WebApi, address: string, signal: AbortSignal): Promise<TrackerPage> {
  const answer = await api.get(address, { signal, pageSize: rowsPerPage });
  const next = answer["@odata.nextLink"];
  const rows = (answer.value as readonly Json[] | undefined) ?? [];
  return { rows: rows.map(trackerRow), next: typeof next === "string" ? next : undefined };
}

function trackerRow(row: Json): TrackerRow {
  const text = (column: string) => {
    const value = row[column + formatted] ?? row[column];
    return typeof value === "string" ? value : "";
  };
  return {
    id: text("casetime_timetrackerid"),
    name: text("casetime_name"),
    start: text("casetime_starttime"),
    person: text("_casetime_rep_value") || text("_ownerid_value"),
    caseName: text("_casetime_regardingcase_value"),
    seconds: Number(row.casetime_durationseconds ?? 0),
  };
}
