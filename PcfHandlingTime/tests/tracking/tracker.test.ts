import { describe, expect, test } from "vitest";
import { measure } from "../../tracking/intervals";
import { Browser, otherCase, rep, settle, Tab, theCase } from "../doubles/browser";

const minute = 60_000;
const onServer = (browser: Browser, caseId = theCase) => measure(browser.server.claimed(caseId));

describe("the tracker", () => {
  test("brings ten minutes of work to the server when the rep refreshes", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(10 * minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(599);
    expect(onServer(browser)).toBeLessThanOrEqual(600);
    expect(await browser.journal()).toEqual([]);
  });

  test("writes once an update interval while the rep stays on the case", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    for (let i = 0; i < 60; i++) {
      tab.work(minute);
      await settle();
    }
    expect(tab.events.filter(event => event === "interval")).toHaveLength(6);
    expect(browser.server.writes).toHaveLength(6);
  });

  test("does not count a case that went to the background while its settings were read", async () => {
    const browser = Browser.open();
    const tab = new Tab(browser, { caseId: theCase, userId: rep, instance: "tab" });
    await tab.tracker.readSettings();
    tab.page.set({ shown: false });
    tab.tracker.setCaseActive(true);
    expect(tab.tracker.status()).toMatchObject({ running: false, inFront: false });
    tab.page.set({ shown: true });
    expect(tab.tracker.status()).toMatchObject({ running: true, inFront: true });
  });

  test("sends nothing for seconds that the rep may yet turn out to have been idle", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.pass(2 * minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeLessThanOrEqual(60);
    expect(tab.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(179);
    browser.clock.pass(10 * minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeLessThanOrEqual(60);
    expect(tab.tracker.status().reason).toBe("idle");
  });

  test("one jump of ten minutes is sleep, not work", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.clock.sleep(10 * minute);
    tab.page.input();
    tab.work(minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(118);
    expect(onServer(browser)).toBeLessThanOrEqual(120);
  });

  test("hands what is pending to the network when the page closes, and the next visit reports nothing recovered", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(2 * minute);
    tab.close();
    await settle();
    expect(browser.server.writes[0]?.keepalive).toBe(true);
    expect(onServer(browser)).toBeGreaterThanOrEqual(119);

    const next = await browser.visit();
    expect(next.tracker.status().recovered).toBe(0);
    expect(await browser.journal()).toEqual([]);
    expect(onServer(browser)).toBeLessThanOrEqual(120);
  });

  test("closed without a network it hands over nothing, and the next visit says what it recovered", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(minute);
    browser.server.down = true;
    tab.page.setOnline(false);
    expect(tab.tracker.status().connection).toBe("offline");
    await settle();
    tab.close();
    await settle();
    browser.server.down = false;
    const next = await browser.visit();
    expect(next.tracker.status().recovered).toBeGreaterThanOrEqual(59);
    expect(onServer(browser)).toBe(next.tracker.status().recovered);
  });

  test("after a crash the next visit of any case sends what was pending and says how much", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(2 * minute);
    browser.clock.pass(61_000);
    await settle();
    tab.kill();
    const next = await browser.visit(otherCase);
    expect(onServer(browser)).toBeGreaterThanOrEqual(180 - 4);
    expect(onServer(browser)).toBeLessThanOrEqual(181);
    expect(next.tracker.status().recovered).toBe(onServer(browser));
  });

  test("puts every stop on the disk at once, not at the next checkpoint", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    browser.clock.pass(2_500);
    tab.page.set({ focused: false });
    await settle();
    tab.kill();
    expect(measure((await browser.journal())[0]?.pending ?? [])).toBeGreaterThanOrEqual(1);
  });

  test("tells at the next checkpoint that storage fails, and when it works again, once each", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    for (const durable of [false, true]) {
      const before = tab.changes;
      browser.disk.durable = durable;
      browser.clock.pass(9_000);
      await settle();
      expect(tab.tracker.status().durable).toBe(durable);
      expect(tab.changes).toBe(before + 1);
    }
  });

  test("leaves the uncertain seconds of a living tab to that tab", async () => {
    const browser = Browser.open();
    const first = await browser.visit();
    browser.clock.pass(30_000);
    await settle();
    first.page.set({ focused: true });
    await browser.visit(otherCase);
    expect(onServer(browser)).toBe(0);
    expect(first.tracker.secondsBeyond([])).toBeGreaterThanOrEqual(29);
  });

  test("writes at most once a minute while windows are switched back and forth", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    for (let i = 0; i < 60; i++) {
      tab.work(5_000);
      tab.page.set({ visible: false });
      await settle();
      browser.clock.pass(5_000);
      tab.page.set({ visible: true });
      await settle();
    }
    expect(browser.server.writes.length).toBeLessThanOrEqual(11);
    expect(browser.server.writes.length).toBeGreaterThanOrEqual(9);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeLessThanOrEqual(300);
    expect(onServer(browser)).toBeGreaterThanOrEqual(300 - 61);
  });

  test("stops when the server cut seconds after a resolution, keeps those before it, and says so", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.work(2 * minute);
    browser.server.closedFrom.set(theCase, Math.floor(browser.server.now / 1000) - 60);
    await tab.tracker.flush("rep");
    expect(tab.events).toContain("closed");
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
    expect(onServer(browser)).toBeLessThanOrEqual(60);
    expect(tab.tracker.secondsBeyond([])).toBe(onServer(browser));
    expect(await browser.journal()).toEqual([]);
  });

  test("a set of seconds over midnight goes to the rows of both dates", async () => {
    const browser = Browser.open();
    browser.clock.pass(16 * 3_600_000 - 31_000);
    const tab = await browser.visit();
    tab.work(minute);
    await tab.tracker.flush("rep");
    expect([...browser.server.rows.values()].map(row => row.date)).toEqual(["2030-01-01", "2030-01-02"]);
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
    expect(await browser.journal()).toEqual([]);
  });

  test("begins after one request that tells settings, time and the state of the case", async () => {
    const browser = Browser.open();
    const tab = await browser.visit();
    tab.tracker.setCaseActive(false);
    const requests = browser.server.requests.length;
    expect(await tab.tracker.readCase()).toMatchObject({ caseActive: true, settings: { updateMinutes: 10 } });
    expect(browser.server.requests).toHaveLength(requests + 1);
    expect(tab.tracker.status().running).toBe(true);
    browser.server.closedFrom.set(theCase, 0);
    await tab.tracker.readCase();
    expect(tab.tracker.status().reason).toBe("caseInactive");
  });
});
