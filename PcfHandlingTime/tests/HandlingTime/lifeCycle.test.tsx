// @vitest-environment jsdom
import "fake-indexeddb/auto";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HandlingTime } from "../../HandlingTime/index";
import { caseId, fakeContext, userId, type ContextOptions } from "../doubles/context";

const pause = () => act(() => new Promise<void>(resolve => setTimeout(resolve, 10)));

/** Waits for what the component does in its own time; the test's own limit ends a vain wait. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause();
}

/** The component in a host that renders what updateView returns, as the platform does. */
function mount(options: ContextOptions = {}) {
  const control = new HandlingTime();
  const place = document.body.appendChild(document.createElement("div"));
  const show = (changed: ContextOptions) =>
    act(() => void ReactDOM.render(control.updateView(fakeContext(changed)), place));
  control.init(fakeContext(options));
  show(options);
  const unmount = () => {
    if (!mounted.delete(unmount)) return;
    control.destroy();
    act(() => void ReactDOM.unmountComponentAtNode(place));
    place.remove();
  };
  mounted.add(unmount);
  return { show, unmount };
}

const mounted = new Set<() => void>();

const chipNames = () => regions().map(region => region.querySelector("button")?.getAttribute("aria-label"));
const regions = () => [...document.querySelectorAll("section[aria-label='Handling time']")];

/** Listeners, channels and intervals that are on, counted from outside. */
function watchLeaks() {
  let listeners = 0;
  let channels = 0;
  vi.stubGlobal(
    "BroadcastChannel",
    class extends EventTarget {
      constructor() {
        super();
        channels++;
      }
      postMessage = () => undefined;
      close = () => void channels--;
    },
  );
  let intervals = 0;
  for (const target of [document, window]) {
    const add = target.addEventListener.bind(target) as EventTarget["addEventListener"];
    const counting: EventTarget["addEventListener"] = (type, run, options) => {
      const signal = typeof options === "object" ? options.signal : undefined;
      if (signal) {
        listeners++;
        signal.addEventListener("abort", () => listeners--);
      }
      add(type, run, options);
    };
    vi.spyOn(target as EventTarget, "addEventListener").mockImplementation(counting);
  }
  const [set, clear] = [globalThis.setInterval, globalThis.clearInterval];
  const running = new Set<unknown>();
  vi.stubGlobal("setInterval", (run: () => void, ms: number) => {
    const handle = set(run, ms);
    running.add(handle);
    intervals = running.size;
    return handle;
  });
  vi.stubGlobal("clearInterval", (handle: never) => {
    running.delete(handle);
    intervals = running.size;
    clear(handle);
  });
  return () => ({ listeners, intervals, channels });
}

describe("the component in its host", () => {
  const requests: string[] = [];
  const written: Record<string, unknown>[] = [];
  let reps: object[] = [];

  beforeEach(() => {
    reps = [];
    localStorage.clear();
    requests.length = 0;
    written.length = 0;
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    vi.stubGlobal("fetch", (url: string, { method, body }: RequestInit) => {
      requests.push(url);
      if (method === "PATCH") written.push(JSON.parse(String(body)) as Record<string, unknown>);
      const numbers = {
        CaseActive: true,
        Enabled: true,
        UpdateInterval: 10,
        IdleMinutes: 3,
        MaximumLogMinutes: 1440,
        Reps: JSON.stringify({ version: 1, reps }),
      };
      return Promise.resolve(new Response(JSON.stringify(numbers), { headers: { Date: new Date().toUTCString() } }));
    });
  });
  afterEach(() => {
    for (const unmount of [...mounted]) unmount();
    vi.unstubAllGlobals();
  });

  const ready = "Handling time, total 0 s, running";

  test("floats outside the form, in a region of its own", async () => {
    mount();
    await until(() => chipNames()[0] === ready);
    expect(regions()).toHaveLength(1);
    expect(regions()[0]?.closest("body > div")?.parentElement).toBe(document.body);
  });

  test("shows its first numbers after one request", async () => {
    mount({
      retrieveMultiple: (table, options) => {
        requests.push(`${table}${options}`);
        return Promise.resolve({ entities: [] });
      },
    });
    await until(() => chipNames()[0] === ready);
    expect(requests).toEqual([
      `/api/data/v9.2/incidents(${caseId})/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own=false`,
    ]);
  });

  test("shows who contributed", async () => {
    reps = [{ id: userId.toUpperCase(), name: "Ann Ames", automatic: 1200, adjusted: 0, logs: 0, activities: 600 }];
    mount();
    await until(() => chipNames()[0] === "Handling time, total 30 min, running");
    await act(async () => regions()[0]?.querySelector("button")?.click());
    expect(document.querySelector("[aria-label='Contributors'] [role='img']")?.getAttribute("aria-label")).toBe(
      "Ann Ames",
    );
  });

  test("takes times of day in the user's Dataverse time zone, whatever the browser's is", async () => {
    mount({ offset: 845 });
    await until(() => chipNames()[0] === ready);
    const press = (name: string) =>
      act(async () => [...document.querySelectorAll("button")].find(b => b.textContent?.endsWith(name))?.click());
    const type = (selector: string, value: string) =>
      act(async () => {
        const field = document.querySelector<HTMLInputElement>(selector);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
        field?.dispatchEvent(new Event("input", { bubbles: true }));
      });
    await press("0 s");
    await press("Add");
    await type("form input", "30");
    await type("input[type=date]", "2025-03-02");
    await type("input[type=time]", "10:00");
    await press("Save");
    await until(() => written.length > 0);
    expect(written[0]?.casetime_starttime).toBe("2025-03-01T19:55:00.000Z");
  });

  test("remembers for each user whether it was collapsed", async () => {
    const first = mount();
    await until(() => chipNames()[0] === ready);
    await act(async () => regions()[0]?.querySelector("button")?.click());
    expect(localStorage.getItem(`casetime/collapsed/${userId}`)).toBe("no");
    first.unmount();
    mount();
    expect(regions()[0]?.textContent).toContain("Collapse");
  });

  test("destroyed, it takes along only itself: another instance lives on", async () => {
    const first = mount();
    mount();
    await until(() => chipNames().filter(name => name === ready).length === 2);
    first.unmount();
    await pause();
    expect(chipNames()).toEqual([ready]);
  });

  test("mounted and destroyed a thousand times, it leaves no node, style, listener, interval or channel behind", async () => {
    const leaks = watchLeaks();
    const nodes = document.body.childElementCount;
    const styles = () => document.querySelectorAll("style").length;
    let stylesOfOne = 0;
    for (let i = 0; i < 1_000; i++) {
      const { unmount } = mount();
      // Some live long enough to count, some go while they still load.
      if (i % 50 === 0) {
        await until(() => chipNames()[0] === ready);
        expect(leaks().listeners).toBeGreaterThan(0);
        expect(leaks()).toMatchObject({ intervals: 1 });
        stylesOfOne ||= styles();
        expect(styles()).toBe(stylesOfOne);
      }
      unmount();
    }
    await pause();
    expect(document.body.childElementCount).toBe(nodes);
    expect(leaks()).toEqual({ listeners: 0, intervals: 0, channels: 0 });
    expect(styles()).toBeLessThanOrEqual(stylesOfOne);
  }, 300_000);
});
