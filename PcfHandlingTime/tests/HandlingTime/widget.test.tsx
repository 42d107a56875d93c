// @vitest-environment jsdom
import { act } from "react-dom/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rep } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

const ann = { id: rep, name: "Ann Ames", automatic: 600, logs: 1200, activities: 300 };
const bob = { id: "b", name: "Bob Burns", automatic: 600, logs: 0, activities: 0 };
let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  page = new Rendered(world);
});
afterEach(() => page.close());

describe("the states of the widget", () => {
  test("loading until the first numbers", () => {
    expect(page.state).toBe("loading");
    expect(page.text).toContain("Reading handling time");
  });

  test("off: one line for those who can switch it on", async () => {
    world.server.settings.casetime_enabled = false;
    world.data.configures = true;
    await page.show();
    expect(page.state).toBe("off");
    expect(page.text).toContain("Handling time is switched off.");
    expect(page.buttons).toEqual(["Collapse", "Open settings"]);
    await page.press("Open settings");
    expect(world.data.opened).toEqual(["casetime_setting 73550000-0000-4000-8000-000000000001"]);
    await page.press("Collapse");
    expect(page.text).toBe("Handling time is off");
  });

  test("hidden: nothing at all for everybody else", async () => {
    world.server.settings.casetime_enabled = false;
    await page.show();
    expect(page.text).toBe("");
  });

  test("error: the server's sentence and another try", async () => {
    world.data.refusal = "Principal user is missing a privilege.";
    await page.show();
    expect(page.state).toBe("error");
    expect(page.text).toContain(world.data.refusal);
    world.data.refusal = undefined;
    await page.press("Try again");
    expect(page.state).toBe("empty");
  });

  test("unsaved: save the case first", async () => {
    await page.show({ caseId: undefined });
    expect(page.state).toBe("unsaved");
    expect(page.text).toContain("Save the case first");
    await page.press("Collapse");
    expect(page.buttons).toEqual(["Save the case first"]);
  });

  test("empty: zero seconds", async () => {
    await page.show();
    expect(page.state).toBe("empty");
    expect(page.number("ht-total")).toBe("0 s");
  });

  test.each(["running", "paused"])("%s, it floats over nothing but its own case", async doing => {
    await page.show();
    if (doing === "paused") await page.press("Pause");
    await page.after(() => world.page.set({ shown: false }));
    expect(page.state).toBeUndefined();
    await page.after(() => world.page.set({ shown: true }));
    expect(page.state).toBe("empty");
  });

  test("read-only: a resolved case shows its time and offers neither pause nor log", async () => {
    world.data.caseActive = false;
    world.data.reps = [ann];
    await page.show();
    expect(page.state).toBe("readOnly");
    expect(page.number("ht-total")).toBe("35 min");
    expect(page.buttons).toEqual(["Collapse", "Refresh", "My time", "Today", "History"]);
  });

  test("ready: all numbers, all faces, all actions", async () => {
    world.data.reps = [ann, bob];
    await page.show();
    expect(page.state).toBe("ready");
    const ids = ["ht-total", "ht-automatic", "ht-manual", "ht-logs", "ht-activities"];
    expect(ids.map(id => page.number(id))).toEqual(["45 min", "20 min", "25 min", "20 min", "5 min"]);
    expect(page.number("ht-updated")).toContain("Last updated: 2030-01-01T08:00:0");
    expect(
      [...document.querySelectorAll("[aria-label='Contributors'] [role='img']")].map(face =>
        face.getAttribute("aria-label"),
      ),
    ).toEqual(["Ann Ames", "Bob Burns"]);
    expect(page.buttons).toEqual(["Collapse", "Refresh", "My time", "Pause", "Today", "History", "Add"]);
  });
});

