// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browserPage, ownInputAttribute } from "../../tracking/browser/page";
import { alwaysCounted } from "../doubles/page";

const press = (target: EventTarget | undefined | null, key: string, init: KeyboardEventInit = {}) =>
  target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, ...init }));
const addFrame = (parent: Document) => parent.body.appendChild(parent.createElement("iframe"));

/** What the page told, in order. */
let told: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2030-01-01T08:00:00Z"));
  told = [];
  stop = browserPage(alwaysCounted).listen({
    changed: () => told.push("changed"),
    tookOver: () => told.push("tookOver"),
    input: typed => told.push(typed ? "typed" : "input"),
    leaving: () => told.push("leaving"),
    networkChanged: () => told.push("network"),
  });
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe("the page", () => {
  test.each(["keydown", "pointerdown", "pointermove", "wheel", "touchstart"])("takes a %s as input", name => {
    document.body.dispatchEvent(new Event(name, { bubbles: true }));
    expect(told).toEqual(["input"]);
  });

  test("tells a burst of pointer moves as one input every quarter of a second", () => {
    for (let i = 0; i < 100; i++) {
      document.body.dispatchEvent(new Event("pointermove", { bubbles: true }));
      vi.advanceTimersByTime(10);
    }
    expect(told).toHaveLength(4);
  });

  test("hears input even where the form stops it from bubbling", () => {
    document.body.addEventListener("keydown", event => event.stopPropagation(), { once: true });
    document.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    expect(told).toEqual(["input"]);
  });

  test.each(["focus", "blur", "pageshow"])("asks for focus again after %s, once the browser has settled it", name => {
    window.dispatchEvent(new Event(name));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(told).toEqual(["changed"]);
  });

  test("tells of visibility, leaving and the network at once", () => {
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("pagehide"));
    window.dispatchEvent(new Event("offline"));
    window.dispatchEvent(new Event("online"));
    expect(told).toEqual(["changed", "leaving", "network", "network"]);
  });

  test("takes typing in a frame of the same origin as input, in nested ones too", () => {
    const frame = addFrame(document);
    const nested = addFrame(frame.contentDocument as Document);
    window.dispatchEvent(new Event("blur"));
    vi.advanceTimersByTime(0);
    told.length = 0;
    press(frame.contentDocument?.body, "a");
    press(nested.contentDocument?.body, "a");
    expect(told).toEqual(["typed", "typed"]);
    stop();
    vi.advanceTimersByTime(1_000);
    press(nested.contentDocument?.body, "a");
    expect(told).toEqual(["typed", "typed"]);
  });

  test("hears a frame that loads later, however often", () => {
    const frame = addFrame(document);
    for (let i = 0; i < 3; i++) frame.dispatchEvent(new Event("load"));
    press(frame.contentDocument?.body, "a");
    expect(told).toEqual(["typed"]);
    const nested = addFrame(frame.contentDocument as Document);
    nested.dispatchEvent(new Event("load"));
    press(nested.contentDocument?.body, "a");
    expect(told).toEqual(["typed", "typed"]);
  });

  test("knows when the focus is in a frame of another origin, wherever that lies", () => {
    const page = browserPage(alwaysCounted);
    expect(page.focusHidden()).toBe(false);
    const own = addFrame(document);
    own.focus();
    expect(page.focusHidden()).toBe(false);
    const foreign = addFrame(own.contentDocument as Document);
    Object.defineProperty(foreign, "contentDocument", { value: null });
    foreign.focus();
    expect(page.focusHidden()).toBe(true);
    own.blur();
    expect(page.focusHidden()).toBe(false);
  });

  test.each([
    ["a letter", "a", {}, "typed"],
    ["a letter beyond the basic plane", "𝔞", {}, "typed"],
    ["what an input method makes", "Process", {}, "typed"],
    ["Backspace", "Backspace", {}, "typed"],
    ["a shortcut", "s", { ctrlKey: true }, "input"],
    ["Shift alone", "Shift", {}, "input"],
    ["an arrow", "ArrowDown", {}, "input"],
  ])("knows whether %s is typing", (_, key, init, expected) => {
    press(document.body, key, init);
    expect(told).toEqual([expected]);
  });

  test("does not take what is typed into this product for typing into the form", () => {
    const own = document.body.appendChild(document.createElement("div"));
    own.setAttribute(ownInputAttribute, "");
    press(own.appendChild(document.createElement("input")), "a");
    expect(told).toEqual(["input"]);
  });

  test("takes freezing for leaving, and asks again after it", () => {
    document.dispatchEvent(new Event("freeze"));
    document.dispatchEvent(new Event("resume"));
    vi.advanceTimersByTime(0);
    expect(told).toEqual(["leaving", "changed"]);
  });

  test("is silent once nobody listens", () => {
    window.dispatchEvent(new Event("focus"));
    stop();
    vi.advanceTimersByTime(1_000);
    document.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    window.dispatchEvent(new Event("pagehide"));
    expect(told).toEqual([]);
  });
});
