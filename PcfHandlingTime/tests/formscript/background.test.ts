// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimCase } from "../../tracking/browser/onePerPage";
import type { Handover } from "../../tracking/recording";
import { Watch } from "../../tracking/watch";
import { otherCase, settle, theCase } from "../doubles/browser";
import { FakeForm, ScriptWorld } from "../doubles/scriptWorld";
import { recordUrl } from "../doubles/xrm";

const caseUrl = recordUrl("incident", theCase);
const reads = (world: ScriptWorld) => world.server.arrivals.filter(({ request }) => request.method === "GET");
const writes = (world: ScriptWorld) => world.server.arrivals.filter(({ request }) => request.method === "PATCH");

let world: ScriptWorld;

beforeEach(() => {
  world = new ScriptWorld();
});

afterEach(() => {
  world.background.dispose();
  Object.assign(window, { Xrm: undefined });
});

function claimWidget() {
  return claimCase(world.page, theCase, {
    kind: "widget",
    offer: undefined,
    granted: () => undefined,
    withdrawn: () => undefined,
    isRunning: () => true,
    isPaused: () => false,
    watched: () => undefined,
    told: () => undefined,
  });
}

describe("the background tracking", () => {
  test("counts a case from its opening on, with one request at the start", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(20);
    expect(reads(world)).toHaveLength(1);
    // The second under way at the opening is none of a whole one.
    expect(await world.counted(theCase)).toBeGreaterThanOrEqual(19);
  });

  test("has what counts on the disk within five seconds of the opening", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(4);
    const [entry] = await world.disk.read();
    expect(entry).toBeDefined();
  });

  test("takes a form as often as it is handed over, and starts once", async () => {
    world.app.openSession(caseUrl);
    const form = new FakeForm(theCase);
    for (let i = 0; i < 50; i++) world.background.attend(form);
    await world.work(5);
    world.background.attend(new FakeForm(theCase));
    await world.work(5);
    expect([world.openPorts, reads(world).length]).toEqual([1, 1]);
  });

  test.each([
    ["no form", undefined],
    ["a form of another table", new FakeForm("44444444-4444-4444-4444-444444444444", "account")],
    ["a form that is being torn down", {}],
  ])("leaves %s alone", async (_what, form) => {
    world.background.attend(form);
    await world.work(5);
    expect([world.openPorts, world.server.arrivals.length]).toEqual([0, 0]);
  });

  test("writes once an update interval and asks for the case's state with it", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(3_620, 20);
    expect(writes(world)).toHaveLength(6);
    expect(reads(world)).toHaveLength(7);
  });

  test("stops in the session that is left and counts in the other, each second once", async () => {
    const first = world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(20);
    world.app.openSession(recordUrl("incident", otherCase));
    world.background.attend(new FakeForm(otherCase));
    await world.work(20);
    world.app.focusSession(first);
    await world.work(20);
    const [here, there] = [await world.counted(theCase), await world.counted(otherCase)];
    expect(here).toBeGreaterThanOrEqual(38);
    expect(there).toBeGreaterThanOrEqual(18);
    expect(here + there).toBeLessThanOrEqual(60);
  });

  test("goes on while a related record is in front as an app tab of the case's session", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    world.app.openTab(recordUrl("phonecall", otherCase));
    await world.work(10);
    expect(await world.counted(theCase)).toBeGreaterThanOrEqual(19);
  });

  test("ends with the session, hands over what is pending and leaves nothing behind", async () => {
    const session = world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(20);
    world.app.closeSession(session);
    await settle();
    expect(writes(world).length).toBeGreaterThan(0);
    expect([world.openPorts, world.clock.timerCount]).toEqual([0, 0]);
    expect([...world.app.handlers.values()].every(handlers => handlers.size === 0)).toBe(true);
  });

  test("keeps a case whose form is hidden in another session, and counts again when it is back", async () => {
    const session = world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    world.app.focusSession("session0");
    await world.work(10);
    expect(world.openPorts).toBe(1);
    world.app.focusSession(session);
    await world.work(10);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(18);
    expect(counted).toBeLessThanOrEqual(20);
  });

  test("starts a new case at its first save", async () => {
    world.app.openSession("https://org.example/main.aspx?pagetype=entityrecord&etn=incident");
    const form = new FakeForm("", "incident", 1);
    world.background.attend(form);
    world.background.attend(form);
    await world.work(10);
    expect([form.saved.size, world.openPorts]).toEqual([1, 0]);
    world.app.openSession(caseUrl);
    form.save(theCase);
    await world.work(10);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(9);
    expect(counted).toBeLessThanOrEqual(10);
  });

  test("asks for the case's state when the form has learned of another, as after resolving and reactivating", async () => {
    world.app.openSession(caseUrl);
    const form = new FakeForm(theCase);
    world.background.attend(form);
    await world.work(10);
    world.server.numbers = () => Promise.resolve({ CaseActive: false });
    form.type = 4;
    world.background.attend(form);
    await world.work(10);
    const resolved = await world.counted(theCase);
    expect(resolved).toBeLessThanOrEqual(11);
    world.server.numbers = undefined;
    form.type = 2;
    world.background.attend(form);
    await world.work(10);
    expect(await world.counted(theCase)).toBeGreaterThanOrEqual(resolved + 8);
  });

  test("counts nothing while handling time is off, and begins at the interval after it was switched on", async () => {
    world.server.settings.casetime_enabled = false;
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(60);
    expect(await world.counted(theCase)).toBe(0);
    world.server.settings.casetime_enabled = true;
    await world.work(660, 20);
    expect(await world.counted(theCase)).toBeGreaterThan(0);
  });

  test("sends what was counted before handling time was switched off", async () => {
    const start = Math.floor(world.server.now / 1000) - 3600;
    const key = { caseId: otherCase, workDate: "2030-01-01" };
    await world.disk.change([{ key, apply: entry => ({ ...entry, pending: [{ start, end: start + 90 }] }) }]);
    world.server.settings.casetime_enabled = false;
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    expect(await world.counted(otherCase)).toBe(90);
  });

  test("tries again where the case can't be read, and counts from then on", async () => {
    world.server.down = true;
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    world.server.down = false;
    await world.work(40);
    expect(await world.counted(theCase)).toBeGreaterThan(10);
  });
});

