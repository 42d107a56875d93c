import { describe, expect, test } from "vitest";
import { measure } from "../../tracking/intervals";
import { Recording, type Noted } from "../../tracking/recording";
import { Browser, rep, settle, Tab, theCase } from "../doubles/browser";

const minute = 60_000;
const onServer = (browser: Browser) => measure(browser.server.claimed(theCase));

/** A case is shown; what the server says of it comes when the test wants it. */
function shown(): { browser: Browser; tab: Tab; answer: (caseActive?: boolean) => Promise<void> } {
  const browser = Browser.open();
  const tab = new Tab(browser, { caseId: theCase, userId: rep, instance: "tab" });
  return {
    browser,
    tab,
    answer: async (caseActive = true) => {
      await tab.tracker.readSettings();
      tab.tracker.setCaseActive(caseActive);
      await tab.tracker.recover();
      await settle();
    },
  };
}

describe("the time before the server's first answer", () => {
  test("counts from the moment the case is shown", async () => {
    const { browser, tab, answer } = shown();
    tab.work(minute, 20_000);
    expect(tab.tracker.secondsBeyond([])).toBe(0);
    await answer();
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(59);
    tab.work(minute, 20_000);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(119);
    expect(onServer(browser)).toBeLessThanOrEqual(120);
    expect(browser.server.claimed(theCase)).toHaveLength(1);
  });

  test("is on the disk as soon as it counts", async () => {
    const { browser, tab, answer } = shown();
    tab.work(minute, 20_000);
    await answer();
    tab.kill();
    await browser.visit();
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
  });

  test.each([
    ["hidden", { visible: false }, { visible: true }],
    ["without focus", { focused: false }, { focused: true }],
    ["on another record", { shown: false }, { shown: true }],
  ])("does not count while the page is %s", async (_, away, back) => {
    const { tab, answer } = shown();
    tab.work(20_000);
    tab.page.set(away);
    tab.work(40_000);
    tab.page.set(back);
    tab.work(20_000);
    await answer();
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(38);
    expect(tab.tracker.secondsBeyond([])).toBeLessThanOrEqual(40);
  });

  test("does not count while the rep has paused", async () => {
    const { tab, answer } = shown();
    tab.work(20_000);
    tab.tracker.pause();
    tab.work(20_000);
    await answer();
    expect(tab.tracker.status().reason).toBe("paused");
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(19);
    expect(tab.tracker.secondsBeyond([])).toBeLessThanOrEqual(20);
  });

  test("counts up to the last checkpoint before the machine slept", async () => {
    const { browser, tab, answer } = shown();
    tab.work(20_000);
    browser.clock.sleep(10 * minute);
    tab.page.input();
    tab.work(20_000);
    await answer();
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(36);
    expect(tab.tracker.secondsBeyond([])).toBeLessThanOrEqual(40);
  });

  test("holds idle seconds to decide on, by the idle time that the answer tells", async () => {
    const { browser, tab, answer } = shown();
    tab.work(20_000);
    browser.clock.pass(5 * minute);
    tab.page.input();
    await answer();
    expect(measure(tab.tracker.status().gap ?? [])).toBeGreaterThanOrEqual(300);
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(19);
    expect(tab.tracker.secondsBeyond([])).toBeLessThanOrEqual(20);
  });

  test("counts for nothing where handling time is off", async () => {
    const { browser, tab, answer } = shown();
    browser.server.settings.casetime_enabled = false;
    tab.work(minute);
    await answer();
    expect(tab.tracker.secondsBeyond([])).toBe(0);
  });

  test("counts for nothing where the case is closed", async () => {
    const { tab, answer } = shown();
    tab.work(minute);
    await answer(false);
    expect(tab.tracker.secondsBeyond([])).toBe(0);
  });

  test("counts where the first answer tells no time and the next one does", async () => {
    const { browser, tab } = shown();
    tab.work(20_000);
    const { settings } = browser.server;
    const told = { enabled: settings.casetime_enabled, updateMinutes: 10, idleMinutes: 3 };
    const now = browser.machine.monotonic();
    tab.tracker.takeSettings(told, { date: null, sentAt: now, receivedAt: now });
    tab.tracker.setCaseActive(true);
    expect(tab.tracker.status().running).toBe(false);
    tab.work(6_000);
    await settle();
    expect(tab.tracker.status().running).toBe(true);
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(25);
  });

  test("takes little to remember, however long it lasts", () => {
    const recording = new Recording();
    const noted: Noted[] = Array.from({ length: 28_800 }, (_, second) => ({
      kind: second % 3 === 0 ? "tick" : "input",
      at: second * 1_000,
    }));
    for (const event of noted) recording.add(event);
    // Eight hours of steady typing.
    expect(recording.events.length).toBeLessThan(2_500);
  });
});
