import { describe, expect, test } from "vitest";
import { Decisions, inPieces, type Refused } from "../../HandlingTime/model/decisions";
import { DataError, type LogDraft } from "../../HandlingTime/model/ports";
import type { IntervalSet } from "../../tracking/intervals";
import type { TrackerStatus } from "../../tracking/tracker";

/** A case whose tracker and server are as far as decisions reach. */
class OpenCase {
  gap: IntervalSet = [{ start: 1000, end: 1600 }];
  readonly logs: LogDraft[] = [];
  readonly ids: (string | undefined)[] = [];
  readonly discarded: IntervalSet[] = [];
  refusals: string[] = [];
  refreshed = 0;
  readonly decisions = new Decisions(
    {
      createLog: (_case, draft, id) => {
        this.ids.push(id);
        const refusal = this.refusals.shift();
        if (refusal) return Promise.reject(new DataError(refusal));
        this.logs.push(draft);
        return Promise.resolve();
      },
    },
    () => ({
      caseId: "c",
      userId: "u",
      tracker: {
        status: () => ({ ...still, gap: this.gap.length > 0 ? this.gap : undefined }),
        keepGap: () => undefined,
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
    await open.decisions.logGap(735500001);
    expect(open.logs).toEqual([{ seconds: 200, start: new Date(1_000_000), reasonCategory: 735500001, reason: "" }]);
    expect([open.gap, open.refreshed]).toEqual([[], 1]);
  });

  test("stays where the server refuses the log, with the server's sentence", async () => {
    const open = new OpenCase();
    open.refusals = ["CT1002: too long."];
    await expect(open.decisions.logGap(1)).rejects.toThrow("CT1002: too long.");
    expect(open.gap).toEqual([{ start: 1000, end: 1600 }]);
    await open.decisions.logGap(1);
    const [first, second] = open.ids;
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(second).toBe(first);
  });
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
