import { describe, expect, test } from "vitest";
import { cut, measure } from "../../tracking/intervals";
import { Browser, settle, theCase, type Tab } from "../doubles/browser";

const minute = 60_000;
const onServer = (browser: Browser) => measure(browser.server.claimed(theCase));
const gapOf = (tab: Tab) => measure(tab.tracker.status().gap ?? []);

/*
 * The page learns server time to within half a second, and a second that is not whole does not count: a minute of work
 * is 59 s. A gap that the rep comes back from reaches to the second at which the run goes on, so that nothing is lost
 * between them.
 */

/** A minute of work, ten without input, and back. */
async function afterTenIdleMinutes(): Promise<{ browser: Browser; tab: Tab }> {
  const browser = Browser.open();
  const tab = await browser.visit();
  tab.work(minute);
  browser.clock.pass(10 * minute);
  expect(tab.tracker.status().gap).toBeUndefined();
  tab.page.input();
  return { browser, tab };
}

describe("B3: the seconds of an idle rep", () => {
  test("await a decision once the rep is back, and are sent to nobody until then", async () => {
    const { browser, tab } = await afterTenIdleMinutes();
    expect(gapOf(tab)).toBe(601);
    expect(tab.tracker.status().running).toBe(true);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBe(59);
  });

  test("kept, are certain and on the disk at once", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    tab.page.input();
    tab.tracker.keepGap();
    expect(tab.tracker.status().gap).toBeUndefined();
    expect(tab.tracker.secondsBeyond([])).toBe(360);
    await settle();
    tab.kill();
    expect(measure((await browser.journal())[0]?.pending ?? [])).toBe(360);
    await browser.visit();
    expect(onServer(browser)).toBe(360);
  });

  test("kept over midnight, go to the rows of both dates", async () => {
    const browser = Browser.open();
    browser.clock.pass(16 * 3_600_000 - 5 * minute);
    const tab = await browser.visit();
    browser.clock.pass(10 * minute);
    tab.page.input();
    tab.tracker.keepGap();
    await tab.tracker.flush("rep");
    expect([...browser.server.rows.values()].map(row => measure(row.timeline))).toEqual([298, 302]);
  });

  test("kept though another tab counted them meanwhile, count once", async () => {
    const browser = Browser.open();
    const first = await browser.visit();
    const second = await browser.visit("33333333-3333-3333-3333-333333333333");
    // Both windows claim the focus, as two screens or a wrong host may have it.
    browser.clock.pass(10 * minute);
    for (const tab of [first, second]) tab.page.input();
    for (const tab of [first, second]) {
      tab.tracker.keepGap();
      await tab.tracker.flush("rep");
    }
    const [one, other] = [...browser.server.rows.values()].map(row => cut(row.timeline, row.overlap));
    expect(measure(one ?? [])).toBeGreaterThanOrEqual(599);
    expect(measure(other ?? [])).toBe(0);
  });

  test("discarded, never counted", async () => {
    const { browser, tab } = await afterTenIdleMinutes();
    tab.tracker.discardGap();
    expect(tab.tracker.status().gap).toBeUndefined();
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBe(59);
    expect(await browser.journal()).toEqual([]);
  });

  test("taken for a log by hand are forgotten, and come back where the log failed", async () => {
    const { tab } = await afterTenIdleMinutes();
    const taken = tab.tracker.takeGap();
    expect(measure(taken)).toBe(601);
    expect(tab.tracker.status().gap).toBeUndefined();
    expect(tab.tracker.takeGap()).toEqual([]);
    tab.tracker.restoreGap(taken);
    expect(tab.tracker.status().gap).toEqual(taken);
  });

  test("add up while nobody answers", async () => {
    const { browser, tab } = await afterTenIdleMinutes();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    tab.page.input();
    expect(gapOf(tab)).toBe(902);
    expect(tab.tracker.status().gap).toHaveLength(2);
  });

  test("are gone where the page closes before an answer", async () => {
    const { browser, tab } = await afterTenIdleMinutes();
    tab.close();
    await settle();
    const next = await browser.visit();
    expect(next.tracker.status().gap).toBeUndefined();
    expect(onServer(browser)).toBe(59);
  });

  test("hold none of a sleep", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    browser.clock.sleep(60 * minute);
    browser.clock.pass(minute);
    tab.page.input();
    await settle();
    expect(gapOf(tab)).toBeGreaterThanOrEqual(5 * 60);
    expect(gapOf(tab)).toBeLessThanOrEqual(6 * 60 + 3);
  });

  test.each([
    ["hidden", { visible: false }, { visible: true }],
    ["without focus", { focused: false }, { focused: true }],
    ["on another record", { shown: false }, { shown: true }],
  ])("hold none while the page is %s; coming back is enough to be asked", async (_, away, back) => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(5 * minute);
    tab.page.set(away);
    browser.clock.pass(20 * minute);
    expect(tab.tracker.status().gap).toBeUndefined();
    tab.page.set(back);
    expect(gapOf(tab)).toBe(300);
  });

  test("are none where the rep went away before being idle", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    tab.page.set({ focused: false });
    browser.clock.pass(20 * minute);
    tab.page.set({ focused: true });
    expect(tab.tracker.status().gap).toBeUndefined();
  });

  test("end where the case is closed", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    browser.clock.pass(5 * minute);
    tab.tracker.setCaseActive(false);
    browser.clock.pass(5 * minute);
    tab.page.input();
    expect(gapOf(tab)).toBe(299);
  });
});
