import { describe, expect, test } from "vitest";
import { cut, measure } from "../../tracking/intervals";
import { ServerClock } from "../../tracking/clock";
import type { NetworkAnswer, NetworkRequest } from "../../tracking/ports";
import { Sync } from "../../tracking/sync";
import { newYear } from "./arbitraries";
import { Browser, otherCase, rep, settle, theCase } from "../doubles/browser";
import { DeviceClock } from "../doubles/deviceClock";

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

  test("nor does a network that comes back, where the server asked to wait", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "status", status: 429, retryAfter: "900" });
    await tab.tracker.flush("rep");
    tab.page.setOnline(false);
    tab.page.setOnline(true);
    await settle();
    expect(browser.server.writes).toHaveLength(1);
  });

  test.each([409, 412, 400])("a row that fails with %i again and again is told, until it is written", async status => {
    const { browser, tab } = await withPending();
    browser.server.troubles = [1, 2, 3].map(() => ({ kind: "status", status }) as const);
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("ok");
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("offline");
    await tab.tracker.flush("rep");
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("ok");
  });

  test("a row that fails is told though another one is written", async () => {
    const { browser, tab } = await withPending();
    const other = await browser.visit(otherCase);
    browser.server.troubles.push({ kind: "status", status: 412, retryAfter: "300" });
    tab.page.set({ focused: false });
    await tab.tracker.flush("rep");
    other.work(minute);
    browser.clock.pass(3_000);
    await settle();
    browser.server.troubles.push({ kind: "status", status: 412 });
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBe(0);
    expect(onServer(browser, otherCase)).toBeGreaterThanOrEqual(58);
    expect(tab.tracker.status().connection).toBe("offline");
    await tab.tracker.flush("rep");
    expect(tab.tracker.status().connection).toBe("ok");
  });

  test("what another tab has sent meanwhile is not told as missing", async () => {
    const { browser, tab } = await withPending();
    const other = await browser.visit(otherCase);
    tab.page.set({ focused: false });
    await settle();
    browser.server.down = true;
    await tab.tracker.flush("rep");
    browser.server.down = false;
    await other.tracker.flush("rep");
    browser.clock.pass(10_000);
    await settle();
    expect(tab.tracker.status().connection).toBe("ok");
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

describe("a network, a server and a browser that fail midway", () => {
  test("`Retry-After` may be a date beside the server's own clock", async () => {
    const { browser, tab } = await withPending();
    const retryAfter = new Date(browser.server.now + 120_000).toUTCString();
    browser.server.troubles.push({ kind: "status", status: 503, retryAfter });
    await tab.tracker.flush("rep");
    tab.work(115_000);
    await settle();
    expect(browser.server.writes).toHaveLength(1);
    tab.work(20_000);
    await settle();
    expect(browser.server.writes).toHaveLength(2);
  });

  test("a server restarted between storing and answering gets the same again, and nothing doubles", async () => {
    const { browser, tab } = await withPending();
    browser.server.troubles.push({ kind: "lostAnswer" }, { kind: "lostRequest" });
    await tab.tracker.flush("rep");
    expect(onServer(browser)).toBe(59);
    expect(measure((await browser.journal())[0]?.pending ?? [])).toBe(59);
    for (let i = 0; i < 10; i++) {
      browser.clock.pass(2_000);
      await settle();
    }
    expect(onServer(browser)).toBe(59);
    expect(browser.server.writes.length).toBeGreaterThanOrEqual(2);
    expect((await browser.journal())[0]?.pending ?? []).toEqual([]);
  });

  test("an hour without a network loses nothing, and a crash in the middle of it at most a checkpoint", async () => {
    const { browser, tab } = await withPending();
    browser.cutOff = true;
    for (let i = 0; i < 30; i++) {
      tab.work(minute, 20_000);
      await settle();
    }
    tab.kill();
    browser.cutOff = false;
    const next = await browser.visit();
    expect(onServer(browser)).toBeGreaterThanOrEqual(31 * 60 - 5);
    expect(next.tracker.status().recovered).toBe(onServer(browser));
  });

  test("a tab closed during a flush lets the next tab write", async () => {
    const { browser, tab } = await withPending();
    const never = new Promise<never>(() => undefined);
    const send = browser.server.send.bind(browser.server);
    browser.server.send = () => never;
    void tab.tracker.flush("rep");
    await settle();
    tab.kill();
    browser.server.send = send;
    await browser.visit(otherCase);
    expect(onServer(browser)).toBe(59);
    expect(await browser.journal()).toEqual([]);
  });

  test("a page that is hidden and then closed sends its seconds once", async () => {
    const { browser, tab } = await withPending();
    tab.page.set({ visible: false });
    tab.page.leave();
    tab.kill();
    await settle();
    expect(browser.server.writes).toHaveLength(1);
    expect(browser.server.writes[0]?.keepalive).toBe(true);
  });

  test("all that a page hands over stays within what the browser lets outlive it, and is not sent twice", async () => {
    const { clock, server, disk, locks } = Browser.open();
    const bodies: string[] = [];
    const answers: (() => void)[] = [];
    const network = {
      send: (request: NetworkRequest) => {
        bodies.push(request.body ?? "");
        return new Promise<NetworkAnswer>(resolve => answers.push(() => void server.send(request).then(resolve)));
      },
    };
    const ports = { clock, journal: disk, network, locks: locks.tab(), random: () => 0.5 };
    const listener = {
      stored: () => undefined,
      closed: () => undefined,
      answered: () => undefined,
      stateChanged: () => undefined,
    };
    const writer = { userId: rep, device: "0123456789abcdef" };
    const serverClock = new ServerClock(
      () => clock.monotonic(),
      () => clock.wall(),
    );
    const sync = new Sync(ports, writer, serverClock, "sync", listener);
    const seconds = Array.from({ length: 9_000 }, (_, i) => ({ start: newYear + 3 * i, end: newYear + 3 * i + 1 }));
    const pending = [{ caseId: theCase, workDate: "2030-01-01", seconds }];
    for (let i = 0; i < 3; i++) sync.handOver(pending, Promise.resolve());
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.length).toBeGreaterThan(50_000);
    expect(bodies[0]?.length).toBeLessThan(64 * 1024);
    for (const answer of answers.splice(0)) answer();
    await settle();
    const first = measure(server.claimed());
    sync.handOver(
      pending.map(handed => ({ ...handed, seconds: cut(seconds, server.claimed()) })),
      Promise.resolve(),
    );
    for (const answer of answers) answer();
    await settle();
    expect(first).toBeLessThan(9_000);
    expect(measure(server.claimed())).toBe(9_000);
    sync.dispose();
  });

  test("time found again after more than 31 days is refused, kept, and shown with the server's sentence", async () => {
    const { browser, tab } = await withPending();
    await settle();
    tab.kill();
    browser.clock.pass(33 * 86_400_000);
    const next = await browser.visit();
    expect(onServer(browser)).toBe(0);
    const [aside] = next.tracker.status().aside;
    expect(aside).toMatchObject({ code: "CT1009", retry: "never", workDate: "2030-01-01" });
    expect(measure(aside?.seconds ?? [])).toBeGreaterThanOrEqual(59);
  });

  test("somebody else who signs in to this browser sees and sends nothing of the first", async () => {
    const { browser, tab } = await withPending();
    await settle();
    tab.kill();
    const second = new Browser(browser.clock, browser.server, { userId: "44444444-4444-4444-4444-444444444444" });
    const other = await second.visit();
    expect(other.tracker.status()).toMatchObject({ recovered: 0, aside: [] });
    expect(browser.server.writes).toEqual([]);
  });

  test.each([-7, 0, 13])("a wall clock %i hours off shifts nothing", async hours => {
    const browser = Browser.open();
    browser.machine.stepWall(hours * 3_600_000);
    const begun = Math.floor(browser.server.now / 1000);
    const tab = await browser.visit();
    tab.work(minute);
    await tab.tracker.flush("rep");
    const [row] = [...browser.server.rows.values()];
    expect(row?.timeline[0]?.start).toBeLessThanOrEqual(begun + 1);
    expect(onServer(browser)).toBe(59);
  });

  test("two devices of one rep, their clocks 26 hours apart, count each second once", async () => {
    const browser = Browser.open();
    const machine = new DeviceClock(browser.clock, 5_000_000, -26 * 3_600_000);
    const laptop = new Browser(browser.clock, browser.server, { device: "00000000000000ff", machine });
    const tabs = [await browser.visit(), await laptop.visit()];
    for (let i = 0; i < 10; i++) {
      browser.clock.pass(30_000);
      for (const tab of tabs) tab.page.input();
    }
    for (const tab of tabs) await tab.tracker.flush("rep");
    expect(browser.server.rows.size).toBe(2);
    const claims = [...browser.server.rows.values()].map(row => measure(cut(row.timeline, row.overlap)));
    expect(claims[0]).toBe(299);
    expect(claims[1]).toBeLessThanOrEqual(1);
  });
});
