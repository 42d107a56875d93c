// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { measure } from "../../tracking/intervals";
import { rep, theCase } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

const minute = 60_000;
let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  page = new Rendered(world);
});
afterEach(() => page.close());

const group = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** Nobody touches anything for ten minutes; then somebody is back. */
async function comeBack(): Promise<void> {
  await page.after(() => {
    for (let passed = 0; passed < 10 * minute; passed += 3_000) world.clock.pass(3_000);
    world.page.input();
  });
}

describe("back after idle time", () => {
  test("a card asks what the time was, and takes no focus", async () => {
    await page.show();
    document.querySelector<HTMLElement>("[data-home]")?.focus();
    await comeBack();
    expect(group("ht-return")?.textContent).toMatch(/^You were away 10 min08:00 – 08:10Does this time belong/);
    expect(document.activeElement?.textContent).toBe("Collapse");
  });

  test("Keep makes it automatic time and gives the focus back", async () => {
    await page.show();
    await comeBack();
    await page.press("Keep");
    expect(group("ht-return")).toBeNull();
    expect(document.activeElement?.textContent).toBe("Collapse");
    expect(measure(world.server.claimed(theCase))).toBe(600);
  });

  test("Discard leaves nothing", async () => {
    await page.show();
    await comeBack();
    await page.press("Discard");
    await page.press("Refresh");
    expect(group("ht-return")).toBeNull();
    expect(measure(world.server.claimed(theCase))).toBe(0);
  });

  test("Log writes a time log of that length; refused, the card stays and shows the server's sentence", async () => {
    await page.show();
    await comeBack();
    world.data.refusal = "CT1006: Handling time is switched off.";
    await page.press("Log");
    expect(group("ht-return")?.textContent).toContain(world.data.refusal);
    world.data.refusal = undefined;
    await page.press("Log");
    expect(world.data.logs).toMatchObject([{ seconds: 600, reasonCategory: 735500000 }]);
    expect(group("ht-return")).toBeNull();
  });

  test("Keep after a Log without an answer makes automatic time of it and nothing else", async () => {
    await page.show();
    await comeBack();
    world.data.lostAnswers = 1;
    await page.press("Log");
    expect(group("ht-return")?.textContent).toContain("No answer came, so nothing is decided yet.");
    await page.press("Keep");
    expect(world.data.logs).toEqual([]);
    expect(measure(world.server.claimed(theCase))).toBe(600);
  });

  test("Log writes several logs where the gap is longer than the longest", async () => {
    world.data.maximumLogMinutes = 4;
    await page.show();
    await comeBack();
    await page.press("Log");
    expect(world.data.logs.map(({ seconds }) => seconds)).toEqual([240, 240, 120]);
    expect(group("ht-return")).toBeNull();
  });

  test("the card stands above the collapsed chip too, and without time logs offers none", async () => {
    await page.show({ allowTimeLogs: false });
    await page.press("Collapse");
    await comeBack();
    expect(page.buttons).toEqual(["Keep", "Discard", "Handling time, total 0 s, running, a question is waiting"]);
  });
});

describe("typing into the form of a paused case", () => {
  const offered = () => group("ht-offer") !== null;

  test("offers to resume", async () => {
    await page.show();
    await page.press("Pause");
    await page.after(() => world.page.input());
    expect(offered()).toBe(false);
    await page.after(() => world.page.input(true));
    expect(offered()).toBe(true);
    await page.press("Resume");
    expect(offered()).toBe(false);
    expect(world.session.snapshot().tracker?.running).toBe(true);
  });

  test("is not asked about again until the next pause", async () => {
    await page.show();
    await page.press("Pause");
    await page.after(() => world.page.input(true));
    await page.press("Not now");
    await page.after(() => world.page.input(true));
    expect(offered()).toBe(false);
    await page.press("Resume");
    await page.press("Pause");
    await page.after(() => world.page.input(true));
    expect(offered()).toBe(true);
  });
});

describe("today's timeline", () => {
  test("is read when it is opened and names reasons, other cases and other devices", async () => {
    await page.show();
    await page.after(() => {
      world.clock.pass(20_000);
      world.page.input();
      world.page.set({ focused: false });
    });
    expect(world.data.calls).not.toContain(`automatic ${rep} 2030-01-01`);
    world.data.automatic = [
      { caseId: "o", caseName: "Portal", workDate: "2030-01-01", timeline: "v1 3600+60", overlap: "" },
    ];
    await page.press("Today");
    expect(world.data.calls).toContain(`automatic ${rep} 2030-01-01`);
    const entries = [...document.querySelectorAll("[data-testid='ht-timeline'] li")].map(node => node.textContent);
    expect(entries).toEqual([
      "08:00 – 08:0019 s19 secondsThis caseStarted: case opened. Stopped: another window in use.",
      "01:00 – 01:011 min1 minutePortalAnother device",
    ]);
    await page.press("Today");
    expect(group("ht-timeline")).toBeNull();
  });

  test("says where it could not be read whole", async () => {
    await page.show();
    world.data.refusal = "x";
    await page.press("Today");
    expect(group("ht-timeline")?.textContent).toContain("The time of other devices could not be read.");
  });
});

describe("what a screen reader hears unasked", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());
  const said = () => document.querySelector("section > [role='status']")?.textContent;

  test("comes from one place, and never twice within a minute", async () => {
    await page.show();
    expect(said()).toBe("");
    await page.press("Pause");
    expect(said()).toContain("Paused.");
    await page.press("Resume");
    expect(said()).toBe("");
    await page.press("Pause");
    expect(said()).toBe("");
    await page.after(() => vi.advanceTimersByTime(minute));
    expect(said()).toContain("Paused.");
  });
});
