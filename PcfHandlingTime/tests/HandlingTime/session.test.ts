import { afterEach, describe, expect, test } from "vitest";
import { renderState } from "../../HandlingTime/model/renderState";
import { measure } from "../../tracking/intervals";
import { otherCase, rep, settle, theCase } from "../doubles/browser";
import { inputs, SessionWorld } from "../doubles/sessionWorld";

const minute = 60_000;
const log = (id: string) => ({
  id,
  rep: { id: rep, name: "Ann" },
  seconds: 60,
  at: new Date("2030-01-01T07:00:00Z"),
  kind: "Research",
  text: "",
  reasonCategory: 735500000,
  version: 'W/"0"',
});
let world: SessionWorld;
const make = () => (world = new SessionWorld());
const own = (seconds: number) => ({
  id: rep,
  name: "Ann",
  automatic: seconds,
  adjusted: 0,
  logs: 0,
  activities: 0,
  overlap: 0,
});

function work(ms: number): void {
  for (let left = ms; left > 0; left -= 20_000) {
    world.clock.pass(Math.min(left, 20_000));
    world.page.input();
  }
}

describe("a case that is opened", () => {
  afterEach(() => world.session.dispose());

  test("shows settings, state and numbers after one request", async () => {
    const { session, server, data } = make();
    await world.show();
    expect(renderState(session.snapshot())).toBe("empty");
    expect(server.requests).toHaveLength(1);
    expect(data.calls).toEqual([`totals ${theCase}`]);
    expect(session.snapshot().tracker?.running).toBe(true);
  });

  test("asks again by itself where the first request fails, and counts from then on", async () => {
    const { session, server } = make();
    server.down = true;
    await world.show();
    expect(renderState(session.snapshot())).toBe("error");
    server.down = false;
    world.clock.pass(30_000);
    await settle();
    await settle();
    expect(renderState(session.snapshot())).toBe("empty");
    expect(session.snapshot().tracker?.running).toBe(true);
  });

  test("counts the time before the first answer, and that between the first request that fails and the next", async () => {
    const { session, server } = make();
    server.down = true;
    await world.show();
    work(20_000);
    server.down = false;
    work(10_000);
    await settle();
    await settle();
    expect(session.ownSeconds()).toBeGreaterThanOrEqual(29);
    work(minute);
    await session.refresh();
    expect(measure(server.claimed(theCase))).toBeGreaterThanOrEqual(89);
    expect(measure(server.claimed(theCase))).toBeLessThanOrEqual(90);
  });

  test("counts nothing for a user who may not create time trackers", async () => {
    const { session, data } = make();
    data.held = { create: false, write: false, delete: false, writeAll: false };
    await world.show();
    expect(session.snapshot().tracker?.running).toBe(false);
  });

  test("counts nothing and is hidden while handling time is off", async () => {
    const { session, server, data } = make();
    server.settings.casetime_enabled = false;
    await world.show();
    expect(renderState(session.snapshot())).toBe("hidden");
    work(minute);
    expect(session.snapshot().tracker?.reason).toBe("off");
    data.configures = true;
    await session.refresh();
    expect(renderState(session.snapshot())).toBe("off");
    expect(server.writes).toEqual([]);
  });

  test("sends what was counted before handling time was switched off", async () => {
    const { session, server } = make();
    server.settings.casetime_enabled = false;
    await world.leaveBehind(otherCase, 90);
    await world.show();
    expect(session.snapshot().tracker?.reason).toBe("off");
    expect(measure(server.claimed(otherCase))).toBe(90);
  });

  test("starts when handling time is switched on, at the next interval", async () => {
    const { session, server } = make();
    server.settings.casetime_enabled = false;
    await world.show();
    server.settings.casetime_enabled = true;
    world.clock.pass(10 * minute);
    await settle();
    world.page.input();
    expect(session.snapshot().tracker?.running).toBe(true);
  });

  test("never starts where the case is resolved", async () => {
    const { session, data } = make();
    data.caseActive = false;
    data.reps = [own(600)];
    await world.show();
    work(5 * minute);
    expect(renderState(session.snapshot())).toBe("readOnly");
    expect(session.ownSeconds()).toBe(600);
  });

  test("says so while it is not saved, and starts at the first save", async () => {
    const { session, data } = make();
    await world.show({ caseId: undefined });
    expect(renderState(session.snapshot())).toBe("unsaved");
    expect(data.calls).toEqual([]);
    await world.show();
    expect(session.snapshot().tracker?.running).toBe(true);
  });

  test("is asked about again while it is not saved, where the first answer failed", async () => {
    const { session, server } = make();
    server.down = true;
    await world.show({ caseId: undefined });
    expect(renderState(session.snapshot())).toBe("error");
    server.down = false;
    await session.refresh();
    expect(renderState(session.snapshot())).toBe("unsaved");
  });

  test("is out of sight while the page shows another one, saved or not", async () => {
    const { session } = make();
    await world.show({ caseId: undefined });
    expect(session.snapshot().inFront).toBe(true);
    world.page.set({ shown: false });
    expect(session.snapshot().inFront).toBe(false);
    world.page.set({ shown: true });
    expect(session.snapshot().inFront).toBe(true);
    await world.show();
    world.page.set({ shown: false });
    expect(session.snapshot().inFront).toBe(false);
  });

  test("is an error with the server's sentence where nothing can be read, until it can", async () => {
    const { session, data } = make();
    data.refusal = "Principal user is missing prvReadincident privilege.";
    await world.show();
    expect(renderState(session.snapshot())).toBe("error");
    expect(session.snapshot().failure).toBe(data.refusal);
    data.refusal = undefined;
    await session.refresh();
    expect(renderState(session.snapshot())).toBe("empty");
  });
});

