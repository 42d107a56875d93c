// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DataError, type ActivityItem, type LogItem } from "../../HandlingTime/model/ports";
import { rep, theCase } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

const ann = { id: rep, name: "Ann Ames", automatic: 3600, adjusted: -1200 };
const bob = { id: "b", name: "Bob Burns", automatic: 600 };
const at = new Date("2030-01-01T07:00:00Z");
const log = (id: string, change: Partial<LogItem> = {}): LogItem => ({
  id,
  rep: ann,
  seconds: 1200,
  at,
  kind: "Research",
  text: "",
  reasonCategory: 735500000,
  version: "1",
  ...change,
});
const call: ActivityItem = {
  id: "a",
  rep: bob,
  seconds: 300,
  at,
  kind: "Phone Call",
  text: "Back",
  table: "phonecall",
};
let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  world.data.reps = [ann, bob];
  page = new Rendered(world);
});
afterEach(() => page.close());

async function showHistory(change: Parameters<Rendered["show"]>[0] = {}): Promise<void> {
  await page.show(change);
  await page.press("History");
}

const changing = () => page.buttons.filter(name => /^(Edit|Delete|Correct)/.test(name));

test("a category is named in the user's language; one that the environment added, as the environment names it", async () => {
  world.data.history.logs = [
    log("1", { kind: "as another language has it" }),
    log("2", { kind: "Our own", reasonCategory: 5 }),
  ];
  await showHistory();
  expect(page.text).toContain("Research");
  expect(page.text).toContain("Our own");
  expect(page.text).not.toContain("as another language has it");
});

describe("what is offered", () => {
  test("is to change one's own time only", async () => {
    world.data.history.logs = [log("1"), log("2", { rep: bob })];
    await showHistory();
    expect(changing()).toEqual([
      "Correct automatic time: Ann Ames",
      "Edit time log: 20 minutes, 2030-01-01T07:00:00.000Z",
      "Delete time log: 20 minutes, 2030-01-01T07:00:00.000Z",
    ]);
  });

  test("is to correct everybody's automatic time where the user may write all of it", async () => {
    world.data.held = { ...world.data.held, writeAll: true };
    await showHistory();
    expect(changing()).toEqual(["Correct automatic time: Ann Ames", "Correct automatic time: Bob Burns"]);
  });

  test.each([
    ["to change nothing on an inactive case", { caseActive: false }, {}, {}],
    ["to change nothing on a read-only form", {}, { readOnly: true }, {}],
    ["to change nothing without the right to create", {}, {}, { create: false }],
    ["neither to edit nor to delete without those rights", {}, {}, { write: false, delete: false }],
  ])("is %s", async (name, data, inputs, rights) => {
    world.data.history.logs = [log("1")];
    world.data.held = { ...world.data.held, ...rights };
    Object.assign(world.data, data);
    await showHistory(inputs);
    expect(changing()).toEqual(name.startsWith("neither") ? ["Correct automatic time: Ann Ames"] : []);
    expect(page.text).toContain("Research");
  });
});

test("a list of the history that cannot be read says so beside the others and is read when asked again", async () => {
  world.data.history.logs = [log("1")];
  await page.show();
  const { readLogs } = world.data;
  world.data.readLogs = () => Promise.reject(new DataError("Too busy."));
  await page.press("History");
  expect(page.number("ht-history")).toContain("Too busy.");
  expect(page.number("ht-history")).toContain("Activities");
  world.data.readLogs = readLogs;
  await page.press("Try again");
  expect(page.number("ht-history")).toContain("Research");
});

describe("an entry", () => {
  test("that is a log without a category says so where others name theirs", async () => {
    world.data.history.logs = [log("1", { kind: "", reasonCategory: undefined, text: "Read up" })];
    await showHistory();
    expect(document.querySelector("ul[aria-label='Time logs'] bdi")?.textContent).toBe("No category");
  });

  test("shows markup and text that turns the direction around as plain text of its own direction", async () => {
    const text = "<img src=x onerror=alert(1)> \u202Eevil\u{1F600}";
    world.data.history.logs = [log("1", { text })];
    await showHistory();
    const shown = [...document.querySelectorAll("bdi")].find(node => node.textContent === text);
    expect(shown?.style.unicodeBidi).toBe("isolate");
    expect(document.querySelector("[data-testid='ht-history'] img")).toBeNull();
  });

  test("that is an activity opens its record where the host can", async () => {
    world.data.history.activities = [call];
    await showHistory();
    await page.press("Back");
    expect(world.data.opened).toEqual(["phonecall a"]);
  });

  test("that is an activity is plain text where the host cannot open it", async () => {
    world.data.history.activities = [call];
    world.data.opened = undefined;
    await showHistory();
    expect(page.buttons).not.toContain("Back");
    expect(page.text).toContain("Back");
  });
});

