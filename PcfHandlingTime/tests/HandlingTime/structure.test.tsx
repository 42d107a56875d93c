// @vitest-environment jsdom
import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rep } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  world.data.reps = [{ id: rep, name: "Ann Ames", automatic: 600 }];
  page = new Rendered(world);
});
afterEach(() => page.close());

/** What axe-core finds in the widget; colours and sizes need a layout and are judged in a real browser. */
async function findings(): Promise<readonly string[]> {
  const options = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
  const { violations } = await axe.run(document.querySelector("section") as HTMLElement, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(" ")}`);
}

const idleThenBack = () =>
  page.after(() => {
    for (let i = 0; i < 24; i++) world.clock.pass(30_000);
    world.page.input();
  });

test("the card with all that can be opened, and a question, has sound roles, names and structure", async () => {
  await page.show();
  await idleThenBack();
  for (const name of ["Today", "History", "Add"]) await page.press(name);
  expect(document.querySelector("[data-testid='ht-return']")).not.toBeNull();
  expect(await findings()).toEqual([]);
});

test("so has the chip under a question", async () => {
  await page.show();
  await page.press("Collapse");
  await idleThenBack();
  expect(await findings()).toEqual([]);
});

test("so have the error and the line that it is off", async () => {
  world.data.refusal = "Principal user is missing a privilege.";
  await page.show();
  expect(page.state).toBe("error");
  expect(await findings()).toEqual([]);
  world.data.refusal = undefined;
  world.server.settings.casetime_enabled = false;
  world.data.configures = true;
  await page.press("Try again");
  expect(page.state).toBe("off");
  expect(await findings()).toEqual([]);
});
