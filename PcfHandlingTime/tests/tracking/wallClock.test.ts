import { describe, expect, test } from "vitest";
import { measure } from "../../tracking/intervals";
import { Browser, settle, theCase, type Tab } from "../doubles/browser";

const minute = 60_000;
const hour = 60 * minute;
const onServer = (browser: Browser) => browser.server.claimed(theCase);

/** Time passes with an input every twenty seconds, and answers arrive when they are due. */
async function work(browser: Browser, tab: Tab, ms: number): Promise<void> {
  for (let passed = 1_000; passed <= ms; passed += 1_000) {
    browser.clock.pass(1_000);
    if (passed % 20_000 === 0) tab.page.input();
    await settle();
  }
}

/** The machine sleeps, and `performance.now()` stands still meanwhile. */
async function sleep(browser: Browser, tab: Tab, ms: number): Promise<void> {
  browser.machine.sleep();
  browser.clock.pass(ms);
  browser.machine.wake(true);
  tab.page.input();
  await settle();
}

describe.each([
  ["back", -hour],
  ["forward", hour],
])("a wall clock set %s", (_, step) => {
  test("without a network neither stops the time nor loses or doubles a second of it", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.server.down = true;
    browser.machine.stepWall(step);
    await work(browser, tab, 5 * minute);
    await settle();
    expect(tab.tracker.status().running).toBe(true);
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(359);
    browser.server.down = false;
    await work(browser, tab, minute);
    await settle();
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toHaveLength(1);
    expect(measure(onServer(browser))).toBeGreaterThanOrEqual(419);
    expect(measure(onServer(browser))).toBeLessThanOrEqual(420);
  });

  test("with a network costs nothing either", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.machine.stepWall(step);
    await work(browser, tab, minute);
    await settle();
    await work(browser, tab, minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toHaveLength(1);
    expect(measure(onServer(browser))).toBeGreaterThanOrEqual(179);
  });

  test("sends nothing that was counted since before an answer has told the time", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.cutOff = true;
    browser.machine.stepWall(step);
    await work(browser, tab, 5 * minute);
    await settle();
    const [entry] = await browser.journal();
    expect(measure(entry?.pending ?? [])).toBeLessThanOrEqual(62);
    expect(measure(Object.values(entry?.provisional ?? {})[0] ?? [])).toBeGreaterThanOrEqual(297);
  });

  test.each(["leave", "kill"] as const)("before a page is gone (%s) loses none of its time", async how => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.server.down = true;
    browser.machine.stepWall(step);
    await work(browser, tab, minute);
    await settle();
    if (how === "leave") tab.page.leave();
    await settle();
    tab.kill();
    browser.server.down = false;
    await browser.visit();
    expect(measure(onServer(browser))).toBeGreaterThanOrEqual(how === "kill" ? 116 : 119);
    expect(measure(onServer(browser))).toBeLessThanOrEqual(120);
  });
});

describe("a sleep in which the page's clock stood still", () => {
  test("is not counted, and what is counted after it lies after it", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    await sleep(browser, tab, 10 * minute);
    await work(browser, tab, minute);
    await tab.tracker.flush("rep");
    const claimed = onServer(browser);
    expect(claimed).toHaveLength(2);
    expect(measure(claimed)).toBeGreaterThanOrEqual(116);
    expect(measure(claimed)).toBeLessThanOrEqual(120);
    expect((claimed[1]?.start ?? 0) - (claimed[0]?.end ?? 0)).toBeGreaterThanOrEqual(598);
  });

  test("is not counted where the network comes back later", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.server.down = true;
    await sleep(browser, tab, 10 * minute);
    await work(browser, tab, 2 * minute);
    await settle();
    expect(tab.tracker.status().running).toBe(true);
    browser.server.down = false;
    await work(browser, tab, minute);
    await settle();
    await tab.tracker.flush("rep");
    const claimed = onServer(browser);
    expect(claimed).toHaveLength(2);
    expect(measure(claimed)).toBeGreaterThanOrEqual(236);
    expect(measure(claimed)).toBeLessThanOrEqual(240);
    expect((claimed[1]?.start ?? 0) - (claimed[0]?.end ?? 0)).toBeGreaterThanOrEqual(598);
  });

  test("is told from a clock that was set before it", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.server.down = true;
    browser.machine.stepWall(hour);
    await work(browser, tab, minute);
    await sleep(browser, tab, 10 * minute);
    await work(browser, tab, minute);
    browser.server.down = false;
    await work(browser, tab, minute);
    await settle();
    await tab.tracker.flush("rep");
    const claimed = onServer(browser);
    expect(claimed.map(({ start, end }) => end - start).map(length => Math.round(length / 10))).toEqual([12, 12]);
    expect((claimed[1]?.start ?? 0) - (claimed[0]?.end ?? 0)).toBeGreaterThanOrEqual(598);
  });

  test("keeps what the rep decided on a gap before anybody knew of it", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    await work(browser, tab, minute);
    browser.server.down = true;
    await sleep(browser, tab, 10 * minute);
    browser.clock.pass(5 * minute);
    tab.page.input();
    expect(measure(tab.tracker.status().gap ?? [])).toBeGreaterThanOrEqual(300);
    tab.tracker.keepGap();
    browser.server.down = false;
    await work(browser, tab, minute);
    await settle();
    expect(tab.tracker.status().gap).toBeUndefined();
    await tab.tracker.flush("rep");
    expect(measure(onServer(browser))).toBeGreaterThanOrEqual(7 * 60 - 5);
    expect(measure(onServer(browser))).toBeLessThanOrEqual(7 * 60 + 1);
  });
});
