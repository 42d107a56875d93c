import { emptySet, union, type Interval, type IntervalSet } from "./intervals";

/** What must all hold for a second to count, idle aside (timekeeping: "What is a counted second"). */
export interface Conditions {
  /** Handling time is switched on. */
  readonly enabled: boolean;
  readonly caseActive: boolean;
  /** The case's form is the record that the page shows. */
  readonly recordVisible: boolean;
  readonly documentVisible: boolean;
  readonly documentFocused: boolean;
  readonly paused: boolean;
}

export type StopReason =
  "off" | "caseInactive" | "elsewhere" | "hidden" | "unfocused" | "paused" | "clock" | "idle" | "asleep";

/** What let a stretch begin. `kept` is idle time that the rep decided to keep. */
export type StartReason =
  "opened" | "returned" | "input" | "resumed" | "shown" | "activated" | "switchedOn" | "kept" | "clock";

/** A stretch that counts. Seconds before `confirmed` are certain; those from there to `seen` are provisional. */
interface Run {
  /** The first second that counts. */
  readonly from: number;
  readonly reason: StartReason;
  /** The first second (since 1970) that is not yet certain. */
  readonly confirmed: number;
}

export interface Presence {
  readonly conditions: Conditions;
  /** Milliseconds without input after which the rep is idle; 0 switches idle detection off. */
  readonly idleMs: number;
  /** The focus is where input cannot be seen. */
  readonly focusHidden: boolean;
  /** The latest instant heard of, server time in ms. The page was awake then. */
  readonly seen: number;
  readonly lastInput: number;
  readonly idle: boolean;
  readonly run: Run | undefined;
  /** First second of an idle stretch under way in which all else holds. */
  readonly awayFrom: number | undefined;
  /** Such stretches that have ended, while the rep is still idle. */
  readonly away: IntervalSet;
}

/** A stretch that counted, from its first second to the last certain one. Empty where nothing of it became certain. */
export interface EndedRun {
  readonly start: number;
  readonly end: number;
  readonly startReason: StartReason;
  readonly stopReason: StopReason;
}

export type PresenceEvent =
  | {
      readonly kind: "conditions";
      readonly at: number;
      readonly change: Partial<Conditions>;
      /** Another tracker counted until now: what begins with this begins with the second under way. */
      readonly seamless?: boolean;
    }
  | { readonly kind: "settings"; readonly at: number; readonly idleMs: number }
  | { readonly kind: "input"; readonly at: number }
  /** The focus went to where input cannot be seen, or came back from there. */
  | { readonly kind: "focusHidden"; readonly at: number; readonly hidden: boolean }
  | { readonly kind: "tick"; readonly at: number }
  /** Server time was moved: `at` is the same instant as `seen` was, on the new reckoning, plus what passed since. */
  | { readonly kind: "clockMoved"; readonly at: number; readonly by: number };

export interface PresenceStep {
  readonly presence: Presence;
  /** Seconds that became certain with this event. */
  readonly confirmed: readonly Interval[];
  /** Why a run ended with this event. */
  readonly stopped?: StopReason;
  /** The run that ended with it. */
  readonly ended?: EndedRun;
  /** The rep is no longer idle: the idle seconds in which all else held, for the rep to decide on. */
  readonly gap?: IntervalSet;
}

/** While input cannot be seen, nobody is taken for idle sooner than this (ms). */
const hiddenIdleMs = 15 * 60_000;

/** Wake-ups further apart than this mean that the machine slept or the page was frozen. */
export const sleepGapMs = 30_000;

/** A page that has just opened the case: opening it is an act of the rep, so it counts as input. */
export function openPresence(at: number, conditions: Conditions, idleMs: number): PresenceStep {
  const still: Presence = {
    conditions,
    idleMs,
    focusHidden: false,
    seen: at,
    lastInput: at,
    idle: false,
    run: undefined,
    awayFrom: undefined,
    away: emptySet,
  };
  return { presence: startWhereDue(still, "opened"), confirmed: [] };
}

/**
 * What an event does. `at` never runs backwards inside: an older instant is taken as the latest one heard of.
 *
 *     input     |            |                     idle time reached        |
 *     ticks     .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
 *     certain   #############
 *     provisional             ::::::::::::::::::::::   dropped when the rep turns out idle,
 *                                                      certain when input comes or the run stops for another reason
 *     gap                     ===============================================   for the rep to decide on
 */
