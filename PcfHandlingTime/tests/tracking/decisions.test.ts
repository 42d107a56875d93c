import { describe, expect, test } from "vitest";
import { measure } from "../../tracking/intervals";
import { Browser, otherCase, settle, theCase } from "../doubles/browser";

/** Of which 59 s count: the page learns server time to within half a second, and only whole seconds count. */
const minute = 60_000;

describe("B4: a paused case", () => {
  test("counts nothing until the rep resumes, and does not ask for what passed", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    tab.tracker.pause();
    tab.work(30 * minute);
    tab.tracker.resume();
    tab.work(minute);
    expect(tab.tracker.status().gap).toBeUndefined();
    await tab.tracker.flush("rep");
    expect(measure(browser.server.claimed(theCase))).toBe(118);
  });

  test("says when somebody types into the form, not when the pointer moves or nothing is paused", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.page.input(true);
    expect(tab.tracker.status().inputWhilePaused).toBe(false);
    tab.tracker.pause();
    tab.page.input();
    expect(tab.tracker.status().inputWhilePaused).toBe(false);
    tab.page.input(true);
    expect(tab.tracker.status().inputWhilePaused).toBe(true);
    tab.tracker.resume();
    expect(tab.tracker.status().inputWhilePaused).toBe(false);
    tab.tracker.pause();
    expect(tab.tracker.status().inputWhilePaused).toBe(false);
  });

  test("is paused in this page only, and no longer once it is opened anew", async () => {
    const browser = Browser.open();
    const paused = await browser.visit();
    paused.tracker.pause();
    const elsewhere = await browser.visit();
    expect(elsewhere.tracker.status().running).toBe(true);
    paused.close();
    expect((await browser.visit()).tracker.status().running).toBe(true);
  });
});

describe("seconds that the server refused", () => {
  test("go once the rep gives them up, and no others with them", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.server.troubles.push({ kind: "status", status: 400, message: "CT1009: too old." });
    await tab.tracker.flush("rep");
    tab.work(minute);
    await settle();
    const [aside] = tab.tracker.status().aside;
    if (!aside) throw new Error("Nothing was set aside.");
    await tab.tracker.discardAside(aside);
    expect(tab.tracker.status().aside).toEqual([]);
    await tab.tracker.flush("rep");
    expect(measure(browser.server.claimed(theCase))).toBe(60);
    expect(await browser.journal()).toEqual([]);
    // The page that goes hands over what the journal lacks too: given up is given up.
    tab.close();
    await settle();
    expect(measure(browser.server.claimed(theCase))).toBe(60);
  });
});

describe("B6: the day log", () => {
  const told = async (browser: Browser, tab: Awaited<ReturnType<Browser["visit"]>>) =>
    (await tab.tracker.today(browser.server.now - 24 * 3_600_000)).map(
      ({ start, end, startReason, stopReason }) => `${end - start} ${startReason}-${stopReason ?? "running"}`,
    );

  test("tells of every stretch why it began and why it ended", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    tab.page.set({ focused: false });
    browser.clock.pass(minute);
    tab.page.set({ focused: true });
    tab.work(minute);
    tab.tracker.pause();
    browser.clock.pass(minute);
    tab.tracker.resume();
    tab.work(minute);
    tab.page.set({ shown: false });
    tab.page.set({ shown: true });
    tab.work(minute);
    tab.tracker.setCaseActive(false);
    tab.tracker.setCaseActive(true);
    tab.work(30_000);
    browser.clock.pass(10 * minute);
    tab.page.input();
    tab.work(minute);
    expect(await told(browser, tab)).toEqual([
      "59 opened-unfocused",
      "59 returned-paused",
      "59 resumed-elsewhere",
      "59 shown-caseInactive",
      "29 activated-idle",
      "59 input-running",
    ]);
  });

  test("shows kept idle time as such", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    tab.page.input();
    tab.tracker.keepGap();
    tab.work(minute);
    expect(await told(browser, tab)).toEqual(["59 opened-idle", "301 kept-idle", "59 input-running"]);
  });

  test("holds the stretches of all cases, and those of a killed page up to its last checkpoint", async () => {
    const browser = Browser.open();
    const killed = await browser.visit();
    killed.work(minute);
    browser.clock.pass(2_000);
    await settle();
    killed.kill();
    const tab = await browser.visit(otherCase);
    tab.work(minute);
    const pieces = await tab.tracker.today(0);
    expect(pieces.map(piece => piece.caseId)).toEqual([theCase, otherCase]);
    expect(pieces[0]).toMatchObject({ startReason: "opened", stopReason: undefined });
    expect((pieces[0]?.end ?? 0) - (pieces[0]?.start ?? 0)).toBeGreaterThanOrEqual(57);
  });

  test("begins with what reaches beyond the instant asked for", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    tab.page.set({ focused: false });
    browser.clock.pass(minute);
    tab.page.set({ focused: true });
    tab.work(minute);
    expect(await tab.tracker.today(browser.server.now - 90_000)).toHaveLength(1);
    expect(await tab.tracker.today(browser.server.now - 150_000)).toHaveLength(2);
  });

  test("is never sent", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    tab.page.set({ focused: false });
    await tab.tracker.flush("rep");
    expect(JSON.stringify(browser.server.requests)).not.toMatch(/opened|unfocused|reason/i);
  });
});
