import type { Json } from "./webApi";

/** How far a reader's time zone is ahead of UTC at an instant (ms since 1970), in minutes, daylight saving included. */
export type OffsetMinutes = (instant: number) => number;

/** When the clock changes: the n-th such weekday of a month (5: the last), at a time of day of the clock as it is before. */
interface Change {
  readonly month: number;
  readonly weekday: number;
  readonly occurrence: number;
  readonly minutes: number;
}

/** What usersettings says of the reader's zone. Biases are minutes behind UTC, as Windows counts them. */
export interface ZoneRule {
  readonly standardBias: number;
  readonly daylightBias: number;
  /** Undefined where the zone keeps one time all year. */
  readonly changes: { readonly toDaylight: Change; readonly toStandard: Change } | undefined;
}

export const zoneColumns = [
  "timezonebias",
  "timezonestandardbias",
  "timezonedaylightbias",
  ...["standard", "daylight"].flatMap(part =>
    ["month", "day", "dayofweek", "hour", "minute"].map(unit => `timezone${part}${unit}`),
  ),
];

/** The zone as the platform works it out from the reader's choice, which it converts dates with itself. @returns Undefined where the row lacks it. */
export function readZone(row: Json): ZoneRule | undefined {
  const number = (name: string) => (typeof row[name] === "number" ? row[name] : 0);
  if (typeof row.timezonebias !== "number") return undefined;
  const change = (part: string): Change => ({
    month: number(`timezone${part}month`),
    weekday: number(`timezone${part}dayofweek`),
    occurrence: number(`timezone${part}day`),
    minutes: number(`timezone${part}hour`) * 60 + number(`timezone${part}minute`),
  });
  const [toDaylight, toStandard] = [change("daylight"), change("standard")];
  return {
    standardBias: row.timezonebias + number("timezonestandardbias"),
    daylightBias: row.timezonebias + number("timezonedaylightbias"),
    changes: toDaylight.month > 0 && toStandard.month > 0 ? { toDaylight, toStandard } : undefined,
  };
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

export function offsetOf({ standardBias, daylightBias, changes }: ZoneRule): OffsetMinutes {
  // Not 0 - 0, which is -0.
  const [standard, daylight] = [0 - standardBias || 0, 0 - daylightBias || 0];
  if (!changes) return () => standard;
  return instant => {
    const year = new Date(instant + standard * minuteMs).getUTCFullYear();
    const begin = wallInstant(changes.toDaylight, year) - standard * minuteMs;
    const end = wallInstant(changes.toStandard, year) - daylight * minuteMs;
    // South of the equator summer lies around the new year.
    const isDaylight = begin < end ? instant >= begin && instant < end : instant >= begin || instant < end;
    return isDaylight ? daylight : standard;
  };
}

/** The zone of the browser, for an environment that does not tell the reader's. */
export const browserOffset: OffsetMinutes = instant => 0 - new Date(instant).getTimezoneOffset() || 0;

/** What the wall clock shows at a change, as if it were UTC. */
function wallInstant({ month, weekday, occurrence, minutes }: Change, year: number): number {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let day = 1 + ((weekday - first.getUTCDay() + 7) % 7) + (occurrence - 1) * 7;
  while (day > length) day -= 7;
  return first.getTime() + (day - 1) * dayMs + minutes * minuteMs;
}
