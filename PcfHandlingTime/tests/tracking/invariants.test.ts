import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, measure, normalise } from "../../tracking/intervals";
import { FakeServer, type Trouble } from "../doubles/server";
import { reps, World, type Act } from "../doubles/world";

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.constant<Trouble>({ kind: "lostRequest" }),
  fc.constant<Trouble>({ kind: "lostAnswer" }),
  fc.constantFrom(401, 403, 409, 412, 429, 500, 503).map((status): Trouble => ({ kind: "status", status })),
);

const acts = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(...(["work", "work", "wait", "idleAndKeep"] as const)),
      ms: fc.oneof(fc.integer({ min: 100, max: 90_000 }), fc.integer({ min: 100, max: 400_000 })),
      stoodStill: fc.constant(false),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(...(["open", "open", "openLate", "switchCase"] as const)),
      caseNumber: fc.nat(2),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(["focus", "blur", "hide", "close", "crash", "reload", "pause", "resume", "keep", "discard"] as const),
        ...(["flush", "cut", "mend", "focus", "keep"] as const),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("sleep" as const),
      ms: fc.integer({ min: 31_000, max: 900_000 }),
      stoodStill: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("stepWall" as const),
      ms: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("trouble" as const), trouble }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("replay" as const), pick: fc.nat() }) },
);
const act = fc
  .tuple(fc.record({ who: fc.nat(2), which: fc.nat(2) }), acts)
  .map(([where, what]): Act => ({ ...where, ...what }) as Act);
const schedule = fc.array(act, { maxLength: 30 });

/** The last checkpoint is at most 3 s old, and the second under way is lost with it. */
const crashLoss = 4;

/** Twelve seconds on a machine with nothing else to do. */
const patienceMs = 10 * 60_000;

describe("any schedule of two reps, three machines, several tabs and cases, and all that goes wrong", () => {
  test(
    "keeps I1, I2, I3 and I6, records every second of work, and none that was not earned",
    async () => {
      await fc.assert(
        fc.asyncProperty(schedule, fc.infiniteStream(fc.nat()), async (schedule, picks) => {
          const world = new World();
          for (const now of [{ kind: "open", caseNumber: 0, who: 0, which: 0 } as Act, ...schedule]) {
            await world.act(now);
            expect(world.vanished(), "I6: recorded seconds disappeared").toBe(0);
          }
          await world.end();
          expect(world.vanished(), "I6: recorded seconds disappeared").toBe(0);
          expectOneClockEach(world);
          expectNothingLost(world);
          expect(world.unrecorded(), "seconds of work that no row holds").toBe(0);
          expect(world.unearned(), "seconds recorded that nobody earned").toBe(0);
          await expectRepeatsChangeNothing(world, picks);
        }),
        { numRuns: 2_000 },
      );
    },
    patienceMs,
  );
});

/** I1: no second of a rep is claimed twice, and no span holds more than itself. */
function expectOneClockEach(world: World): void {
  for (const rep of reps) {
    const rows = [...world.server.rows.values()].filter(row => row.rep === rep);
    const claims = rows.map(row => cut(row.timeline, row.overlap));
    const sum = claims.reduce((total, claim) => total + measure(claim), 0);
    expect(sum, "I1: a second was claimed twice").toBe(measure(normalise(claims.flat())));
    expect(sum).toBeLessThanOrEqual((world.server.now - world.begun) / 1000 + 1);
  }
}

/** I2: what a page counted is in its device's row, but for one checkpoint where the page was killed. */
function expectNothingLost(world: World): void {
  for (const { tab, browser, killed } of world.left) {
    const stored = world.timeline(browser.userId, tab.identity.caseId, browser.device);
    expect(tab.tracker.secondsBeyond(stored), "I2: counted seconds are missing").toBeLessThanOrEqual(
      killed ? crashLoss : 0,
    );
  }
}

/** I3: the same again changes no row; in another order, no timeline and no rep's claimed seconds. */
async function expectRepeatsChangeNothing(world: World, picks: fc.Stream<number>): Promise<void> {
  const { server, clock } = world;
  const before = structuredClone([...server.rows]);
  const writes = server.arrivals.filter(({ request }) => request.method === "PATCH");
  const elsewhere = new FakeServer(clock, server.offset);
  for (const left = [...writes]; left.length > 0;) {
    const [next] = left.splice((picks.next().value ?? 0) % left.length, 1);
    if (!next) continue;
    await server.send(next.request, next.rep);
    await elsewhere.send(next.request, next.rep);
  }
  expect([...server.rows], "I3: a repeat changed a row").toEqual(before);
  // A request that was lost on its way into trouble arrives here: it may add what was sent again later, nothing else.
  for (const [id, row] of server.rows) expect(elsewhere.rows.get(id)?.timeline).toEqual(row.timeline);
  for (const rep of reps) expect(elsewhere.claimed(undefined, rep)).toEqual(server.claimed(undefined, rep));
}
