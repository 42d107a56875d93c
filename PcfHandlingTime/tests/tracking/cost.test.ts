import { describe, expect, test } from "vitest";
import { Browser, otherCase, settle, theCase } from "../doubles/browser";

const minute = 60_000;
const hour = 60 * minute;

describe("what tracking costs a page", () => {
  test("is one repeating timer, and one wake-up a checkpoint", async () => {
    const browser = Browser.open();
    await browser.visit();
    expect(browser.clock.repeatingTimers).toBe(1);
    const before = browser.clock.wakeups;
    browser.clock.pass(9 * minute);
    expect(browser.clock.wakeups - before).toBe((9 * minute) / 3_000);
  });

  test("is no wake-up at all while the page is hidden and everything is sent", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(2 * minute);
    tab.page.set({ visible: false });
    await settle();
    expect(browser.clock.timerCount).toBe(0);
    const before = browser.clock.wakeups;
    browser.clock.pass(8 * hour);
    expect(browser.clock.wakeups).toBe(before);
  });

  test("is an update interval that waits while the page is hidden and has passed at once when it is shown", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.page.set({ visible: false });
    browser.clock.pass(hour);
    expect(tab.events).not.toContain("interval");
    tab.page.set({ visible: true });
    browser.clock.pass(0);
    expect(tab.events).toEqual(["interval"]);
    browser.clock.pass(9 * minute);
    expect(tab.events).toEqual(["interval"]);
  });

  test("is six writes an hour in steady focus, for eight hours", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    for (let i = 0; i < 8 * 60; i++) {
      tab.work(minute, 20_000);
      await settle();
    }
    expect(browser.server.writes).toHaveLength(48);
    expect(browser.server.rows.size).toBe(1);
  });

  test("does not grow over eight hours: what is counted and stored stays merged, and the journal empty", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    for (let i = 0; i < 8 * 60; i++) {
      tab.work(minute, 20_000);
      if (i % 30 === 29) {
        browser.clock.pass(4 * minute);
        tab.page.input();
        tab.tracker.keepGap();
      }
      await settle();
    }
    await tab.tracker.flush("rep");
    expect(tab.tracker.storedSoFar()).toHaveLength(1);
    expect(await browser.journal()).toEqual([]);
    expect(browser.clock.timerCount).toBeLessThanOrEqual(2);
    // Each stretch of the day and each kept gap is one piece.
    expect(await tab.tracker.today(0)).toHaveLength(32);
  });
});

describe("a tracker that is released", () => {
  test("a thousand times over leaves no timer, listener, lock or channel, and others alone", async () => {
    const browser = Browser.open();
    const other = await browser.visit(otherCase);
    const timers = browser.clock.timerCount;
    for (let i = 0; i < 1_000; i++) {
      const tab = await browser.visit();
      tab.work(4_000);
      if (i % 3 === 0) tab.page.set({ visible: false });
      if (i % 5 === 0) browser.server.troubles.push({ kind: "status", status: 503 });
      if (i % 7 === 0) void tab.tracker.flush("rep");
      tab.tracker.dispose();
      tab.tracker.dispose();
      await settle();
      expect(tab.page.listeners.size).toBe(0);
      expect(tab.channelListeners).toBe(0);
      browser.server.troubles = [];
    }
    expect(browser.clock.timerCount).toBe(timers);
    expect([...(await browser.locks.tab().held())]).toHaveLength(1);
    other.page.input();
    expect(other.tracker.status().running).toBe(true);
    other.tracker.dispose();
    await settle();
    expect(browser.clock.timerCount).toBe(0);
    expect([...(await browser.locks.tab().held())]).toEqual([]);
  });

  test("does nothing any more, whatever it is told", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    tab.page.input();
    const { tracker } = tab;
    expect(tracker.status().gap).toBeDefined();
    tracker.dispose();
    await settle();
    const requests = browser.server.requests.length;
    tracker.pause();
    tracker.resume();
    tracker.keepGap();
    tracker.restoreGap([{ start: 1, end: 2 }]);
    tracker.setCaseActive(true);
    tab.page.input();
    browser.clock.pass(hour);
    await settle();
    expect(tracker.status().gap).toBeUndefined();
    expect(browser.server.requests).toHaveLength(requests);
    expect(browser.clock.timerCount).toBe(0);
  });
});

describe("news between tabs", () => {
  test("one tab's write lets the other show it", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    await tab.tracker.flush("rep");
    expect(tab.posted).toEqual([theCase]);
  });
});