test("Where the tracking can't be loaded, it is tried again, and counts from then on", async () => {
  world.unloadable = true;
  world.app.openSession(caseUrl);
  world.background.attend(new FakeForm(theCase));
  await world.work(10);
  expect(world.loads).toBe(1);
  world.unloadable = false;
  await world.work(40);
  expect(await world.counted(theCase)).toBeGreaterThan(5);
});

describe("beside a widget, the background tracking", () => {
  test("asks and counts nothing", async () => {
    claimWidget();
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    expect([world.loads, world.server.arrivals.length]).toEqual([0, 0]);
  });

  test("lets one in that appears right after the form, before it asks for anything", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(1);
    claimWidget();
    await world.work(10);
    expect([world.loads, world.server.arrivals.length]).toEqual([0, 0]);
  });

  test("hands over what it counted when one appears later", async () => {
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    claimWidget();
    await world.work(10);
    expect(world.openPorts).toBe(0);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(9);
    expect(counted).toBeLessThanOrEqual(10);
  });

  test("takes over when the widget goes and the form stays", async () => {
    const widget = claimWidget();
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    widget.release();
    await world.work(10);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(9);
    expect(counted).toBeLessThanOrEqual(11);
  });
});

describe("the time before the server's first answer", () => {
  test("counts though the page shows something else for a while, which does not", async () => {
    const session = world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(1);
    world.app.focusSession("session0");
    world.server.down = true;
    await world.work(20);
    world.app.focusSession(session);
    await world.work(10);
    world.server.down = false;
    await world.work(30);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(39);
    expect(counted).toBeLessThanOrEqual(41);
  });

  test.each([
    ["the case can't be read", () => (world.server.down = true), () => (world.server.down = false)],
    ["the tracking can't be loaded", () => (world.unloadable = true), () => (world.unloadable = false)],
  ])("counts where %s, once it can", async (_what, fail, mend) => {
    fail();
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(50);
    mend();
    await world.work(30);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(79);
    expect(counted).toBeLessThanOrEqual(80);
  });

  test("goes from the script to a widget that takes over, and back", async () => {
    world.server.down = true;
    world.app.openSession(caseUrl);
    world.background.attend(new FakeForm(theCase));
    await world.work(10);
    const widget = claimWatchingWidget();
    await world.work(10);
    widget.claim.release();
    await world.work(10);
    world.server.down = false;
    await world.work(30);
    const counted = await world.counted(theCase);
    expect(counted).toBeGreaterThanOrEqual(59);
    expect(counted).toBeLessThanOrEqual(60);
    expect(world.server.claimed(theCase)).toHaveLength(1);
  });
});

describe("a case that the rep paused with the widget", () => {
  test("stays paused with the script, and with the next widget", async () => {
    world.app.openSession(caseUrl);
    const widget = claimWatchingWidget(true);
    world.background.attend(new FakeForm(theCase));
    widget.claim.release();
    await world.work(20);
    expect(await world.counted(theCase)).toBe(0);
    expect(claimWatchingWidget().left?.paused).toBe(true);
  });
});

/** A widget that has had no answer yet, paused or not. */
function claimWatchingWidget(paused = false) {
  const record = { isCounted: () => true, listen: () => () => undefined };
  const page = world.openPage(record);
  const widget: { left?: Handover; watch?: Watch } = {};
  const claim = claimCase(world.page, theCase, {
    kind: "widget",
    offer: undefined,
    granted: left => {
      widget.left = left;
      widget.watch = new Watch(world.clock, page, left);
    },
    withdrawn: () => undefined,
    isRunning: () => false,
    isPaused: () => paused || widget.left?.paused === true,
    watched: () => widget.watch?.end(),
    told: () => undefined,
  });
  return { claim, left: widget.left };
}
