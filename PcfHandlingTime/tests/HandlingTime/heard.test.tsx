// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { rep } from "../doubles/browser";
import { resourceTexts } from "../doubles/context";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  world.data.reps = [{ id: rep, name: "Ann Ames", automatic: 10_800, adjusted: -1_200 }];
  page = new Rendered(world);
});
afterEach(() => page.close());

/** The widget's text as it is read out, without what only the eye gets. */
function spoken(): string {
  const copy = document.querySelector("section")?.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("[aria-hidden='true']").forEach(node => node.remove());
  return copy.textContent ?? "";
}

const dot = () => document.querySelector("section svg[data-running]")?.getAttribute("aria-label");

test("the card says whether time runs, stands still or is paused, in no live region", async () => {
  await page.show();
  expect(dot()).toBe("running");
  await page.after(() => world.page.set({ focused: false }));
  expect(dot()).toBe("stopped");
  await page.press("Pause");
  expect(dot()).toBe("paused");
  expect(document.querySelector("svg[data-running]")?.closest("[role=status],[role=alert],[aria-live]")).toBeNull();
});

test("figures are read out in full words, corrections with their sign", async () => {
  await page.show();
  expect(spoken()).toContain("3 hours");
  expect(spoken()).toContain("(\u221220 minutes adjusted)");
  expect(spoken()).not.toMatch(/\d (h|min|s)\b/);
});

const visibleParts: readonly (readonly [string, string])[] = [
  ["Action_Edit", "History_EditLog"],
  ["Action_Delete", "History_DeleteLog"],
  ["Action_Correct", "History_Correct"],
];

test.each([1033, 1031, 1036, 3082, 1041, 1025])(
  "who speaks to the machine in language %i reaches each button by the word that stands on it",
  language => {
    const texts = resourceTexts(language);
    const missing = visibleParts.filter(
      ([seen, named]) =>
        !texts
          .get(named)
          ?.toLowerCase()
          .includes(texts.get(seen)?.toLowerCase() ?? "?"),
    );
    expect(missing.map(keys => keys.map(key => texts.get(key)))).toEqual([]);
  },
);
