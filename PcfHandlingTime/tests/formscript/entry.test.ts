// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trackingLoader } from "../../formscript/loadTracking";
import { FakeForm } from "../doubles/scriptWorld";
import { rep, theCase } from "../doubles/browser";

/** Addresses that the page was asked to load. */
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  vi.spyOn(document.head, "append").mockImplementation(node => void asked.push((node as HTMLScriptElement).src));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.resetModules();
  Object.assign(window, { Xrm: undefined, CaseTimeTracker: undefined });
});

describe("what the platform calls", () => {
  test("answers at once that the command is not shown, and takes the form afterwards", async () => {
    Object.assign(window, {
      Xrm: {
        Utility: {
          getGlobalContext: () => ({
            userSettings: { userId: `{${rep}}` },
            getWebResourceUrl: (name: string) => `/%7b1%7d/WebResources/${name}`,
          }),
        },
      },
    });
    const { neverShown } = await import("../../formscript/index");
    expect(neverShown(new FakeForm(theCase))).toBe(false);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(3_000);
    expect(asked).toEqual([`${window.location.origin}/%7b1%7d/WebResources/casetime_/scripts/tracking.js`]);
    window.dispatchEvent(new Event("pagehide"));
  });

  test.each([["nothing"], ["a form that fails"]])("never throws, be it handed %s", async what => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { neverShown, onLoad } = await import("../../formscript/index");
    const broken = {
      get data(): never {
        throw new Error("The form is closing.");
      },
    };
    const form = what === "nothing" ? undefined : broken;
    expect(neverShown(form)).toBe(false);
    onLoad(form && { getFormContext: () => form });
    onLoad(undefined);
    vi.advanceTimersByTime(3_000);
    expect(asked).toEqual([]);
    expect(warned).toHaveBeenCalledTimes(what === "nothing" ? 0 : 2);
  });
});

describe("the tracking's web resource", () => {
  test("is loaded once", async () => {
    const tracking = {};
    vi.spyOn(document.head, "append").mockImplementation(node => {
      asked.push((node as HTMLScriptElement).src);
      Object.assign(window, { CaseTimeTracker: { tracking } });
      (node as HTMLScriptElement).onload?.(new Event("load"));
    });
    const load = trackingLoader(name => `https://org.example/${name}`);
    expect([await load(), await load()]).toEqual([tracking, tracking]);
    expect(asked).toEqual(["https://org.example/casetime_/scripts/tracking.js"]);
  });

  test("is asked for anew after it could not be loaded, or was something else", async () => {
    const outcomes = ["onerror", "onload"] as const;
    vi.spyOn(document.head, "append").mockImplementation(node => {
      const outcome = outcomes[asked.push((node as HTMLScriptElement).src) - 1] ?? "onload";
      (node as HTMLScriptElement)[outcome]?.(new Event(outcome));
    });
    const load = trackingLoader(name => `https://org.example/${name}`);
    await expect(load()).rejects.toThrow("could not be loaded");
    await expect(load()).rejects.toThrow("is not what this script needs");
    expect(asked).toHaveLength(2);
  });

  test("can't be loaded where the app has no address for it", async () => {
    await expect(trackingLoader(() => undefined)()).rejects.toThrow("no address");
  });
});