describe("refreshing", () => {
  afterEach(() => world.session.dispose());

  test("writes what is pending before it reads", async () => {
    const { session, server, data } = make();
    await world.show();
    work(2 * minute);
    const order: string[] = [];
    data.reps = [own(120)];
    server.numbers = caseId => {
      order.push(`read after ${server.writes.length} writes`);
      return data.readNumbers(caseId, false);
    };
    await session.refresh();
    expect(order).toEqual(["read after 1 writes"]);
    expect(session.ownSeconds()).toBe(120);
  });

  test("reads history together with the numbers once it is shown", async () => {
    const { session, data } = make();
    await world.show();
    await session.showHistory(true);
    data.calls.length = 0;
    data.history.logs = [log("1")];
    data.reps = [own(60)];
    await session.refresh();
    expect(data.calls).toEqual([`totals ${theCase}`, `logs ${theCase} size 50`, `activities ${theCase} size 50`]);
    expect(session.snapshot().history?.logs.items).toHaveLength(1);
    expect(session.snapshot().totals?.reps).toEqual([own(60)]);
  });

  test("has one read in flight, and one more for all wishes meanwhile", async () => {
    const { session, data } = make();
    await world.show();
    let open: () => void = () => undefined;
    data.gate = new Promise(resolve => (open = resolve));
    data.calls.length = 0;
    void session.refresh();
    await settle();
    void session.refresh();
    void session.refresh();
    expect(data.calls).toHaveLength(1);
    open();
    await settle();
    expect(data.calls).toHaveLength(2);
  });

  test("happens at each update interval, with one write", async () => {
    const { server, data } = make();
    await world.show();
    data.calls.length = 0;
    for (let i = 0; i < 30; i++) {
      work(minute);
      await settle();
    }
    expect(data.calls).toHaveLength(3);
    expect(server.writes).toHaveLength(3);
  });

  test("at an update interval leaves a server alone that asked to be, while the rep's own does not", async () => {
    const { session, server } = make();
    await world.show();
    work(minute);
    server.troubles.push({ kind: "status", status: 429, retryAfter: "1800" });
    await session.refresh();
    for (let i = 0; i < 20; i++) {
      work(minute);
      await settle();
    }
    expect(server.writes).toHaveLength(1);
    expect(session.snapshot().tracker?.connection).toBe("offline");
    await session.refresh();
    expect(server.writes).toHaveLength(2);
  });

  test("a host that repeats itself a thousand times causes none", async () => {
    const { data, server } = make();
    await world.show();
    for (let i = 0; i < 1000; i++) world.session.update({ ...inputs });
    await settle();
    expect(data.calls).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test("follows the host's rows once they change, not while they load", async () => {
    const { data } = make();
    await world.show();
    await world.show({ rowsSeen: "1 a" });
    await world.show({ rowsSeen: "" });
    await world.show({ rowsSeen: "1 a" });
    expect(data.calls).toHaveLength(1);
    await world.show({ rowsSeen: "2 a b" });
    await world.show({ rowsSeen: "2 a b" });
    expect(data.calls).toHaveLength(2);
  });

  test("keeps the numbers and tells the failure when a later read fails", async () => {
    const { session, data } = make();
    data.reps = [own(60)];
    await world.show();
    data.refusal = "Too busy.";
    await session.refresh();
    expect(renderState(session.snapshot())).toBe("ready");
    expect(session.snapshot().failure).toBe("Too busy.");
    expect(session.ownSeconds()).toBe(60);
  });
});

describe("my time", () => {
  afterEach(() => world.session.dispose());

  test("ticks on from what the server has, without a jump when the server takes over", async () => {
    const { session, server, data } = make();
    server.numbers = caseId => {
      data.reps = [own(600 + measure(server.claimed(theCase)))];
      return data.readNumbers(caseId, false);
    };
    await world.show();
    work(90_000);
    const before = session.ownSeconds();
    expect(before).toBeGreaterThanOrEqual(689);
    await session.refresh();
    expect(session.ownSeconds()).toBe(before);
  });

  test("does not drop between a write and the next read", async () => {
    const { session, data } = make();
    await world.show();
    work(90_000);
    const before = session.ownSeconds();
    data.refusal = "Too busy.";
    await session.refresh();
    expect(session.ownSeconds()).toBe(before);
  });

  test("stands still while paused and goes on when resumed", async () => {
    const { session } = make();
    await world.show();
    work(minute);
    session.pause();
    const paused = session.ownSeconds();
    work(minute);
    expect(session.ownSeconds()).toBe(paused);
    session.resume();
    work(minute);
    expect(session.ownSeconds()).toBeGreaterThanOrEqual(paused + 58);
  });
});

describe("a case that changes", () => {
  afterEach(() => world.session.dispose());

  test("resolved by anyone: what was counted is written, then the time stops", async () => {
    const { session, server, data } = make();
    await world.show();
    work(minute);
    data.caseActive = false;
    await world.show({ readOnly: true });
    await settle();
    expect(measure(server.claimed(theCase))).toBeGreaterThanOrEqual(59);
    expect(session.snapshot().tracker?.reason).toBe("caseInactive");
  });

  test("reactivated: the time starts again", async () => {
    const { session, data } = make();
    data.caseActive = false;
    await world.show({ readOnly: true });
    data.caseActive = true;
    await world.show({ readOnly: false });
    await settle();
    expect(session.snapshot().tracker?.running).toBe(true);
  });

  test("left for another case: its time is handed over and the other one starts from nothing", async () => {
    const { session, server } = make();
    await world.show();
    work(minute);
    await world.show({ caseId: otherCase });
    await settle();
    expect(measure(server.claimed(theCase))).toBeGreaterThanOrEqual(59);
    expect(session.ownSeconds()).toBe(0);
    expect(world.openPorts).toBe(1);
  });
});

describe("logging by hand", () => {
  afterEach(() => world.session.dispose());
  const draft = {
    seconds: 5400,
    start: new Date("2030-01-01T06:00:00Z"),
    reasonCategory: 735500000,
    reason: "Read up",
  };

  test("creates the log and reads the numbers again", async () => {
    const { session, data } = make();
    await world.show();
    await session.addLog(draft, "new");
    await settle();
    expect(data.logs).toEqual([draft]);
    expect(data.calls[data.calls.length - 1]).toBe(`totals ${theCase}`);
  });

  test("passes on the server's sentence", async () => {
    const { session, data } = make();
    await world.show();
    data.refusal = "CT1003: casetime_endtime lies in the future.";
    await expect(session.addLog(draft, "new")).rejects.toThrow("CT1003: casetime_endtime lies in the future.");
  });
});

test("a session that ends leaves no timer, listener, lock or port behind", async () => {
  for (let i = 0; i < 100; i++) {
    make();
    await world.show();
    work(5_000);
    world.session.dispose();
    await settle();
    expect([world.clock.timerCount, world.page.listeners.size, world.openPorts]).toEqual([0, 0, 0]);
    expect([...(await world.locks.tab().held())]).toEqual([]);
  }
});
