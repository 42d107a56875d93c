// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { rep } from "../doubles/browser";
import { Rendered } from "../doubles/rendered";
import { SessionWorld } from "../doubles/sessionWorld";

let world: SessionWorld;
let page: Rendered;

beforeEach(() => {
  world = new SessionWorld();
  world.data.reps = Array.from({ length: 10 }, (_, index) => ({
    id: index === 0 ? rep : `r${index}`,
    name: `Rep ${index}`,
    logs: 60,
  }));
  page = new Rendered(world);
});
afterEach(() => page.close());

const faces = () => [...document.querySelectorAll("[aria-label='Contributors'] [role='img']")];
const asked = () => world.data.calls.filter(call => call.startsWith("pictures"));

test("faces beyond the sixth hide behind a button that tells how many", async () => {
  await page.show();
  expect(faces().map(face => face.getAttribute("aria-label"))).toEqual([0, 1, 2, 3, 4, 5].map(n => `Rep ${n}`));
  expect(faces().every(face => (face as HTMLElement).tabIndex === 0)).toBe(true);
  await page.press("Show 4 more contributors");
  expect(faces()).toHaveLength(10);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Rep 6");
});

test("pictures are asked for once, after the numbers, and only while faces are shown", async () => {
  await page.show();
  expect(world.data.calls[0]).toMatch(/^totals/);
  expect(asked()).toEqual([`pictures ${rep} r1 r2 r3 r4 r5`]);
  await page.press("Refresh");
  await page.press("Collapse");
  await page.press("Handling time");
  expect(asked()).toHaveLength(1);
  await page.press("Show 4 more");
  expect(asked()[1]).toBe("pictures r6 r7 r8 r9");
});

test("a collapsed widget asks for none", async () => {
  page.close();
  world = new SessionWorld();
  world.data.reps = [{ id: rep, name: "Ann" }];
  page = new Rendered(world, true);
  await page.show();
  expect(asked()).toEqual([]);
});

test("who has a picture shows it, and initials where it cannot be had", async () => {
  world.data.pictures.set("r1", "/Image/download.aspx?Id=1");
  await page.show();
  const image = document.querySelector<HTMLImageElement>("[aria-label='Contributors'] img");
  expect(image?.getAttribute("src")).toBe("/Image/download.aspx?Id=1");
  expect(faces()[0]?.textContent).toBe("R0");
  await page.after(() => image?.dispatchEvent(new Event("error")));
  expect(document.querySelector("[aria-label='Contributors'] img")).toBeNull();
  expect(faces()[1]?.textContent).toBe("R1");
});

test("pictures that cannot be read are no failure", async () => {
  world.data.readPictures = () => Promise.reject(new Error("no privilege"));
  await page.show();
  expect(faces()).toHaveLength(6);
  expect(page.number("ht-status")).toBe("");
});

test("own time only shows nobody's face, the own one included, and asks for none", async () => {
  await page.show({ ownOnly: true });
  expect(faces()).toEqual([]);
  expect(asked()).toEqual([]);
});