describe("effort and wall clock", () => {
  const overlapping = { ...ann, activities: 600, overlap: 300 };

  test.each([
    [false, "Effort, which is the total here, counts it twice"],
    [true, "Wall clock, which is the total here, counts it once"],
  ])("are both shown where they differ, and the total is as the settings say: %s", async (once, words) => {
    world.data.reps = [overlapping, bob];
    world.data.overlapOnce = once;
    await page.show();
    await page.press("My time");
    expect([page.number("ht-effort"), page.number("ht-wallclock")]).toEqual(["40 min", "35 min"]);
    expect(page.number("ht-ticker")).toBe(once ? "0:35:00" : "0:40:00");
    await page.press("My time");
    expect(page.number("ht-total")).toBe(once ? "45 min" : "50 min");
    expect(page.text).toContain(`5 min of activities overlaps automatic time of the same representative. ${words}`);
  });

  test("are not spoken of where they are the same", async () => {
    world.data.reps = [ann, bob];
    await page.show();
    expect(page.number("ht-wallclock")).toBeUndefined();
    expect(page.text).not.toContain("Effort");
  });
});

describe("what the maker set", () => {
  test("without time logs: no logs and no Add, while the total stays true", async () => {
    world.data.reps = [ann];
    await page.show({ allowTimeLogs: false });
    expect(page.number("ht-logs")).toBeUndefined();
    expect(page.buttons).not.toContain("Add");
    expect(page.number("ht-total")).toBe("35 min");
    await page.press("History");
    expect(page.text).not.toContain("Time logs");
  });

  test("own time only: no toggle, and the reads ask for own rows only", async () => {
    world.data.reps = [ann];
    await page.show({ ownOnly: true });
    expect(page.buttons).not.toContain("My time");
    expect(page.number("ht-ticker")).toBe("0:35:00");
    expect(world.data.calls[0]).toMatch(/ own$/);
  });
});

describe("using the widget", () => {
  test("collapsed it is a chip with the total and whether time runs; the choice is kept and focus moves along", async () => {
    world.data.reps = [ann];
    await page.show();
    await page.press("Collapse");
    expect(page.collapsed).toBe(true);
    expect(page.buttons).toEqual(["Handling time, total 35 min, running"]);
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Handling time, total/);
    await page.press("Handling time, total");
    expect(page.collapsed).toBe(false);
    expect(document.activeElement?.textContent).toBe("Collapse");
  });

  test("My time shows the rep's own numbers and a ticker that no screen reader announces", async () => {
    world.data.reps = [ann, bob];
    await page.show();
    await page.press("My time");
    expect(page.number("ht-automatic")).toBe("10 min");
    expect(page.number("ht-ticker")).toBe("0:35:00");
    const ticker = document.querySelector("[data-testid='ht-ticker']");
    expect([ticker?.getAttribute("role"), ticker?.getAttribute("aria-live")]).toEqual(["timer", "off"]);
    await page.press("My time");
    expect(page.number("ht-total")).toBe("45 min");
  });

  test("without My time the numbers stand still between refreshes", async () => {
    world.data.reps = [ann];
    await page.show();
    await page.after(() => {
      world.clock.pass(60_000);
      world.page.input();
    });
    expect(page.number("ht-total")).toBe("35 min");
  });

  test("paused, it says so and offers to resume", async () => {
    await page.show();
    await page.press("Pause");
    expect(page.number("ht-status")).toBe("Paused. No time is counted until you resume.");
    await page.press("Collapse");
    expect(page.buttons).toEqual(["Handling time, total 0 s, paused"]);
    await page.press("Handling time");
    await page.press("Resume");
    expect(page.number("ht-status")).toBe("");
    expect(page.buttons).toContain("Pause");
  });

  test("a lost network is told, and forgotten when it is back", async () => {
    await page.show();
    world.clock.pass(30_000);
    world.page.input();
    world.server.down = true;
    await page.press("Refresh");
    expect(page.number("ht-status")).toContain("Not synced. Counting goes on");
    await page.press("Pause");
    expect(page.number("ht-status")).toContain("Not synced. The time counted so far is kept");
    await page.press("Resume");
    await page.press("Collapse");
    expect(page.text).toMatch(/not synced$/);
    await page.press("Handling time, total 0 s, not synced");
    world.server.down = false;
    await page.press("Refresh");
    expect(page.number("ht-status")).not.toContain("Not synced.");
  });

  test("History lists automatic time by rep, then logs and activities", async () => {
    const at = new Date("2030-01-01T07:00:00Z");
    world.data.reps = [ann, bob];
    world.data.history = {
      logs: [
        {
          id: "l",
          rep: bob,
          seconds: 1200,
          at,
          kind: "Research",
          text: "<b>Manual</b>",
          reasonCategory: 735500000,
          version: "1",
        },
      ],
      activities: [
        { id: "a", rep: ann, seconds: 300, at, kind: "Phone Call", text: "Called back", table: "phonecall" },
      ],
    };
    await page.show();
    await page.press("History");
    const lists = ["Automatic", "Time logs", "Activities"].map(
      name => document.querySelector(`ul[aria-label="${name}"]`)?.textContent,
    );
    expect(lists).toEqual([
      "Ann Ames10 min10 minutesCorrectBob Burns10 min10 minutes",
      "Research20 min20 minutes<b>Manual</b>Bob Burns · 2030-01-01T07:00:00.000Z",
      "Called back5 min5 minutesPhone CallAnn Ames · 2030-01-01T07:00:00.000Z",
    ]);
  });
});

