// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LogItem } from "../../HandlingTime/model/ports";
import { rep } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

const ann = { id: rep, name: "Ann Ames", automatic: 600 };
let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  world.data.reps = [ann];
  page = new Rendered(world);
});
afterEach(() => page.close());

/** Presses a button as the keyboard does: it has the focus. */
async function pressFocused(name: string): Promise<void> {
  const button = [...document.querySelectorAll("button")].find(one =>
    (one.getAttribute("aria-label") ?? one.textContent ?? "").startsWith(name),
  );
  if (!button) throw new Error(`There is no button ${name}.`);
  await page.after(() => button.focus());
  await page.after(() => button.click());
}

const focused = () => document.activeElement?.textContent;

describe("where what has the focus goes away", () => {
  test("the focus goes to the button that is always there", async () => {
    world.data.refusal = "Too busy.";
    await page.show();
    world.data.refusal = undefined;
    await pressFocused("Try again");
    expect(page.state).toBe("ready");
    expect(focused()).toBe("Collapse");
  });

  test("after the last page of a list it goes to the list's heading", async () => {
    const at = new Date("2030-01-01T07:00:00Z");
    const log = (id: string): LogItem => ({
      id,
      rep: ann,
      seconds: 60,
      at,
      kind: "Research",
      text: "",
      reasonCategory: 735500000,
      version: "1",
    });
    world.data.history.logs = Array.from({ length: 110 }, (_, index) => log(`l${index}`));
    await page.show();
    await page.press("History");
    await pressFocused("Show more");
    expect(focused()).toBe("Show more");
    await pressFocused("Show more");
    expect(page.buttons).not.toContain("Show more");
    expect(focused()).toBe("Time logs 110");
  });

  test("nothing is taken from who has left the widget", async () => {
    const field = document.body.appendChild(document.createElement("input"));
    world.data.refusal = "Too busy.";
    await page.show();
    await pressFocused("Try again");
    await page.after(() => field.focus());
    world.data.refusal = undefined;
    await page.press("Try again");
    expect(page.state).toBe("ready");
    expect(document.activeElement).toBe(field);
    field.remove();
  });
});

describe("who asks again", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());
  const alert = () => document.querySelector("[role='alert']")?.textContent;

  test("hears the answer though it is the same; what nobody asked for is told by the live region alone", async () => {
    world.data.refusal = "Too busy.";
    await page.show();
    expect(alert()).toBeUndefined();
    expect(document.querySelector("section > [role='status']")?.textContent).toBe("Too busy.");
    await pressFocused("Try again");
    expect(alert()).toBe("Too busy.");
    expect(focused()).toBe("Try again");
  });
});
