import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measure, normalise, type Interval } from "../../tracking/intervals";
import {
  openPresence,
  provisional,
  step,
  stillReason,
  type Conditions,
  type Presence,
  type PresenceEvent,
} from "../../tracking/presence";

const holding: Conditions = {
  enabled: true,
  caseActive: true,
  recordVisible: true,
  documentVisible: true,
  documentFocused: true,
  paused: false,
};
const idleMs = 180_000;
const second = 1_000;

/** Runs events and keeps what became certain. */
class Run {
  presence: Presence;
  readonly certain: Interval[] = [];
  readonly stops: string[] = [];

  constructor(
    readonly start = 0,
    idle = idleMs,
    conditions = holding,
  ) {
    this.presence = openPresence(start, conditions, idle).presence;
  }

  do(event: PresenceEvent): this {
    const result = step(this.presence, event);
    this.presence = result.presence;
    this.certain.push(...result.confirmed);
    if (result.stopped) this.stops.push(result.stopped);
    return this;
  }

  /** The page ticks every 3 s until the instant. */
  tickUntil(at: number): this {
    for (let tick = this.presence.seen + 3 * second; tick <= at; tick += 3 * second)
      this.do({ kind: "tick", at: tick });
    return this;
  }

  input(at: number): this {
    return this.tickUntil(at).do({ kind: "input", at });
  }

  set(at: number, change: Partial<Conditions>): this {
    return this.do({ kind: "conditions", at, change });
  }

  get seconds(): number {
    return measure(normalise(this.certain));
  }
}