describe("editing one's own log", () => {
  beforeEach(async () => {
    world.data.history.logs = [log("1", { text: "Read up" })];
    await showHistory();
  });

  test("begins with its values, saves the changes and offers to take them back", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    await page.fill("Start", "06:30");
    await page.press("Save");
    expect(world.data.history.logs).toMatchObject([
      { seconds: 2700, at: new Date("2030-01-01T06:30Z"), text: "Read up", reasonCategory: 735500000 },
    ]);
    expect(document.querySelector("[data-testid='ht-notice'] [role='status']")?.textContent).toContain(
      "Time log changed.",
    );
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Edit time log: 45 minutes/);
    await page.press("Undo");
    expect(world.data.history.logs).toMatchObject([{ seconds: 1200, at }]);
    expect(page.buttons).not.toContain("Undo");
  });

  test("tells in the form that somebody else was faster, and keeps what was typed", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    world.data.history.logs = [log("1", { seconds: 1800, version: "2" })];
    await page.press("Save");
    expect(document.querySelector("form [role='alert'][data-refusal]")?.textContent).toBe(
      "Somebody changed this time log meanwhile. History shows it as it is now, and what you typed is kept here. " +
        "Save again to put it in its place.",
    );
    expect([...document.querySelectorAll("input")].map(input => input.value)).toContain("45");
    expect(page.buttons).toContain("Edit time log: 30 minutes, 2030-01-01T07:00:00.000Z");
    await page.press("Save");
    expect(world.data.history.logs).toMatchObject([{ seconds: 2700 }]);
  });

  test("tells so too where a refresh has shown the other's change before it was saved", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    world.data.history.logs = [log("1", { seconds: 1800, version: "2" })];
    await page.press("Refresh");
    await page.press("Save");
    expect(world.data.history.logs).toMatchObject([{ seconds: 1800 }]);
    expect(document.querySelector("form [data-refusal]")?.textContent).toContain("Somebody changed this time log");
    await page.press("Save");
    expect(world.data.history.logs).toMatchObject([{ seconds: 2700 }]);
  });

  test("tells of each change by others, not of the first alone", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    world.data.history.logs = [log("1", { seconds: 1800, version: "2" })];
    await page.press("Save");
    world.data.history.logs = [log("1", { seconds: 2400, version: "3" })];
    await page.press("Refresh");
    await page.press("Save");
    expect(world.data.history.logs).toMatchObject([{ seconds: 2400 }]);
  });

  test("keeps what was typed in sight where somebody deleted the log", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    world.data.history.logs = [];
    await page.press("Save");
    expect(document.querySelector("form [data-refusal]")?.textContent).toContain("was deleted meanwhile");
    expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("45");
    await page.press("Cancel");
    expect(document.querySelector("form")).toBeNull();
  });

  test("keeps what was typed when the widget is collapsed and the case turns inactive for a while", async () => {
    await page.press("Edit time log");
    await page.fill("Duration", "45");
    await page.press("Collapse");
    world.data.caseActive = false;
    await page.press("Handling time");
    await page.press("Refresh");
    expect(document.querySelector("form")).toBeNull();
    world.data.caseActive = true;
    await page.press("Refresh");
    expect([...document.querySelectorAll("input")].map(input => input.value)).toContain("45");
  });
});

describe("deleting one's own log", () => {
  test("moves the focus to Undo, which brings it back", async () => {
    world.data.history.logs = [log("1", { text: "Read up" })];
    await showHistory();
    await page.press("Delete time log");
    expect(page.text).toContain("Time log deleted.");
    expect(page.text).not.toContain("Read up");
    expect(document.activeElement?.textContent).toBe("Undo");
    await page.press("Undo");
    expect(world.data.logs).toMatchObject([{ seconds: 1200, start: at, reason: "Read up" }]);
    expect(page.text).toContain("The change was taken back.");
    expect(document.activeElement?.textContent).toBe("Dismiss");
    await page.press("Dismiss");
    expect(document.activeElement?.textContent).toBe("History");
  });
});

