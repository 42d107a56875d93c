import { emptySet, normalise, union, type Interval, type IntervalSet } from "./intervals";
import {
  openPresence,
  sleepGapMs,
  step,
  type Conditions,
  type EndedRun,
  type Presence,
  type PresenceEvent,
} from "./presence";

/** What the rep decided on a gap. */
export type GapEvent =
  | { readonly kind: "gapKept" | "gapTaken"; readonly at: number }
  | { readonly kind: "gapRestored"; readonly at: number; readonly gap: IntervalSet };

/** An event to be judged later, when server time is known or certain: `at` is monotonic ms. */
export type Noted = PresenceEvent | GapEvent;

/** The same, as it happens. */
export type Happening = Noted extends infer Event ? (Event extends Noted ? Omit<Event, "at"> : never) : never;

/** What a page can tell of itself without a server. */
export type PageConditions = Omit<Conditions, "enabled" | "caseActive">;

/** The beginning of what was watched: all that the page told at that instant. */
export interface Opening {
  readonly at: number;
  readonly change: PageConditions;
  /** Another tracker counted until then: the second under way is whole. */
  readonly seamless: boolean;
}

/** What was watched of a page before the server's first answer: plain data, since one bundle gives it to another. */
export interface Watched {
  /** Monotonic ms of the giver, as it gave: frames of one page have clocks of different origin. */
  readonly now: number;
  readonly opening: Opening;
  readonly events: readonly Noted[];
  /** The rep paused the time, and it still is. */
  readonly paused: boolean;
}

/** What the one that counted leaves to the next one. */
export interface Handover {
  /** It counted until this instant: the second under way is whole. */
  readonly seamless: boolean;
  /** The rep paused it. */
  readonly paused: boolean;
  /** What it watched and could not count, for want of the server's first answer. */
  readonly watched: Watched | undefined;
}

/** Events in order. Those that would change nothing are dropped, so that hours without a server stay small. */
export class Recording {
  private readonly noted: Noted[];
  private kept = 0;

  constructor(events: readonly Noted[] = []) {
    this.noted = [...events];
  }

  get events(): readonly Noted[] {
    return this.noted;
  }

  add(event: Noted): void {
    while (this.isNeedless(event)) this.noted.pop();
    this.noted.push(event);
  }

  /** Whether the latest event changes nothing beside the one before it and the one that comes. */
  private isNeedless(next: Noted): boolean {
    const [before, last] = this.noted.slice(-2);
    if (!last || !before || this.noted.length < this.kept + 2 || next.at - before.at > sleepGapMs) return false;
    return last.kind === "tick" || [before, last, next].every(({ kind }) => kind === "input");
  }

  /** What was noted so far stays: the page's clock may have stood still right after it. */
  keep(): void {
    this.kept = this.noted.length;
  }
}

/** What was watched, by the clock of whoever judges it. */
export type Past = Pick<Watched, "opening" | "events">;

/** What another one watched, by this one's clock. */
export function received({ now, opening, events }: Watched, monotonic: number): Past {
  const by = monotonic - now;
  return {
    opening: { ...opening, at: opening.at + by },
    events: events.map(event => ({ ...event, at: event.at + by })),
  };
}

/** What events come to. */
export interface Replayed {
  readonly presence: Presence;
  readonly confirmed: IntervalSet;
  readonly ended: readonly EndedRun[];
  readonly gap: IntervalSet;
}

/** Idle time that the rep keeps, as stretches of the day log. */
export function keptRuns(gap: IntervalSet): readonly EndedRun[] {
  return gap.map(({ start, end }) => ({ start, end, startReason: "kept", stopReason: "idle" }));
}

/**
 * Judges events afterwards.
 * @param instant Server time (ms) of a monotonic instant.
 */
export function replay(
  from: Pick<Replayed, "presence" | "gap">,
  events: readonly Noted[],
  instant: (monotonic: number) => number,
): Replayed {
  let { presence, gap } = from;
  const confirmed: Interval[] = [];
  const ended: EndedRun[] = [];
  for (const event of events)
    switch (event.kind) {
      case "gapKept":
        confirmed.push(...gap);
        ended.push(...keptRuns(gap));
        gap = emptySet;
        break;
      case "gapTaken":
        gap = emptySet;
        break;
      case "gapRestored":
        gap = union(gap, event.gap);
        break;
      default: {
        const done = step(presence, { ...event, at: instant(event.at) });
        presence = done.presence;
        confirmed.push(...done.confirmed);
        if (done.ended) ended.push(done.ended);
        if (done.gap && done.gap.length > 0) gap = union(gap, done.gap);
      }
    }
  return { presence, confirmed: normalise(confirmed), ended, gap };
}

/** Judges what was watched, once the server has told the rest. */
export function replayWatched(
  { opening, events }: Past,
  told: Pick<Conditions, "enabled" | "caseActive">,
  idleMs: number,
  instant: (monotonic: number) => number,
): Replayed {
  const at = instant(opening.at);
  const from = opening.seamless ? Math.floor(at / 1000) * 1000 : at;
  const { presence } = openPresence(from, { ...opening.change, ...told }, idleMs);
  return replay({ presence, gap: emptySet }, events, instant);
}