describe("logging by hand", () => {
  /** The server answers nothing until the returned function is called. */
  function closeGate(): () => void {
    let open: () => void = () => undefined;
    world.data.gate = new Promise(resolve => (open = resolve));
    return () => {
      world.data.gate = Promise.resolve();
      open();
    };
  }

  test("takes a duration, a start, a reason category and a reason", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "1h 30m");
    await page.fill("Date", "2029-12-31");
    await page.fill("Start", "10:15");
    await page.fill("Reason category", "735500002");
    await page.fill("Reason", "735500002");
    await page.press("Save");
    expect(world.data.logs).toHaveLength(1);
    expect(world.data.logs[0]).toMatchObject({ seconds: 5400, reasonCategory: 735500002 });
    expect(world.data.logs[0]?.start).toEqual(new Date("2029-12-31T10:15Z"));
    expect(page.buttons).not.toContain("Save");
  });

  test("leaves the start to the server, whose clock says what now is, where none is chosen", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    await page.press("Save");
    expect(world.data.logs[0]).toMatchObject({ seconds: 1800, start: undefined });
  });

  test.each([
    ["", "Enter a duration."],
    ["1:75", "Enter the duration as minutes (90), as 1:30, as 1h 30m or as 1.5h."],
    ["0", "The duration must be longer than zero."],
    ["25h", "The duration can be at most 24 h."],
  ])("refuses %s beside the field and sends nothing", async (duration, sentence) => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", duration);
    await page.press("Save");
    expect(page.text).toContain(sentence);
    expect(world.data.logs).toEqual([]);
  });

  test("shows the server's sentence as it is and keeps what was typed", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "12h");
    world.data.refusal = "CT1002: casetime_durationseconds exceeds the limit of 720 minutes.";
    await page.press("Save");
    const alert = [...document.querySelectorAll("form [role='alert']")].map(node => node.textContent);
    expect(alert).toContain(world.data.refusal);
    expect([...document.querySelectorAll("input")].map(input => input.value)).toContain("12h");
    world.data.refusal = undefined;
    await page.press("Save");
    expect(world.data.logs).toHaveLength(1);
  });

  test("is saved once though its answer was lost, with what was typed last", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    world.data.lostAnswers = 1;
    await page.press("Save");
    expect(page.text).toContain("it is not certain whether this was saved");
    await page.fill("Duration", "45");
    await page.press("Save");
    expect(world.data.logs).toMatchObject([{ seconds: 2700 }]);
  });

  test("is saved once where the widget is collapsed, expanded and Save pressed again meanwhile", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    const open = closeGate();
    await page.press("Save");
    await page.press("Collapse");
    await page.press("Handling time");
    expect(document.querySelector("form")?.getAttribute("aria-busy")).toBe("true");
    await page.press("Save");
    await page.after(open);
    expect(world.data.logs).toHaveLength(1);
    expect(document.querySelector("form")).toBeNull();
  });

  test("while it is saved can be given up by nothing, so that no later draft goes with it", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    const open = closeGate();
    await page.press("Save");
    await page.press("Cancel");
    await page.press("Add");
    await page.after(() =>
      document
        .querySelector("form input")
        ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
    );
    await page.fill("Duration", "31");
    expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("30");
    expect(page.collapsed).toBe(false);
    await page.after(open);
    await page.press("Add");
    await page.fill("Duration", "50");
    await page.press("Refresh");
    expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("50");
  });

  test("that fails while the widget is collapsed is told when it is expanded", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    const open = closeGate();
    await page.press("Save");
    await page.press("Collapse");
    world.data.refusal = "CT1006: Handling time is switched off.";
    await page.after(open);
    await page.press("Handling time");
    expect(document.querySelector("form [data-refusal]")?.textContent).toBe(world.data.refusal);
  });

  test("that ends takes the focus back only where it was in the form", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    const open = closeGate();
    await page.press("Save");
    const elsewhere = document.body.appendChild(document.createElement("input"));
    elsewhere.focus();
    await page.after(open);
    expect(document.activeElement).toBe(elsewhere);
    elsewhere.remove();
  });

  test("a reason that is too long is told, not cut, and the focus moves to it", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    const field = document.querySelector("textarea");
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    await page.after(() => {
      set?.call(field, "x".repeat(10_000));
      field?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.press("Save");
    expect(page.text).toContain("The reason can be at most 2,000 characters long; this one has 10,000.");
    expect(field?.value).toHaveLength(10_000);
    expect(document.activeElement).toBe(field);
    expect(world.data.logs).toEqual([]);
  });

  test("gives the focus back to Add when it closes, by Cancel or by Escape; another Escape collapses the widget", async () => {
    const escape = () =>
      page.after(() =>
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
      );
    await page.show();
    await page.press("Add");
    await page.press("Cancel");
    expect(document.activeElement?.textContent).toBe("Add");
    await page.press("Add");
    await escape();
    expect(page.buttons).not.toContain("Save");
    expect(document.activeElement?.textContent).toBe("Add");
    await escape();
    expect(page.collapsed).toBe(true);
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Handling time, total/);
  });

  test("goes away when the case turns inactive, says that nothing typed is lost, and comes back with it", async () => {
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "30");
    world.data.caseActive = false;
    await page.press("Refresh");
    expect(page.buttons).not.toContain("Save");
    expect(page.text).toContain("What you typed is kept");
    world.data.caseActive = true;
    await page.press("Refresh");
    expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("30");
  });

  test("knows the longest log of the settings and a start in the future, and sends neither", async () => {
    world.data.maximumLogMinutes = 60;
    await page.show();
    await page.press("Add");
    await page.fill("Duration", "61");
    await page.fill("Date", "2030-01-02");
    await page.press("Save");
    expect(page.text).toContain("The duration can be at most 1 h.");
    expect(page.text).toContain("The start lies in the future.");
    expect(world.data.logs).toEqual([]);
  });
});

test("a ticking widget that closes leaves no interval behind", async () => {
  world.data.reps = [ann];
  await page.show();
  await page.press("My time");
  let cleared = 0;
  const clear = globalThis.clearInterval;
  globalThis.clearInterval = handle => {
    cleared++;
    clear(handle);
  };
  try {
    await page.press("My time");
    act(() => undefined);
  } finally {
    globalThis.clearInterval = clear;
  }
  expect(cleared).toBe(1);
});
