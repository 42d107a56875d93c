// @vitest-environment jsdom
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openBrowserPorts } from "../../tracking/browser/ports";
import { Tracker } from "../../tracking/tracker";
import { alwaysCounted } from "../doubles/page";

const user = "22222222-2222-2222-2222-222222222222";
const caseId = "11111111-1111-1111-1111-111111111111";

/** A server that has the settings and takes every write as it is. */
function answer(url: string, init: RequestInit): Promise<Response> {
  const headers = { Date: new Date().toUTCString() };
  const body = init.body
    ? JSON.parse(init.body as string)
    : { casetime_enabled: true, casetime_updateinterval: 10, casetime_idleminutes: 0 };
  return Promise.resolve(new Response(JSON.stringify({ ...body, url }), { headers }));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Opens a case, works on it for ten seconds, and tells what then is stored and pending. */
async function tenSeconds() {
  const opening = openBrowserPorts(user, alwaysCounted);
  await vi.advanceTimersByTimeAsync(6_000);
  const ports = await opening;
  const tracker = new Tracker({ caseId, userId: user, instance: "one" }, ports, {
    changed: () => undefined,
    intervalPassed: () => undefined,
    networkBack: () => undefined,
    closed: () => undefined,
  });
  await tracker.readSettings();
  tracker.setCaseActive(true);
  await vi.advanceTimersByTimeAsync(10);
  const recovering = tracker.recover();
  await vi.advanceTimersByTimeAsync(10_000);
  await recovering;
  const flushing = tracker.flush("rep");
  await vi.advanceTimersByTimeAsync(100);
  await flushing;
  const { running, durable } = tracker.status();
  const stored = tracker.storedSoFar();
  tracker.dispose();
  ports.close();
  await vi.advanceTimersByTimeAsync(100);
  return { running, durable, sent: stored.length > 0 };
}

const throwing = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

describe("a browser that forbids", () => {
  test("nothing keeps time on its disk", async () => {
    expect(await tenSeconds()).toEqual({ running: true, durable: true, sent: true });
  });

  test.each([
    ["databases, and throws at the mere mention", () => vi.stubGlobal("indexedDB", undefined)],
    ["to open one", () => vi.stubGlobal("indexedDB", { open: throwing })],
    ["nothing, but whose database never opens", () => vi.stubGlobal("indexedDB", { open: () => ({}) })],
  ])("%s counts and sends all the same, and says that a crash would lose time", async (_, forbid) => {
    forbid();
    expect(await tenSeconds()).toEqual({ running: true, durable: false, sent: true });
  });

  test.each([
    ["channels between tabs", () => vi.stubGlobal("BroadcastChannel", throwing)],
    ["locks", () => vi.stubGlobal("navigator", { onLine: true, locks: { request: throwing, query: throwing } })],
    [
      "locks, and says so later",
      () =>
        vi.stubGlobal("navigator", {
          onLine: true,
          locks: { request: () => Promise.reject(new Error("No.")), query: () => Promise.reject(new Error("No.")) },
        }),
    ],
  ])("%s counts and sends all the same", async (_, forbid) => {
    forbid();
    expect(await tenSeconds()).toEqual({ running: true, durable: true, sent: true });
  });
});

describe("the organisation of a page", () => {
  const names = async () => (await indexedDB.databases()).map(({ name }) => name);

  test("is the one that the client API names", async () => {
    const organizationSettings = { organizationId: "{99999999-9999-9999-9999-99999999999A}" };
    vi.stubGlobal("Xrm", { Utility: { getGlobalContext: () => ({ organizationSettings }) } });
    await tenSeconds();
    expect(await names()).toEqual([`casetime/99999999-9999-9999-9999-99999999999a/${user}`]);
  });

  test.each([
    ["where the API does not tell", { Utility: { getGlobalContext: () => ({}) } }],
    ["where there is no API", undefined],
  ])("is the page's address %s", async (_, api) => {
    vi.stubGlobal("Xrm", api);
    await tenSeconds();
    expect(await names()).toEqual([`casetime/${window.location.host}/${user}`]);
  });
});