describe("what counts now", () => {
  test("an open, focused case counts until it loses focus", () => {
    const run = new Run()
      .input(60 * second)
      .tickUntil(90 * second)
      .set(90 * second, { documentFocused: false });
    expect(run.certain).toEqual([
      { start: 0, end: 60 },
      { start: 60, end: 90 },
    ]);
    expect(run.stops).toEqual(["unfocused"]);
  });

  test.each([
    ["the page is hidden", { documentVisible: false }, "hidden"],
    ["the window loses focus", { documentFocused: false }, "unfocused"],
    ["another record is shown", { recordVisible: false }, "elsewhere"],
    ["the case is resolved", { caseActive: false }, "caseInactive"],
    ["handling time is switched off", { enabled: false }, "off"],
    ["the rep pauses", { paused: true }, "paused"],
  ] as const)("while %s nothing counts, and it goes on afterwards", (_, change, reason) => {
    const run = new Run()
      .tickUntil(30 * second)
      .set(30 * second, change)
      .tickUntil(60 * second);
    expect(stillReason(run.presence)).toBe(reason);
    const back = Object.fromEntries(Object.keys(change).map(name => [name, holding[name as keyof Conditions]]));
    run.set(60 * second, back).input(90 * second);
    expect(run.seconds).toBe(60);
  });

  test("only whole seconds count: the one under way at the start does not, nor the one at the end", () => {
    const run = new Run(400).set(10_900, { documentFocused: false });
    expect(run.certain).toEqual([{ start: 1, end: 10 }]);
  });

  test("an idle rep counts to the last input", () => {
    const run = new Run().input(60 * second).tickUntil(600 * second);
    expect(run.seconds).toBe(60);
    expect(run.stops).toEqual(["idle"]);
    expect(stillReason(run.presence)).toBe("idle");
  });

  test("input one moment before the idle time keeps the time running", () => {
    expect(new Run().input(179 * second).seconds).toBe(179);
  });

  test("input exactly at the idle time comes too late", () => {
    const run = new Run().tickUntil(177 * second).do({ kind: "input", at: 180 * second });
    expect(run.seconds).toBe(0);
    expect(run.stops).toEqual(["idle"]);
  });

  test("input after being idle starts again from there", () => {
    expect(new Run().input(600 * second).input(660 * second).seconds).toBe(60);
  });

  test("seconds after the last input are provisional until input confirms them", () => {
    const run = new Run().tickUntil(60 * second);
    expect(run.certain).toEqual([]);
    expect(provisional(run.presence)).toEqual({ start: 0, end: 60 });
    run.do({ kind: "input", at: 60 * second });
    expect(run.certain).toEqual([{ start: 0, end: 60 }]);
    expect(provisional(run.presence)).toBeUndefined();
  });

  test("without idle detection every checkpoint is certain", () => {
    const run = new Run(0, 0).tickUntil(600 * second);
    expect(run.seconds).toBe(600);
    expect(provisional(run.presence)).toBeUndefined();
  });

  test("in a frame of another origin, where input cannot be seen, a rep is idle after 15 minutes", () => {
    const run = new Run().input(60 * second).do({ kind: "focusHidden", at: 90 * second, hidden: true });
    run.tickUntil(960 * second);
    expect(stillReason(run.presence)).toBeUndefined();
    run.tickUntil(990 * second);
    expect(stillReason(run.presence)).toBe("idle");
    expect(run.seconds).toBe(90);
  });

  test("coming out of such a frame is input", () => {
    const run = new Run().do({ kind: "focusHidden", at: 0, hidden: true }).tickUntil(600 * second);
    run.do({ kind: "focusHidden", at: 600 * second, hidden: false });
    expect(run.seconds).toBe(600);
    run.tickUntil(780 * second);
    expect(stillReason(run.presence)).toBe("idle");
  });

  test("an idle time longer than 15 minutes holds in such a frame too, and none is none", () => {
    const long = new Run(0, 3_600 * second).do({ kind: "focusHidden", at: 0, hidden: true }).tickUntil(3_000 * second);
    expect(stillReason(long.presence)).toBeUndefined();
    const none = new Run(0, 0).do({ kind: "focusHidden", at: 0, hidden: true }).tickUntil(3_000 * second);
    expect(none.seconds).toBe(3_000);
  });

  test("a gap between two wake-ups is sleep: what came before it counts, the gap does not", () => {
    const run = new Run(0, 0)
      .tickUntil(60 * second)
      .do({ kind: "tick", at: 660 * second })
      .tickUntil(690 * second);
    expect(run.stops).toEqual(["asleep"]);
    expect(normalise(run.certain)).toEqual([
      { start: 0, end: 60 },
      { start: 660, end: 690 },
    ]);
  });

  test("waking up is not input: after a sleep longer than the idle time the rep must come back", () => {
    const run = new Run()
      .input(60 * second)
      .do({ kind: "tick", at: 660 * second })
      .tickUntil(690 * second);
    expect(run.seconds).toBe(60);
    expect(stillReason(run.presence)).toBe("idle");
  });

  test("a gap of exactly 30 s is no sleep", () => {
    const run = new Run(0, 0).do({ kind: "tick", at: 30 * second });
    expect(run.seconds).toBe(30);
  });

  test("a server clock that is moved ends the interval where it was and starts a new one", () => {
    const run = new Run(0, 0).tickUntil(60 * second).do({ kind: "clockMoved", at: 3_600 * second, by: 3_540 * second });
    run.tickUntil(3_630 * second);
    expect(normalise(run.certain)).toEqual([
      { start: 0, end: 60 },
      { start: 3_600, end: 3_630 },
    ]);
  });

  test("a clock that is moved back makes no negative interval and goes on", () => {
    const run = new Run(3_600 * second, 0).tickUntil(3_660 * second);
    run.do({ kind: "clockMoved", at: 60 * second, by: -3_600 * second }).tickUntil(90 * second);
    expect(normalise(run.certain)).toEqual([
      { start: 60, end: 90 },
      { start: 3_600, end: 3_660 },
    ]);
  });
});

