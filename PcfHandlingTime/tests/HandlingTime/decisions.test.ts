import { describe, expect, test } from "vitest";
import { Decisions, inPieces, type Refused } from "../../HandlingTime/model/decisions";
import { DataError, UnansweredError, type LogDraft } from "../../HandlingTime/model/ports";
import { GapLogs } from "../../tracking/gapLogs";
import type { IntervalSet } from "../../tracking/intervals";
import type { TrackerStatus } from "../../tracking/tracker";

/** A case whose tracker and server are as far as decisions reach. */
class OpenCase {
  gap: IntervalSet = [{ start: 1000, end: 1600 }];
  readonly rows = new Map<string, LogDraft>();
  readonly ids: string[] = [];
  readonly discarded: IntervalSet[] = [];
  readonly withdrawn: string[] = [];
  /** What the next writes meet; a lost answer is written all the same. */
  refusals: (string | "lost")[] = [];
  kept: IntervalSet = [];
  now: number | undefined;
  readonly gapLogs = new GapLogs();
  refreshed = 0;
  readonly decisions = new Decisions(
    {
      createLog: (_case, draft, id) => {
        const refusal = this.refusals.shift();
        this.ids.push(id);
        if (refusal && refusal !== "lost") return Promise.reject(new DataError(refusal));
        this.rows.set(id, draft);
        return refusal ? Promise.reject(new UnansweredError("")) : Promise.resolve();
      },
      withdrawLog: id => {
        const refusal = this.refusals.shift();
        if (refusal) return Promise.reject(new UnansweredError(""));
        this.withdrawn.push(id);
        this.rows.delete(id);
        return Promise.resolve();
      },
    },
    () => ({
      caseId: "c",
      userId: "u",
      tracker: {
        status: () => ({ ...still, gap: this.gap.length > 0 ? this.gap : undefined }),
        keepGap: () => {
          this.kept = this.gap;
          this.gap = [];
        },
        gapLogs: this.gapLogs,
        serverNow: () => this.now,
        discardGap: () => (this.gap = []),
        takeGap: () => {
          const { gap } = this;
          this.gap = [];
          return gap;
        },
        restoreGap: gap => (this.gap = gap),
        discardAside: ({ seconds }) => {
          this.discarded.push(seconds);
          return Promise.resolve();
        },
      },
    }),
    () => this.refreshed++,
  );

  get logs(): LogDraft[] {
    return [...this.rows.values()];
  }
}

const still: TrackerStatus = {
  running: true,
  reason: undefined,
  connection: "ok",
  durable: true,
  recovered: 0,
  aside: [],
  gap: undefined,
  inputWhilePaused: false,
  inFront: true,
  damaged: 0,
};

const refused = (seconds: IntervalSet): Refused => ({
  caseId: "c",
  workDate: "1970-01-01",
  seconds,
  code: "CT1009",
  message: "Too old.",
  retry: "never",
});
const log = { maximumSeconds: 600, category: 1, reason: "why" };

describe("idle time that is logged by hand", () => {
  test("becomes a log of its length from its beginning", async () => {
    const open = new OpenCase();
    open.gap = [
      { start: 1000, end: 1100 },
      { start: 1500, end: 1600 },
    ];
    await open.decisions.logGap({ ...log, category: 735500001, reason: "" });
    expect(open.logs).toEqual([{ seconds: 200, start: new Date(1_000_000), reasonCategory: 735500001, reason: "" }]);
    expect([open.gap, open.refreshed]).toEqual([[], 1]);
  });

  test("stays where the server refuses the log, with the server's sentence", async () => {
    const open = new OpenCase();
    open.refusals = ["CT1002: too long."];
    await expect(open.decisions.logGap(log)).rejects.toThrow("CT1002: too long.");
    expect(open.gap).toEqual([{ start: 1000, end: 1600 }]);
    await open.decisions.logGap(log);
    const [first, second] = open.ids;
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
    expect(second).toBe(first);
  });
});

