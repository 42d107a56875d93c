import { cut, intersect, measure, type IntervalSet } from "../../tracking/intervals";
import { parseTimeline, TimelineError } from "../../tracking/timeline";

/** A row whose time lies on more than one side of a midnight. Instants in ms since 1970. */
export interface StraddlingRow {
  readonly start: number;
  readonly end: number;
  /** What it counts: the parts add up to this. */
  readonly seconds: number;
  /** Undefined for a log by hand, which has a beginning and an end only. */
  readonly timeline: { readonly workDate: string; readonly counted: string; readonly overlap: string } | undefined;
}

/**
 * The seconds of a row between each two neighbouring instants; what lies outside all of them is left out.
 *
 *     row        ##  ######   ###
 *     bounds   |       |        |
 *     parts       5         7         and the last # is of another range
 *
 * @param bounds Ascending.
 * @returns One number fewer than there are bounds.
 */
export function partsOf(row: StraddlingRow, bounds: readonly number[]): readonly number[] {
  const claimed = row.timeline && claimedOf(row.timeline);
  const exact = claimed && measure(claimed) === row.seconds ? secondsUpTo(claimed) : spread(row);
  const sums = bounds.map(exact);
  return sums.slice(1).map((sum, i) => sum - (sums[i] ?? 0));
}

/** The seconds of a set that lie before an instant. */
function secondsUpTo(set: IntervalSet): (instant: number) => number {
  return instant => measure(intersect(set, [{ start: Number.MIN_SAFE_INTEGER, end: Math.floor(instant / 1000) }]));
}

/** Without a timeline the seconds are taken to lie evenly between beginning and end. Rounded sums, so that the parts lose no second. */
function spread({ start, end, seconds }: StraddlingRow): (instant: number) => number {
  const length = end - start;
  return instant => {
    const passed = Math.min(Math.max(instant - start, 0), length);
    return length > 0 ? Math.round((seconds * passed) / length) : instant > start ? seconds : 0;
  };
}

function claimedOf(timeline: NonNullable<StraddlingRow["timeline"]>): IntervalSet | undefined {
  const { workDate, counted, overlap } = timeline;
  try {
    const set = parseTimeline(workDate, counted);
    return overlap === "" ? set : cut(set, parseTimeline(workDate, overlap));
  } catch (error) {
    // Imported rows have no timeline; one that can't be read still counts.
    if (error instanceof TimelineError) return undefined;
    throw error;
  }
}
