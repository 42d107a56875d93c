import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, measure } from "../../tracking/intervals";
import { Browser, otherCase, settle, theCase, type Tab } from "../doubles/browser";
import type { FakeServer, Trouble } from "../doubles/server";

/** One thing that a rep, a browser or a network does. */
type Act =
  | { readonly kind: "work"; readonly ms: number }
  | { readonly kind: "away" | "back" | "flush" | "reload" | "crash" | "cut" | "mend" }
  | { readonly kind: "switchCase" }
  | { readonly kind: "sleep"; readonly ms: number }
  | { readonly kind: "trouble"; readonly trouble: Trouble };

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.constant<Trouble>({ kind: "lostRequest" }),
  fc.constant<Trouble>({ kind: "lostAnswer" }),
  fc.constantFrom(409, 412, 429, 500, 503).map((status): Trouble => ({ kind: "status", status })),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 100, max: 90_000 }).map((ms): Act => ({ kind: "work", ms })) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom("away", "back", "flush", "reload", "crash", "cut", "mend", "switchCase")
      .map((kind): Act => ({ kind }) as Act),
  },
  { weight: 1, arbitrary: fc.integer({ min: 31_000, max: 900_000 }).map((ms): Act => ({ kind: "sleep", ms })) },
  { weight: 2, arbitrary: trouble.map((t): Act => ({ kind: "trouble", trouble: t })) },
);

/** Lives through a schedule with one tab at a time, then comes back once more to a server that answers. */
async function live(acts: readonly Act[]) {
  const browser = Browser.open();
  const { server, clock } = browser;
  const begun = server.now;
  const counted = new Map<string, number>();
  let crashes = 0;
  let caseId = theCase;
  let tab = await browser.visit(caseId);

  const book = (left: Tab, leftCase: string) =>
    counted.set(leftCase, (counted.get(leftCase) ?? 0) + left.tracker.secondsBeyond([]));
  const visit = async (next: string) => {
    const [wasDown, troubles] = [server.down, server.troubles];
    [server.down, server.troubles] = [false, []];
    caseId = next;
    tab = await browser.visit(next);
    [server.down, server.troubles] = [wasDown, troubles];
  };
  // What a page leaves behind is all certain, since leaving is a reason to stop; the browser lets it finish storing.
  const leave = async () => {
    tab.page.leave();
    await settle();
    book(tab, caseId);
    tab.kill();
  };
  for (const now of acts) {
    switch (now.kind) {
      case "work":
        tab.work(now.ms, 20_000);
        break;
      case "away":
        tab.page.set({ visible: false });
        break;
      case "back":
        tab.page.set({ visible: true });
        break;
      case "flush":
        await tab.tracker.flush("rep");
        break;
      case "reload":
      case "switchCase":
        await leave();
        await visit(now.kind === "reload" ? caseId : caseId === theCase ? otherCase : theCase);
        break;
      case "crash":
        await settle();
        book(tab, caseId);
        tab.kill();
        crashes++;
        await visit(caseId);
        break;
      case "cut":
        server.down = true;
        break;
      case "mend":
        server.down = false;
        break;
      case "sleep":
        clock.sleep(now.ms);
        break;
      case "trouble":
        server.troubles.push(now.trouble);
        break;
    }
    await settle();
  }
  await leave();
  const lived = (server.now - begun) / 1000;
  [server.down, server.troubles] = [false, []];
  const last = await browser.visit(caseId);
  last.page.set({ visible: false });
  await last.tracker.flush("rep");
  return { browser, counted, crashes, lived };
}

const total = (server: FakeServer) => measure(server.claimed(theCase)) + measure(server.claimed(otherCase));
const schedules = fc.array(act, { maxLength: 40 });

describe("any schedule of work, absence, crashes, reloads and lost networks", () => {
  test("I2: every counted second is on the server after the next successful sync, but one checkpoint a crash", async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async acts => {
        const { browser, counted, crashes } = await live(acts);
        expect(await browser.journal()).toEqual([]);
        for (const [caseId, seconds] of counted) {
          const stored = measure(browser.server.claimed(caseId));
          expect(stored).toBeGreaterThanOrEqual(seconds - crashes * 4);
          // A crash may come before the second that a display already shows as begun; nothing else adds.
          expect(stored).toBeLessThanOrEqual(seconds + 1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("I1: no span of time holds more claimed seconds than it has, whatever the cases", async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async acts => {
        const { browser, lived } = await live(acts);
        expect(total(browser.server)).toBeLessThanOrEqual(lived + 1);
        const [one, other] = [browser.server.claimed(theCase), browser.server.claimed(otherCase)];
        expect(cut(one, other)).toEqual(one);
      }),
      { numRuns: 100 },
    );
  });

  test("I3: sending everything again, in any order, changes no row", async () => {
    await fc.assert(
      fc.asyncProperty(schedules, fc.infiniteStream(fc.nat()), async (acts, picks) => {
        const { browser } = await live(acts);
        const before = structuredClone([...browser.server.rows]);
        const again = [...browser.server.writes];
        while (again.length > 0) {
          const pick = (picks.next().value ?? 0) % again.length;
          const [request] = again.splice(pick, 1);
          if (request) await browser.server.send(request);
        }
        expect([...browser.server.rows]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

describe("two tabs of one browser on one case", () => {
  test("count each second once, whichever has the focus", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 500, max: 60_000 })), { maxLength: 25 }),
        async turns => {
          const browser = Browser.open();
          const tabs = [await browser.visit(), await browser.visit()] as const;
          for (const tab of tabs) tab.page.set({ focused: false });
          const begun = browser.server.now;
          for (const [second, ms] of turns) {
            const [on, off] = second ? [tabs[1], tabs[0]] : tabs;
            off.page.set({ focused: false });
            on.page.set({ focused: true });
            on.work(ms, 20_000);
            await settle();
          }
          for (const tab of tabs) {
            tab.page.set({ focused: false });
            await tab.tracker.flush("rep");
          }
          const lived = (browser.server.now - begun) / 1000;
          const shown = tabs[0].tracker.secondsBeyond([]) + tabs[1].tracker.secondsBeyond([]);
          expect(measure(browser.server.claimed(theCase))).toBe(shown);
          expect(shown).toBeLessThanOrEqual(lived);
          expect(shown).toBeGreaterThanOrEqual(lived - 2 * turns.length - 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