describe("idle time whose log has had no answer", () => {
  const lost = async () => {
    const open = new OpenCase();
    open.refusals = ["lost"];
    await expect(open.decisions.logGap(log)).rejects.toBeInstanceOf(UnansweredError);
    return open;
  };

  test("is not counted twice where the rep keeps it then", async () => {
    const open = await lost();
    await open.decisions.keepGap();
    expect([open.logs, open.kept]).toEqual([[], [{ start: 1000, end: 1600 }]]);
  });

  test("nor is it logged where the rep discards it then", async () => {
    const open = await lost();
    await open.decisions.discardGap();
    expect([open.logs, open.gap]).toEqual([[], []]);
  });

  test("stays undecided while nobody can say whether the log is there", async () => {
    const open = await lost();
    open.refusals = ["lost"];
    await expect(open.decisions.keepGap()).rejects.toBeInstanceOf(UnansweredError);
    expect([open.kept, open.gap]).toEqual([[], [{ start: 1000, end: 1600 }]]);
  });

  test("is one row of its own where the gap has grown meanwhile", async () => {
    const open = await lost();
    open.gap = [{ start: 1000, end: 1900 }];
    await open.decisions.logGap(log);
    expect(open.logs.map(({ seconds }) => seconds)).toEqual([600, 300]);
    expect(open.gap).toEqual([]);
  });

  test("is taken back also where another try was refused", async () => {
    const open = await lost();
    open.refusals = ["CT1005: Case is not active."];
    await expect(open.decisions.logGap(log)).rejects.toThrow("CT1005");
    await open.decisions.keepGap();
    expect(open.logs).toEqual([]);
  });

  test("waits for the answer before it is kept", async () => {
    const open = new OpenCase();
    await Promise.all([open.decisions.logGap(log), open.decisions.keepGap()]);
    expect([open.logs.length, open.kept]).toEqual([1, []]);
  });
});

describe("a gap longer than the longest log", () => {
  test("becomes several logs, and what is written leaves it", async () => {
    const open = new OpenCase();
    open.gap = [{ start: 1000, end: 2500 }];
    open.refusals = ["", "Server busy."];
    await expect(open.decisions.logGap(log)).rejects.toThrow("Server busy.");
    expect(open.gap).toEqual([{ start: 1600, end: 2500 }]);
    await open.decisions.logGap(log);
    expect(open.logs.map(({ seconds, start }) => [seconds, start?.getTime()])).toEqual([
      [600, 1_000_000],
      [600, 1_600_000],
      [300, 2_200_000],
    ]);
  });
});

test.each([
  [1_599_200, 997],
  [1_603_000, 1000],
])("a log at %i ms does not end in the server's future, and is as long as the gap", async (now, start) => {
  const open = new OpenCase();
  open.now = now;
  await open.decisions.logGap(log);
  expect(open.logs).toMatchObject([{ seconds: 600, start: new Date(start * 1000) }]);
});

describe("refused seconds that are logged by hand", () => {
  test("become logs no longer than the longest log", async () => {
    const open = new OpenCase();
    await open.decisions.logRefused(refused([{ start: 0, end: 1500 }]), log);
    expect(open.logs.map(({ seconds, start }) => [seconds, start?.getTime()])).toEqual([
      [600, 0],
      [600, 600_000],
      [300, 1_200_000],
    ]);
    expect(open.discarded.flat()).toEqual([
      { start: 0, end: 600 },
      { start: 600, end: 1200 },
      { start: 1200, end: 1500 },
    ]);
  });

  test("leave the journal piece by piece, so that a second try logs nothing twice", async () => {
    const open = new OpenCase();
    open.refusals = ["", "Server busy."];
    await expect(open.decisions.logRefused(refused([{ start: 0, end: 1200 }]), log)).rejects.toThrow("Server busy.");
    expect(open.discarded).toEqual([[{ start: 0, end: 600 }]]);
  });
});

test.each<[IntervalSet, number, IntervalSet[]]>([
  [[], 10, []],
  [[{ start: 0, end: 10 }], 10, [[{ start: 0, end: 10 }]]],
  [[{ start: 0, end: 11 }], 10, [[{ start: 0, end: 10 }], [{ start: 10, end: 11 }]]],
  [
    [
      { start: 0, end: 4 },
      { start: 9, end: 20 },
    ],
    10,
    [
      [
        { start: 0, end: 4 },
        { start: 9, end: 15 },
      ],
      [{ start: 15, end: 20 }],
    ],
  ],
])("%j in pieces of at most %i seconds", (set, longest, pieces) => {
  expect(inPieces(set, longest)).toEqual(pieces);
});
