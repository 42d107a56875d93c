// @vitest-environment jsdom
import "fake-indexeddb/auto";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { HandlingTime } from "../../HandlingTime/index";
import type { IInputs } from "../../HandlingTime/generated/ManifestTypes";
import { resourceTexts } from "../doubles/context";

const unimplemented = () => {
  throw new Error("Method not implemented.");
};

/** What pcf-start offers: no record, no user, no Dataverse behind any service, no design tokens. */
function harnessContext(): ComponentFramework.Context<IInputs> {
  const texts = resourceTexts(1033);
  const context = {
    parameters: {
      timeTrackers: { loading: false, sortedRecordIds: [], records: {}, columns: [] },
      allowTimeLogs: { raw: null },
      ownOnly: { raw: null },
    },
    mode: { isControlDisabled: false, isVisible: true },
    userSettings: { languageId: 1033, isRTL: false, getTimeZoneOffsetMinutes: unimplemented },
    resources: { getString: (key: string) => texts.get(key) ?? key },
    formatting: { formatDateShort: unimplemented, formatTime: unimplemented },
    webAPI: { retrieveMultipleRecords: unimplemented, createRecord: unimplemented },
    utils: { hasEntityPrivilege: unimplemented, getEntityMetadata: unimplemented },
  };
  return context as unknown as ComponentFramework.Context<IInputs>;
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["answers with its own page", () => Promise.resolve(new Response("<html></html>", { status: 200 }))],
  ["answers that there is nothing", () => Promise.resolve(new Response("Cannot GET", { status: 404 }))],
  ["does not answer", () => Promise.reject(new TypeError("Failed to fetch"))],
])("in the test harness, whose server %s, the component shows its error state", async (_, fetched) => {
  vi.stubGlobal("fetch", fetched);
  const control = new HandlingTime();
  const place = document.body.appendChild(document.createElement("div"));
  control.init(harnessContext());
  await act(async () => {
    ReactDOM.render(control.updateView(harnessContext()), place);
    await vi.waitFor(() => expect(document.querySelector("section")?.dataset.state).toBe("error"));
  });
  expect(document.querySelector("section button")?.getAttribute("aria-label")).toBe("Handling time could not be read.");
  control.destroy();
  act(() => void ReactDOM.unmountComponentAtNode(place));
  expect(document.querySelector("section")).toBeNull();
});
