import type { DayPiece } from "../../tracking/dayLog";
import {
  byWorkDate,
  cut,
  emptySet,
  intersect,
  normalise,
  type Interval,
  type IntervalSet,
} from "../../tracking/intervals";
import { parseTimeline, TimelineError } from "../../tracking/timeline";
import type { Tracker } from "../../tracking/tracker";
import type { AutomaticRow, DataPort } from "./ports";
import { fromLocalTime, toLocalTime, type OffsetMinutes } from "./userTime";

/** One stretch of the rep's automatic time today. Seconds since 1970, `end` not included. */
export interface TodayPiece extends Interval {
  readonly caseId: string;
  /** Undefined where no row of that case has reached the server yet. */
  readonly caseName: string | undefined;
  /** What this browser's day log knows of it; undefined where another device, or an earlier profile, counted it. */
  readonly seen: Pick<DayPiece, "startReason" | "stopReason"> | undefined;
}

export interface Today {
  /** The user's day so far. */
  readonly day: Interval;
  /** Newest first. */
  readonly pieces: readonly TodayPiece[];
  /** What other devices counted could not be read. */
  readonly failed: boolean;
}

/** The user's day up to now, by the clock on their wall. */
export function dayOf(now: Date, offset: OffsetMinutes): Interval {
  const midnight = fromLocalTime({ date: toLocalTime(now, offset).date, time: "00:00" }, offset) ?? now;
  return { start: Math.floor(midnight.getTime() / 1000), end: Math.ceil(now.getTime() / 1000) };
}

/** The work dates (UTC) that a day touches. */
export function workDatesOf(day: Interval): readonly string[] {
  return [...byWorkDate([day]).keys()];
}

/**
 * Brings together what this browser saw and what the server has.
 *
 *     day log          #####      ####         with reasons
 *     server rows      #####  ##  ####  ###    claimed seconds
 *     today            #####  oo  ####  ooo    o: another device
 */
export function todayOf(
  day: Interval,
  seen: readonly DayPiece[],
  rows: readonly AutomaticRow[],
): readonly TodayPiece[] {
  const names = new Map(rows.map(row => [row.caseId, row.caseName]));
  const here = seen.flatMap(piece => {
    const within = clipped(piece, day);
    return within ? [{ ...within, caseId: piece.caseId, caseName: names.get(piece.caseId), seen: piece }] : [];
  });
  const elsewhere = rows.flatMap(row => {
    const own = normalise(here.filter(piece => piece.caseId === row.caseId));
    return cut(intersect(claimedOf(row), [day]), own).map(span => ({
      ...span,
      caseId: row.caseId,
      caseName: row.caseName,
      seen: undefined,
    }));
  });
  return [...here, ...elsewhere].sort((a, b) => b.start - a.start);
}

/** A row that cannot be read has nothing to tell; the numbers do not depend on it. */
function claimedOf(row: AutomaticRow): IntervalSet {
  try {
    const counted = parseTimeline(row.workDate, row.timeline);
    return row.overlap === "" ? counted : cut(counted, parseTimeline(row.workDate, row.overlap));
  } catch (error) {
    if (error instanceof TimelineError) return emptySet;
    throw error;
  }
}

function clipped({ start, end }: Interval, day: Interval): Interval | undefined {
  const within = { start: Math.max(start, day.start), end: Math.min(end, day.end) };
  return within.end > within.start ? within : undefined;
}

/** Reads today's stretches when they are looked at, and with every refresh from then on. */
export class TodayReader {
  private latest: Today | undefined;
  private turn = 0;

  constructor(
    private readonly data: Pick<DataPort, "readAutomatic">,
    private readonly changed: () => void,
  ) {}

  view(): Today | undefined {
    return this.latest;
  }

  /** Never rejects: what cannot be read is left out, and the view says so. */
  async read(tracker: Pick<Tracker, "today">, userId: string, day: Interval): Promise<void> {
    const turn = ++this.turn;
    const [seen, rows] = await Promise.allSettled([
      tracker.today(day.start * 1000),
      this.data.readAutomatic(userId, workDatesOf(day)),
    ]);
    // Another case is shown by now, or a later reading is on its way.
    if (turn !== this.turn) return;
    const pieces = todayOf(day, valueOf(seen), valueOf(rows));
    this.latest = { day, pieces, failed: [seen, rows].some(result => result.status === "rejected") };
    this.changed();
  }

  forget(): void {
    this.turn++;
    this.latest = undefined;
  }
}

function valueOf<Item>(result: PromiseSettledResult<readonly Item[]>): readonly Item[] {
  return result.status === "fulfilled" ? result.value : [];
}