describe("correcting automatic time", () => {
  const hint = () => document.querySelector("form")?.textContent;

  test("shows what it comes to, wants a reason and sends both", async () => {
    await showHistory();
    await page.press("Correct automatic time: Ann");
    expect(hint()).toContain("Now 1 h.");
    await page.fill("Correct by", "-20m");
    expect(hint()).toContain("Automatic time will be 40 min.");
    await page.press("Save");
    expect(hint()).toContain("Enter the reason of the correction.");
    expect(world.data.corrections).toEqual([]);
    const reason = document.querySelector("textarea");
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    await page.after(() => {
      set?.call(reason, "Lunch");
      reason?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.press("Save");
    expect(world.data.corrections).toMatchObject([{ rep: { id: rep }, seconds: -1200, reason: "Lunch" }]);
    expect(document.querySelector("form")).toBeNull();
    expect(document.activeElement?.textContent).toBe("Correct");
  });

  const typeReason = (typed: string) =>
    page.after(() => {
      const reason = document.querySelector("textarea");
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
      set?.call(reason, typed);
      reason?.dispatchEvent(new Event("input", { bubbles: true }));
    });

  test("writes one row though its answer was lost, and though nothing is left to take away since", async () => {
    await showHistory();
    await page.press("Correct automatic time: Ann");
    await page.fill("Correct by", "-1h");
    await typeReason("Lunch");
    world.data.lostAnswers = 1;
    world.data.reps = [{ ...ann, automatic: 0 }, bob];
    await page.press("Save");
    expect(hint()).toContain("it is not certain whether this was saved");
    await page.press("Save");
    expect(world.data.corrections).toMatchObject([{ seconds: -3600 }]);
    expect(document.querySelector("form")).toBeNull();
  });

  test("tells where an earlier try has saved another amount, and adds to it only when asked once more", async () => {
    await showHistory();
    await page.press("Correct automatic time: Ann");
    await page.fill("Correct by", "-20m");
    await typeReason("Lunch");
    world.data.lostAnswers = 1;
    await page.press("Save");
    await page.fill("Correct by", "-30m");
    await page.press("Save");
    expect(hint()).toContain("has already saved a correction of \u221220 min.");
    expect(world.data.corrections).toHaveLength(1);
    await page.press("Save");
    expect(world.data.corrections).toMatchObject([{ seconds: -1200 }, { seconds: -1800 }]);
  });

  test.each([
    ["20", "Begin with + to add time or with − to take it away."],
    ["-61", "At most 1 h can be taken away: automatic time does not go below zero."],
    ["+25h", "The correction can be at most 24 h up or down."],
  ])("refuses %s beside the field", async (by, sentence) => {
    await showHistory();
    await page.press("Correct automatic time: Ann");
    await page.fill("Correct by", by);
    await page.press("Save");
    expect(hint()).toContain(sentence);
  });

  test("is shown beside the number that it changed, in total and for the rep", async () => {
    await showHistory();
    const shown = [...document.querySelectorAll("[data-testid='ht-adjusted']")];
    expect(shown.map(node => [node.textContent, node.getAttribute("data-seconds")])).toEqual([
      ["(\u221220 min adjusted)", "-1200"],
      ["(\u221220 min adjusted)", "-1200"],
    ]);
  });
});

describe("10,000 entries", () => {
  // jsdom lays nothing out: what scrolls is 640 px high here, and a row 64.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(640);
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(64);
    // Lists begin at the top of what scrolls, and move up with it.
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      return new DOMRect(0, this.tagName === "UL" ? -(card()?.scrollTop ?? 0) : 0, 320, 0);
    });
    world.data.history.logs = Array.from({ length: 10_000 }, (_, index) => log(`l${index}`, { seconds: 60 * index }));
  });
  afterEach(() => void vi.restoreAllMocks());

  const rows = () => [...document.querySelectorAll("ul[aria-label='Time logs'] > li")];
  const reads = () => world.data.calls.filter(name => name.startsWith("logs"));
  const card = () => document.querySelector<HTMLElement>("section > div:not([role='status'])");
  const scrollTo = (top: number) =>
    page.after(() => {
      const scroller = card();
      if (scroller) scroller.scrollTop = top;
      scroller?.dispatchEvent(new Event("scroll"));
    });

  test("are read page by page while they are scrolled, and drawn as far as they are seen", async () => {
    await showHistory();
    expect(reads()).toEqual([`logs ${theCase} size 50`]);
    for (let read = 50; read < 300; read += 50) await scrollTo((read - 12) * 64);
    expect(reads()).toHaveLength(6);
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(30);
    expect(rows()[0]?.getAttribute("aria-setsize")).toBe("-1");
    expect(rows().map(row => Number(row.getAttribute("aria-posinset")))).toContain(245);
  });

  test("can be asked for without scrolling", async () => {
    await showHistory();
    await page.press("Show more");
    expect(reads()).toHaveLength(2);
    expect(rows()[0]?.getAttribute("aria-posinset")).toBe("1");
  });

  test("keep the row that has the focus, wherever they are scrolled to", async () => {
    await showHistory();
    const edit = rows()[1]?.querySelector("button");
    await page.after(() => edit?.focus());
    await scrollTo(40 * 64);
    expect(document.activeElement).toBe(edit);
    expect(rows().length).toBeLessThan(30);
  });

  test("tell a page that could not be read, and try again", async () => {
    await showHistory();
    world.data.refusal = "Too busy.";
    await page.press("Show more");
    expect(page.text).toContain("Too busy.");
    world.data.refusal = undefined;
    await page.press("Try again");
    expect(page.text).not.toContain("Too busy.");
    expect(reads()).toHaveLength(3);
  });
});
