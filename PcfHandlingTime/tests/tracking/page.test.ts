// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browserPage } from "../../tracking/browser/page";

/** What the page told, in order. */
let told: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2030-01-01T08:00:00Z"));
  told = [];
  stop = browserPage(() => true).listen({
    changed: () => told.push("changed"),
    input: () => told.push("input"),
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

  test("takes typing in a frame of the same origin as input once it has the focus", () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.focus();
    for (let i = 0; i < 2; i++) {
      window.dispatchEvent(new Event("blur"));
      vi.advanceTimersByTime(0);
    }
    told.length = 0;
    frame.contentDocument?.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    expect(told).toEqual(["input"]);
    stop();
    vi.advanceTimersByTime(1_000);
    frame.contentDocument?.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    expect(told).toEqual(["input"]);
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
