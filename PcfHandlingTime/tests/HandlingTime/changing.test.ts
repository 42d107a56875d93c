import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UnansweredError, type LogItem } from "../../HandlingTime/model/ports";
import { otherCase, rep, settle, theCase } from "../doubles/browser";
import { SessionWorld } from "../doubles/sessionWorld";

const log: LogItem = {
  id: "l",
  rep: { id: rep, name: "Ann" },
  seconds: 600,
  at: new Date("2030-01-01T07:00:00Z"),
  kind: "Research",
  text: "Read up",
  reasonCategory: 735500000,
  version: "1",
};
const was = { seconds: 600, start: log.at, reasonCategory: 735500000, reason: "Read up" };
const draft = { ...was, seconds: 900 };
let world: SessionWorld;
const items = () => world.session.snapshot().history?.logs.items.map(item => item.seconds);
const notice = () => world.session.snapshot().notice;

beforeEach(async () => {
  world = new SessionWorld();
  world.data.history.logs = [log];
  await world.show();
  await world.session.showHistory(true);
});
afterEach(() => world.session.dispose());

describe("a log that is changed", () => {
  test("is written at once, and Undo writes it back as it was", async () => {
    await world.session.editing.changeLog(log, draft);
    await settle();
    expect(items()).toEqual([900]);
    expect(notice()).toMatchObject({ kind: "edited", undoable: true });
    await world.session.editing.undo();
    await settle();
    expect(items()).toEqual([600]);
    expect(notice()).toMatchObject({ kind: "undone", undoable: false });
  });

  test("by somebody else meanwhile is a conflict: nothing is overwritten, and the list is read anew", async () => {
    world.data.history.logs = [{ ...log, seconds: 1200, version: "2" }];
    await expect(world.session.editing.changeLog(log, draft)).rejects.toThrow("doesn't match");
    await settle();
    expect(items()).toEqual([1200]);
    expect(notice()).toBeUndefined();
  });

  test("by somebody else after the change is not taken back over their heads", async () => {
    await world.session.editing.changeLog(log, draft);
    world.data.history.logs = [{ ...log, seconds: 1200, version: "9" }];
    await world.session.editing.undo();
    await settle();
    expect(items()).toEqual([1200]);
    expect(notice()).toMatchObject({ kind: "undoFailed", conflict: true, undoable: false });
  });
});

describe("a log that is deleted", () => {
  test("is gone at once, and Undo creates it again with the same values and id", async () => {
    await world.session.editing.deleteLog(log);
    expect(items()).toEqual([]);
    expect(world.data.history.logs).toEqual([]);
    await world.session.editing.undo();
    expect(world.data.calls).toContain(`log ${theCase} as l`);
    expect(world.data.logs).toEqual([was]);
    expect(notice()).toMatchObject({ kind: "undone" });
  });

  test("keeps the offer for as long as nothing else is changed", async () => {
    await world.session.editing.deleteLog(log);
    world.clock.pass(30 * 60_000);
    await world.session.refresh();
    expect(notice()).toMatchObject({ kind: "deleted", undoable: true });
  });

  test("and could not be: the server's sentence is told and the log stays", async () => {
    world.data.refusal = "CT1005: Case is not active.";
    await world.session.editing.deleteLog(log);
    expect(notice()).toMatchObject({ kind: "deleteFailed", sentence: world.data.refusal, undoable: false });
    expect(items()).toEqual([600]);
  });

  test("and could not be brought back can be tried again", async () => {
    await world.session.editing.deleteLog(log);
    world.data.refusal = "Too busy.";
    await world.session.editing.undo();
    expect(notice()).toMatchObject({ kind: "undoFailed", sentence: "Too busy.", undoable: true });
    world.data.refusal = undefined;
    await world.session.editing.undo();
    expect(notice()).toMatchObject({ kind: "undone" });
  });

  test("is brought back once, however often Undo is pressed", async () => {
    await world.session.editing.deleteLog(log);
    await Promise.all([world.session.editing.undo(), world.session.editing.undo()]);
    expect(world.data.logs).toHaveLength(1);
  });

  test("is no news on another case", async () => {
    await world.session.editing.deleteLog(log);
    await world.show({ caseId: otherCase });
    expect(notice()).toBeUndefined();
  });
});

test("a correction of automatic time is a row of its own, and the numbers are read again", async () => {
  const correction = { rep: { id: rep, name: "Ann" }, seconds: -1200, reason: "Lunch" };
  world.data.calls.length = 0;
  await world.session.editing.correct(correction, "c");
  await settle();
  expect(world.data.corrections).toEqual([correction]);
  expect(world.data.calls.slice(0, 2)).toEqual([`correct ${theCase}`, `totals ${theCase}`]);
});

describe("what is typed", () => {
  test("outlives a refresh and a case that turns inactive, and goes when the form is closed", async () => {
    const { drafts } = world.session;
    drafts.open("add", { duration: "" });
    drafts.keep("add", { duration: "30" });
    world.data.caseActive = false;
    await world.session.refresh();
    expect(drafts.get("add")?.fields).toEqual({ duration: "30" });
    drafts.close("add");
    drafts.keep("add", { duration: "31" });
    expect(drafts.isOpen("add")).toBe(false);
  });

  test("is removed by its own save only, and by nobody while that is under way", async () => {
    const { drafts } = world.session;
    drafts.open("add", { duration: "30" });
    let answer: () => void = () => undefined;
    const saved = drafts.save("add", () => new Promise(resolve => (answer = resolve)));
    drafts.close("add");
    drafts.open("add", { duration: "" });
    drafts.keep("add", { duration: "31" });
    expect(drafts.get("add")).toMatchObject({ fields: { duration: "30" }, saving: true });
    answer();
    await saved;
    expect(drafts.isOpen("add")).toBe(false);
    drafts.open("add", { duration: "40" });
    await settle();
    expect(drafts.get("add")?.fields).toEqual({ duration: "40" });
  });
});

describe("a new row whose answer was lost", () => {
  test("that is a log is written once, with what stands in the form at last", async () => {
    const { session, data } = world;
    data.lostAnswers = 1;
    await expect(session.addLog(was, "new")).rejects.toBeInstanceOf(UnansweredError);
    await session.addLog(draft, "new");
    expect(data.logs).toEqual([draft]);
  });

  test("is looked for at once", async () => {
    world.data.lostAnswers = 1;
    world.data.calls.length = 0;
    await world.session.addLog(was, "new").catch(() => undefined);
    await settle();
    expect(world.data.calls).toContain(`totals ${theCase}`);
  });
});
