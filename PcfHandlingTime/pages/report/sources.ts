import { formatted, type Json } from "../shared/webApi";

/** What the numbers are brought together by. */
export const groupings = ["rep", "case", "day", "category", "reason"] as const;
export type Grouping = (typeof groupings)[number];

/** What kind of time a number is. Adjustments correct automatic time, up or down. */
export type Measure = "automatic" | "adjusted" | "logs" | "activities";

/** Where a number belongs. A label that the page has words for is left to it. */
export interface Group {
  readonly key: string;
  readonly label: string | undefined;
}

/** Rows that hold time, and how to read them. */
export interface Source {
  readonly table: string;
  readonly set: string;
  readonly id: string;
  /** The instant by which a row belongs to a day. */
  readonly start: string;
  readonly amount: string;
  readonly secondsPerUnit: number;
  /** FetchXML: what rows of the source have in common. */
  readonly filter: string;
  readonly links: string;
  /** FetchXML: the columns to group by. Those of days are the start's. */
  readonly groups: Readonly<Record<Exclude<Grouping, "day">, string>>;
  measure(row: Json): Measure;
  group(row: Json, by: Grouping): Group;
}

/** casetime_timecategory */
const category = { manual: 735500000, automatic: 735500001, final: 735500002, adjustment: 735500003 } as const;

const groupBy = (column: string, alias: string) => `<attribute name="${column}" alias="${alias}" groupby="true"/>`;

const dayParts = ["day", "month", "year"] as const;

/** FetchXML: the columns to group a source by. */
export function groupColumns(source: Source, by: Grouping): string {
  if (by !== "day") return source.groups[by];
  const days = dayParts.map(
    part => `<attribute name="${source.start}" alias="${part}" groupby="true" dategrouping="${part}"/>`,
  );
  return source.groups.category + days.join("");
}

const isCategory = groupBy("casetime_category", "category");

/** All time that was tracked or logged. Final rows sum up the others, so they count nothing themselves. */
export const trackers: Source = {
  table: "casetime_timetracker",
  set: "casetime_timetrackers",
  id: "casetime_timetrackerid",
  start: "casetime_starttime",
  amount: "casetime_durationseconds",
  secondsPerUnit: 1,
  filter: `<condition attribute="casetime_category" operator="ne" value="${category.final}"/>`,
  links: "",
  groups: {
    rep:
      isCategory +
      groupBy("casetime_rep", "rep") +
      groupBy("casetime_adjusts", "adjusts") +
      groupBy("ownerid", "owner"),
    case: isCategory + groupBy("casetime_regardingcase", "case"),
    category: isCategory,
    reason: isCategory + groupBy("casetime_reasoncategory", "reason"),
  },
  measure: row =>
    row.category === category.automatic ? "automatic" : row.category === category.adjustment ? "adjusted" : "logs",
  group: (row, by) => {
    switch (by) {
      case "rep":
        // Whoever owns the row by now: automatic time is its rep's, an adjustment theirs whose time it adjusts.
        return lookup(row, ["rep", "adjusts", "owner"].find(name => typeof row[name] === "string") ?? "owner");
      case "case":
        return lookup(row, "case");
      case "day":
        return dayGroup(row);
      case "category":
        return { key: trackers.measure(row), label: undefined };
      case "reason":
        if (row.category !== category.manual) return { key: "other", label: undefined };
        return typeof row.reason === "number" ? lookup(row, "reason") : { key: "none", label: undefined };
    }
  },
};

/**
 * Activities of cases in any state but cancelled; a case resolution is an activity itself and is left out. An activity belongs to
 * the day on which it began, or ended, or was entered, by which of them is known.
 */
function activitiesBy(start: string, unknown: readonly string[]): Source {
  const source: Source = {
    table: "activitypointer",
    set: "activitypointers",
    id: "activityid",
    start,
    amount: "actualdurationminutes",
    secondsPerUnit: 60,
    filter: [
      `<condition attribute="statecode" operator="ne" value="2"/>`,
      `<condition attribute="actualdurationminutes" operator="gt" value="0"/>`,
      `<condition entityname="resolution" attribute="activityid" operator="null"/>`,
      ...unknown.map(column => `<condition attribute="${column}" operator="null"/>`),
    ].join(""),
    links:
      `<link-entity name="incident" from="incidentid" to="regardingobjectid" link-type="inner" alias="incident"/>` +
      `<link-entity name="incidentresolution" from="activityid" to="activityid" link-type="outer" alias="resolution"/>`,
    groups: { rep: groupBy("ownerid", "owner"), case: groupBy("regardingobjectid", "case"), category: "", reason: "" },
    measure: () => "activities",
    group: (row, by) => {
      if (by === "rep") return lookup(row, "owner");
      if (by === "case") return lookup(row, "case");
      if (by === "day") return dayGroup(row);
      return { key: by === "category" ? "activities" : "other", label: undefined };
    },
  };
  return source;
}

export const activities: readonly Source[] = [
  activitiesBy("actualstart", []),
  activitiesBy("actualend", ["actualstart"]),
  activitiesBy("createdon", ["actualstart", "actualend"]),
];

function lookup(row: Json, alias: string): Group {
  const [value, name] = [row[alias], row[alias + formatted]];
  return { key: value == null ? "" : String(value), label: typeof name === "string" ? name : undefined };
}

function dayGroup(row: Json): Group {
  const [day, month, year] = dayParts.map(part => Number(row[part]));
  const two = (value: number | undefined) => String(value).padStart(2, "0");
  return { key: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`, label: undefined };
}
