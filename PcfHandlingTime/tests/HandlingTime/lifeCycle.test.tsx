// @vitest-environment jsdom
import "fake-indexeddb/auto";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HandlingTime } from "../../HandlingTime/index";
import { fakeContext, type ContextOptions } from "../doubles/context";

const settle = () => act(() => new Promise<void>(resolve => setTimeout(resolve, 30)));

/** The component in a host that renders what updateView returns, as the platform does. */
function mount(options: ContextOptions = {}) {
  const control = new HandlingTime();
  const place = document.body.appendChild(document.createElement("div"));
  const show = (changed: ContextOptions) =>
    act(() => void ReactDOM.render(control.updateView(fakeContext(changed)), place));
  control.init(fakeContext(options));
  show(options);
  return {
    show,
    unmount: () => {
      control.destroy();
      act(() => void ReactDOM.unmountComponentAtNode(place));
      place.remove();
    },
  };
}

describe("the component in its host", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.stubGlobal("fetch", () =>
      Promise.resolve(
        new Response(JSON.stringify({ casetime_enabled: true, casetime_updateinterval: 10, casetime_idleminutes: 3 }), {
          headers: { Date: new Date().toUTCString() },
        }),
      ),
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  test("floats outside the form, in a region of its own", async () => {
    const { unmount } = mount();
    await settle();
    const region = document.querySelector("section[aria-label='Handling time']");
    expect(region?.closest("body > div")?.parentElement).toBe(document.body);
    expect(region?.querySelector("button")?.getAttribute("aria-label")).toMatch(/^Handling time, total 0 s, /);
    unmount();
  });
});