/** Things that happen to a page, each some milliseconds after the one before. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: "tick" as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: "input" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("conditions" as const),
      name: fc.constantFrom(...(Object.keys(holding) as (keyof Conditions)[])),
      value: fc.boolean(),
    }),
  },
);
const schedule = fc.array(
  fc.tuple(
    fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 3_500 }) }, fc.integer({ min: 0, max: 400_000 })),
    happening,
  ),
  { maxLength: 120 },
);

describe("any schedule", () => {
  /** Beside the reducer, a plain account of when counting was allowed at all. */
  function play(events: typeof schedule extends fc.Arbitrary<infer T> ? T : never, idle: number) {
    const run = new Run(1_700_000_000_123, idle);
    const stretches: { from: number; to: number; allowed: boolean; lastInput: number }[] = [];
    let at = run.start;
    let conditions = holding;
    let lastInput = at;
    for (const [gap, what] of events) {
      const allowed = stillReason({ ...run.presence, idle: false, conditions }) === undefined;
      stretches.push({ from: at, to: at + gap, allowed, lastInput });
      at += gap;
      if (what.kind === "conditions") {
        const isAct =
          (["documentFocused", "documentVisible", "recordVisible"].includes(what.name) &&
            what.value &&
            !conditions[what.name]) ||
          (what.name === "paused" && !what.value && conditions.paused);
        if (isAct) lastInput = at;
        conditions = { ...conditions, [what.name]: what.value };
        run.set(at, { [what.name]: what.value });
      } else {
        if (what.kind === "input") lastInput = at;
        run.do({ kind: what.kind, at });
      }
    }
    return { run, stretches, end: at };
  }

  test("never counts a second that was hidden, unfocused, paused, asleep or otherwise not to count", () => {
    fc.assert(
      fc.property(schedule, fc.constantFrom(0, idleMs), (events, idle) => {
        const { run, stretches } = play(events, idle);
        const forbidden = stretches.filter(s => !s.allowed || s.to - s.from > 30_000);
        for (const { start, end } of run.certain)
          for (const { from, to } of forbidden)
            expect(end * 1000 <= from || start * 1000 >= to || from === to).toBe(true);
      }),
    );
  });

  test("never counts beyond the idle time after the last input", () => {
    fc.assert(
      fc.property(schedule, events => {
        const { run, stretches } = play(events, idleMs);
        for (const { start, end } of run.certain)
          for (const { from, to, lastInput } of stretches)
            if (start * 1000 < to && end * 1000 > from)
              expect(Math.min(end * 1000, to) - lastInput).toBeLessThanOrEqual(idleMs);
      }),
    );
  });

  test("never makes an empty, negative or repeated interval, nor one outside the visit", () => {
    fc.assert(
      fc.property(schedule, fc.constantFrom(0, idleMs), (events, idle) => {
        const { run, end } = play(events, idle);
        let last = Math.ceil(run.start / 1000);
        for (const interval of run.certain) {
          expect(interval.end).toBeGreaterThan(interval.start);
          expect(interval.start).toBeGreaterThanOrEqual(last);
          last = interval.end;
        }
        expect(last * 1000).toBeLessThanOrEqual(Math.max(end, Math.ceil(run.start / 1000) * 1000));
      }),
    );
  });

  test("without idle detection counts every whole second that was allowed and awake", () => {
    fc.assert(
      fc.property(schedule, events => {
        const { run, stretches } = play([...events, [0, { kind: "tick" }]], 0);
        const awake = stretches.filter(s => s.allowed && s.to - s.from <= 30_000);
        const runs: { from: number; to: number }[] = [];
        for (const { from, to } of awake) {
          const last = runs[runs.length - 1];
          if (last && last.to === from) last.to = to;
          else runs.push({ from, to });
        }
        // Two stretches that touch may still be two runs, so each loses at most the second under way at its start.
        const whole = runs.reduce((sum, r) => sum + Math.max(0, Math.floor(r.to / 1000) - Math.ceil(r.from / 1000)), 0);
        expect(run.seconds).toBeLessThanOrEqual(whole);
        expect(run.seconds).toBeGreaterThanOrEqual(whole - run.stops.length);
      }),
    );
  });
});
