import { offsetOf, readZone } from "../../pages/shared/timeZone";
import type { Json } from "../../pages/shared/webApi";

/** A month, the n-th such weekday of it, and the hour before the change. */
type Change = readonly [month: number, day: number, weekday: number, hour: number];

function row(bias: number, daylight?: Change, standard?: Change): Json {
  const change = (part: string, of: Change | undefined) =>
    Object.fromEntries(
      ["month", "day", "dayofweek", "hour"].map((unit, i) => [`timezone${part}${unit}`, of?.[i] ?? 0]),
    );
  return {
    timezonebias: bias,
    timezonestandardbias: 0,
    timezonedaylightbias: daylight ? -60 : 0,
    ...change("daylight", daylight),
    ...change("standard", standard),
  };
}

/** Zones as usersettings holds them. */
export const zones = {
  UTC: row(0),
  "Asia/Tokyo": row(-540),
  "Asia/Kolkata": row(-330),
  "America/Los_Angeles": row(480, [3, 2, 0, 2], [11, 1, 0, 2]),
  "Europe/Berlin": row(-60, [3, 5, 0, 2], [10, 5, 0, 3]),
  "Australia/Sydney": row(-600, [10, 1, 0, 2], [4, 1, 0, 3]),
} as const;

function offset(zone: keyof typeof zones) {
  const rule = readZone(zones[zone]);
  if (!rule) throw new Error(`No rule of ${zone}.`);
  return offsetOf(rule);
}

export const utc = offset("UTC");
export const tokyo = offset("Asia/Tokyo");
export const losAngeles = offset("America/Los_Angeles");
export const berlin = offset("Europe/Berlin");
export const sydney = offset("Australia/Sydney");
