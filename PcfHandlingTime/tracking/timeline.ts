import { daySeconds, normalise, type Interval, type IntervalSet } from "./intervals";

/*
 * The text of casetime_timeline: a version, then offset and length in seconds from the work date's 00:00 UTC.
 *
 *     v1 0+600 1200+45     00:00:00-00:10:00 and 00:20:00-00:20:45
 */
const version = "v1";
const piece = /^(0|[1-9]\d{0,4})\+([1-9]\d{0,4})$/;

/** Text that is not a timeline, or not one of that date. */
export class TimelineError extends Error {}

/** The text of a set that lies wholly within the work date. Throws `TimelineError` otherwise. */
export function encodeTimeline(date: string, set: IntervalSet): string {
  const dayStart = startOfDay(date);
  const pieces = set.map(({ start, end }) => {
    if (start < dayStart || end > dayStart + daySeconds)
      throw new TimelineError(`The interval ${start}-${end} lies outside ${date}.`);
    return `${start - dayStart}+${end - start}`;
  });
  return [version, ...pieces].join(" ");
}

/** The set that a text describes, normalised. Throws `TimelineError` where the text is malformed. */
export function parseTimeline(date: string, text: string): IntervalSet {
  const dayStart = startOfDay(date);
  const [head, ...pieces] = text.trim().split(" ");
  if (head !== version) throw new TimelineError(`The timeline does not begin with ${version}.`);
  const intervals = pieces.map((text): Interval => {
    const match = piece.exec(text);
    if (!match) throw new TimelineError(`The timeline has a malformed piece: ${text.slice(0, 20)}`);
    const offset = Number(match[1]);
    const length = Number(match[2]);
    if (offset + length > daySeconds) throw new TimelineError("The timeline runs beyond its work date.");
    return { start: dayStart + offset, end: dayStart + offset + length };
  });
  return normalise(intervals);
}

function startOfDay(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(date))
    throw new TimelineError(`Not a work date: ${date.slice(0, 20)}`);
  return instant / 1000;
}
