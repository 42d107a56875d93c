import { describe, expect, test } from "vitest";
import { measure } from "../../tracking/intervals";
import { Browser, otherCase, settle, theCase } from "../doubles/browser";

const minute = 60_000;
const onServer = (browser: Browser, caseId = theCase) => measure(browser.server.claimed(caseId));

async function withPending(): Promise<{ browser: Browser; tab: Awaited<ReturnType<Browser["visit"]>> }> {
  const browser = Browser.open();
  const tab = await browser.visit();
  tab.work(minute);
  return { browser, tab };
}

describe("bringing the journal to the server", () => {
  test.each([408, 409, 412, 429, 500, 503, 400])(
    "an answer %i without a CaseTime code is tried again later, and nothing is lost",
    async status => {
      const { browser, tab } = await withPending();
      browser.server.troubles.push({ kind: "status", status });
      await tab.tracker.flush("rep");
      expect(onServer(browser)).toBe(0);
      browser.clock.pass(10_000);
      await settle();
      expect(onServer(browser)).toBeGreaterThanOrEqual(59);
      expect(tab.tracker.status().connection).toBe("ok");
    },
  );

  test("a lost network is told, and the time is sent when it is back", async () => {
    const { browser, tab } = await withPending();
    browser.server.down = true;
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("offline");
    tab.work(minute);
    browser.server.down = false;
    tab.page.setOnline(true);
    await settle();
    expect(onServer(browser)).toBeGreaterThanOrEqual(119);
    expect(tab.tracker.status().connection).toBe("ok");
  });

  test("waits at least as long as the server asks", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 429, retryAfter: "120" });
    await tab.tracker.flush("rep");
    tab.work(119_000);
    await settle();
    expect(browser.server.writes).toHaveLength(1);
    tab.work(15_000);
    await settle();
    expect(browser.server.writes).toHaveLength(2);
  });

  test("an update interval that passes meanwhile does not hurry it", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 429, retryAfter: "900" });
    await tab.tracker.flush("rep");
    for (let i = 0; i < 14; i++) {
      tab.work(minute);
      await settle();
    }
    expect(tab.events).toContain("interval");
    expect(browser.server.writes).toHaveLength(1);
  });

  test("what the server cut as lying in its future stays here and is sent when it no longer does", async () => {
    const { browser, tab } = await withPending();
    tab.work(4 * minute);
    browser.server.offset -= 4 * minute;
    await tab.tracker.flush("rep");
    const left = measure((await browser.journal())[0]?.pending ?? []);
    expect(left).toBeGreaterThanOrEqual(100);
    expect(left + onServer(browser)).toBeGreaterThanOrEqual(299);
    tab.page.set({ focused: false });
    browser.clock.pass(5 * minute);
    await settle();
    expect(onServer(browser)).toBeGreaterThanOrEqual(299);
    expect(await browser.journal()).toEqual([]);
  });

  test("backs off: an hour without a server costs few attempts", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles = Array.from({ length: 1000 }, () => ({ kind: "status", status: 503 }) as const);
    await tab.tracker.flush("rep");
    for (let i = 0; i < 60; i++) {
      tab.work(minute);
      await settle();
    }
    expect(browser.server.writes.length).toBeLessThan(30);
    expect(browser.server.writes.length).toBeGreaterThan(8);
  });

  test("signed out, it waits for the rep and keeps the time", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 401 });
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("signedOut");
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
  });

  test("a CaseTime refusal is set aside with the server's sentence and never sent again", async () => {
    const { browser, tab } = await withPending();
    const message = "CT1009: casetime_timeline is older than 31 days.";
    browser.server.troubles.push({ kind: "status", status: 400, message });
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().aside).toMatchObject([{ code: "CT1009", message, caseId: theCase }]);
    await tab.tracker.flush("rep");
    tab.close();
    await settle();
    await browser.visit();
    expect(browser.server.writes).toHaveLength(1);
    expect(measure((await browser.journal())[0]?.aside[0]?.seconds ?? [])).toBeGreaterThanOrEqual(59);
  });

  test("what was refused blocks neither later seconds of the case nor other cases", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 400, message: "CT1009: no." });
    await tab.tracker.flush("rep");
    tab.work(minute);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
    tab.close();
    const other = await browser.visit(otherCase);
    other.work(minute);
    await other.tracker.flush("rep");
    expect(onServer(browser, otherCase)).toBeGreaterThanOrEqual(59);
  });

  test("a row that fails holds up no other", async () => {
    const browser = Browser.open();
    const first = await browser.visit();
    const second = await browser.visit(otherCase);
    second.page.set({ focused: false });
    first.work(minute);
    first.page.set({ focused: false });
    second.page.set({ focused: true });
    second.work(minute);
    browser.clock.pass(3_000);
    await settle();
    browser.server.troubles.push({ kind: "status", status: 412 });
    await first.tracker.flush("rep");
    expect(onServer(browser)).toBe(0);
    expect(onServer(browser, otherCase)).toBeGreaterThanOrEqual(58);
  });

  test.each([403, 404])("a %i is set aside and tried once more at the next start", async status => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status, message: "Not for you." });
    await tab.tracker.flush("rep");
    await tab.tracker.flush("rep");
    expect(browser.server.writes).toHaveLength(1);
    tab.kill();
    await browser.visit();
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
    expect(await browser.journal()).toEqual([]);
  });

  test("seconds in the server's future are tried again when they are due", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 400, message: "CT1003: in the future." });
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBe(0);
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
  });

  test("an answer without the row's timeline acknowledges nothing", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 204 });
    await tab.tracker.flush("rep");
    expect(measure((await browser.journal())[0]?.pending ?? [])).toBeGreaterThanOrEqual(59);
  });

  test("two tabs that flush together send the shared journal once", async () => {
    const browser = Browser.open();
    const first = await browser.visit();
    const second = await browser.visit(otherCase);
    second.page.set({ focused: false });
    first.work(minute);
    await Promise.all([first.tracker.flush("rep"), second.tracker.flush("rep")]);
    expect(browser.server.writes).toHaveLength(1);
    expect(onServer(browser)).toBeGreaterThanOrEqual(59);
  });
});
