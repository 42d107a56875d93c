/**
 * A half-open span of whole seconds since 1970-01-01T00:00:00Z: `start` counts, `end` does not.
 *
 *     [10, 13)   seconds 10, 11 and 12
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Sorted intervals that neither overlap nor touch, none of them empty. Made by `normalise` and kept by the rest. */
export type IntervalSet = readonly Interval[];

export const emptySet: IntervalSet = [];

/** Seconds in a UTC day. */
export const daySeconds = 86_400;

/**
 * Sorts, merges what overlaps or touches, drops what is empty or runs backwards.
 *
 *     in    ##   ####
 *            ###     ##
 *     out   ####  ######
 */
export function normalise(intervals: readonly Interval[]): IntervalSet {
  const sorted = intervals.filter(i => i.end > i.start).sort((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result[result.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Every second that is in either set. */
export function union(a: IntervalSet, b: IntervalSet): IntervalSet {
  return normalise([...a, ...b]);
}

/**
 * Every second of `a` that is not in `b`.
 *
 *     a     ########
 *     b       ###  ###
 *     cut   ##   ##
 */
export function cut(a: IntervalSet, b: IntervalSet): IntervalSet {
  const result: Interval[] = [];
  let next = 0;
  for (const { start, end } of a) {
    let from = start;
    while (next < b.length && (b[next] as Interval).end <= from) next++;
    for (let i = next; i < b.length && (b[i] as Interval).start < end; i++) {
      const hole = b[i] as Interval;
      if (hole.start > from) result.push({ start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < end) result.push({ start: from, end });
  }
  return result;
}

/** Every second that is in both sets. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  return cut(a, cut(a, b));
}

/** The number of seconds in the set. */
export function measure(set: IntervalSet): number {
  return set.reduce((sum, i) => sum + i.end - i.start, 0);
}

/** The set parted at each UTC midnight, by work date (`yyyy-mm-dd`). */
export function byWorkDate(set: IntervalSet): ReadonlyMap<string, IntervalSet> {
  const parts = new Map<string, Interval[]>();
  for (const { start, end } of set)
    for (let from = start; from < end;) {
      const dayEnd = (Math.floor(from / daySeconds) + 1) * daySeconds;
      const date = workDate(from);
      const part = parts.get(date) ?? [];
      part.push({ start: from, end: Math.min(end, dayEnd) });
      parts.set(date, part);
      from = dayEnd;
    }
  return parts;
}

/** The UTC date (`yyyy-mm-dd`) that a second belongs to. */
export function workDate(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 10);
}