export function step(presence: Presence, event: PresenceEvent): PresenceStep {
  const confirmed: Interval[] = [];
  let ended: EndedRun | undefined;
  let now = presence;
  const seamless = event.kind === "conditions" && event.seamless === true;

  const confirmUntil = (instant: number) => {
    if (!now.run) return;
    const end = Math.floor(instant / 1000);
    if (end <= now.run.confirmed) return;
    confirmed.push({ start: now.run.confirmed, end });
    now = { ...now, run: { ...now.run, confirmed: end } };
  };
  const stop = (reason: StopReason, lastCounted: number) => {
    confirmUntil(lastCounted);
    const { run } = now;
    if (!run) return;
    now = { ...now, run: undefined };
    ended = { start: run.from, end: run.confirmed, startReason: run.reason, stopReason: reason };
  };
  /** The idle stretch under way, if any, ended there. */
  const endAway = (instant: number) => {
    if (now.awayFrom === undefined) return;
    const stretch = { start: now.awayFrom, end: Math.floor(instant / 1000) };
    now = { ...now, awayFrom: undefined, away: union(now.away, [stretch]) };
  };
  const result = (reason: StartReason): PresenceStep => {
    // The run goes on from the next whole second, so the one under way belongs to what came before it.
    if (!now.idle) endAway(failingCondition(now.conditions) ? now.seen : Math.ceil(now.seen / 1000) * 1000);
    const gap = now.idle ? emptySet : now.away;
    if (gap.length > 0) now = { ...now, away: emptySet };
    return { presence: startWhereDue(now, reason, seamless), confirmed, stopped: ended?.stopReason, ended, gap };
  };

  if (event.kind === "clockMoved") {
    stop("clock", now.seen);
    endAway(now.seen);
    now = { ...now, lastInput: now.lastInput + event.by, seen: event.at };
    return result("clock");
  }

  const at = Math.max(event.at, now.seen);
  if (at - now.seen > sleepGapMs) {
    stop("asleep", now.seen);
    endAway(now.seen);
  }
  if (isIdleAt(now, at)) {
    // What lies beyond the last input was never certain, so nothing has to be taken back.
    now = { ...now, idle: true };
    stop("idle", Math.min(now.lastInput, now.seen));
    if (ended?.stopReason === "idle") now = { ...now, awayFrom: ended.end };
  }
  now = { ...now, seen: at };

  if (isAct(event, now)) now = { ...now, lastInput: at, idle: false };
  if (event.kind === "focusHidden") now = { ...now, focusHidden: event.hidden };
  if (event.kind === "settings") now = { ...now, idleMs: event.idleMs, idle: now.idle && event.idleMs > 0 };
  const reason = startReasonOf(event, now.conditions);
  if (event.kind === "conditions") now = { ...now, conditions: { ...now.conditions, ...event.change } };

  const failing = failingCondition(now.conditions);
  if (failing) {
    stop(failing, at);
    endAway(at);
  } else if (now.lastInput === at || now.idleMs === 0) confirmUntil(at);
  return result(reason);
}

/** The seconds counted but not yet certain, up to the latest instant heard of. */
export function provisional(presence: Presence): Interval | undefined {
  if (!presence.run) return undefined;
  const end = Math.floor(presence.seen / 1000);
  return end > presence.run.confirmed ? { start: presence.run.confirmed, end } : undefined;
}

/** Why nothing counts now; undefined while it does. */
export function stillReason(presence: Presence): StopReason | undefined {
  return failingCondition(presence.conditions) ?? (presence.idle ? "idle" : undefined);
}

function startWhereDue(presence: Presence, reason: StartReason, seamless = false): Presence {
  if (failingCondition(presence.conditions)) return presence;
  // Only whole seconds count: the one under way began before the conditions held.
  const from = seamless ? Math.floor(presence.seen / 1000) : Math.ceil(presence.seen / 1000);
  if (presence.idle) return { ...presence, awayFrom: presence.awayFrom ?? from };
  return { ...presence, run: presence.run ?? { from, reason, confirmed: from } };
}

/** What a run that begins with this event began for. */
function startReasonOf(event: PresenceEvent, before: Conditions): StartReason {
  if (event.kind === "input" || event.kind === "focusHidden") return "input";
  if (event.kind === "settings") return "switchedOn";
  if (event.kind !== "conditions") return "returned";
  const { change } = event;
  const turned = (name: keyof Conditions) => change[name] === true && !before[name];
  if (turned("enabled")) return "switchedOn";
  if (turned("caseActive")) return "activated";
  if (change.paused === false && before.paused) return "resumed";
  if (turned("recordVisible")) return "shown";
  return "returned";
}

function isIdleAt(presence: Presence, at: number): boolean {
  const { idleMs, focusHidden, lastInput } = presence;
  return idleMs > 0 && at - lastInput >= (focusHidden ? Math.max(idleMs, hiddenIdleMs) : idleMs);
}

/** Input, moving the focus, coming back and pressing Resume are acts of the rep; answers of the server are not. */
function isAct(event: PresenceEvent, { conditions: before, focusHidden }: Presence): boolean {
  if (event.kind === "input") return true;
  if (event.kind === "focusHidden") return event.hidden !== focusHidden;
  if (event.kind !== "conditions") return false;
  const { change } = event;
  return (
    (change.documentFocused === true && !before.documentFocused) ||
    (change.documentVisible === true && !before.documentVisible) ||
    (change.recordVisible === true && !before.recordVisible) ||
    (change.paused === false && before.paused)
  );
}

function failingCondition(conditions: Conditions): StopReason | undefined {
  if (!conditions.enabled) return "off";
  if (!conditions.caseActive) return "caseInactive";
  if (conditions.paused) return "paused";
  if (!conditions.recordVisible) return "elsewhere";
  if (!conditions.documentVisible) return "hidden";
  if (!conditions.documentFocused) return "unfocused";
  return undefined;
}
