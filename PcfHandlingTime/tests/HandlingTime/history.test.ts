import { DataError } from "../../HandlingTime/model/ports";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { otherCase, rep, settle, theCase } from "../doubles/browser";
import { SessionWorld } from "../doubles/sessionWorld";

const log = (index: number) => ({
  id: `l${index}`,
  rep: { id: rep, name: "Ann" },
  seconds: 60,
  at: new Date("2030-01-01T07:00:00Z"),
  kind: "Research",
  text: "",
  reasonCategory: 735500000,
  version: "1",
});
const some = (count: number) => Array.from({ length: count }, (_, index) => log(index));
let world: SessionWorld;
const logs = () => world.session.snapshot().history?.logs;

beforeEach(async () => {
  world = new SessionWorld();
  world.data.history.logs = some(120);
  await world.show();
  await world.session.showHistory(true);
  world.data.calls.length = 0;
});
afterEach(() => world.session.dispose());

describe("the history", () => {
  test("is read page by page, to its end", async () => {
    expect(logs()).toMatchObject({ next: "50", loading: false });
    await world.session.history.more("logs");
    await world.session.history.more("logs");
    await world.session.history.more("logs");
    expect(world.data.calls).toEqual(["logs from 50 size 50", "logs from 100 size 50"]);
    expect(logs()?.items.map(item => item.id)).toEqual(some(120).map(item => item.id));
    expect(logs()?.next).toBeUndefined();
  });

  test("has one page in flight", async () => {
    await Promise.all([world.session.history.more("logs"), world.session.history.more("logs")]);
    expect(world.data.calls).toEqual(["logs from 50 size 50"]);
  });

  test("tells a page that could not be read, and reads it when asked again", async () => {
    world.data.refusal = "Too busy.";
    await world.session.history.more("logs");
    expect(logs()).toMatchObject({ failure: "Too busy.", loading: false, next: "50" });
    world.data.refusal = undefined;
    await world.session.history.more("logs");
    expect(logs()).toMatchObject({ failure: undefined });
    expect(logs()?.items).toHaveLength(100);
  });

  test("is read anew by a refresh as far as it was read, in one request a kind", async () => {
    await world.session.history.more("logs");
    world.data.calls.length = 0;
    world.data.history.logs = [log(1000), ...some(120)];
    await world.session.refresh();
    expect(world.data.calls).toEqual([
      `totals ${theCase}`,
      `logs ${theCase} size 100`,
      `activities ${theCase} size 100`,
    ]);
    expect(logs()?.items[0]?.id).toBe("l1000");
    expect(logs()?.items).toHaveLength(100);
    await world.session.history.more("logs");
    expect(world.data.calls[3]).toBe("logs from 100 size 100");
    expect(logs()?.items).toHaveLength(121);
  });

  test("drops a page that comes after a refresh has read the list anew", async () => {
    let open: () => void = () => undefined;
    await world.session.history.more("logs");
    world.data.gate = new Promise(resolve => (open = resolve));
    const more = world.session.history.more("logs");
    world.data.gate = Promise.resolve();
    world.data.history.logs = some(70);
    await world.session.refresh();
    open();
    await more;
    expect(logs()?.items).toHaveLength(70);
    expect(logs()?.loading).toBe(false);
  });

  test("of another case begins anew", async () => {
    await world.session.history.more("logs");
    await world.show({ caseId: otherCase });
    expect(world.session.snapshot()).toMatchObject({ history: undefined, historyShown: false });
  });

  test("is the rep's own where only own time is shown, and has no logs where those are hidden", async () => {
    await world.show({ ownOnly: true, allowTimeLogs: false });
    await settle();
    await settle();
    expect(world.data.calls).toEqual([`totals ${theCase} own`, `activities ${theCase} own size 50`]);
  });

  test("that could not be read holds up no numbers, keeps what it had, and is read when asked again", async () => {
    const { data, session } = world;
    const readActivities = data.readActivities.bind(data);
    data.readActivities = () => Promise.reject(new DataError("Too busy."));
    data.reps = [{ id: rep, name: "Ann", automatic: 600 }];
    data.history.logs = some(20);
    await session.refresh();
    expect(session.snapshot().failure).toBeUndefined();
    expect(session.snapshot().totals?.reps[0]?.automatic).toBe(600);
    expect(logs()).toMatchObject({ failure: undefined, stale: false });
    expect(logs()?.items).toHaveLength(20);
    const activities = () => session.snapshot().history?.activities;
    expect(activities()).toMatchObject({ failure: "Too busy.", stale: true, items: [] });
    data.readActivities = readActivities;
    data.history.activities = [{ ...log(7), table: "task" }];
    await session.history.more("activities");
    expect(activities()).toMatchObject({ failure: undefined, stale: false });
    expect(activities()?.items).toHaveLength(1);
  });

  test("that fails in a refresh keeps all entries read so far and the way to the next", async () => {
    const { data, session } = world;
    await session.history.more("logs");
    const readLogs = data.readLogs.bind(data);
    data.readLogs = () => Promise.reject(new DataError(""));
    await session.refresh();
    expect(logs()).toMatchObject({ failure: "", stale: true, loading: false });
    expect(logs()?.items).toHaveLength(100);
    data.readLogs = readLogs;
    await session.history.more("logs");
    await session.history.more("logs");
    expect(logs()).toMatchObject({ stale: false, next: undefined });
    expect(logs()?.items).toHaveLength(120);
  });
});
