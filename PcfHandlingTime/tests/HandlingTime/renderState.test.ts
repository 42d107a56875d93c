import { describe, expect, test } from "vitest";
import { nothingDismissed } from "../../HandlingTime/model/decisions";
import { renderState } from "../../HandlingTime/model/renderState";
import type { Snapshot } from "../../HandlingTime/model/session";

const inputs = { caseId: "c", userId: "u", allowTimeLogs: true, ownOnly: false, readOnly: false, rowsSeen: "" };
const rep = { id: "u", name: "Ann", automatic: 1, adjusted: 0, logs: 0, activities: 0, overlap: 0 };
const totals = { caseActive: true, overlapOnce: false, maximumLogSeconds: 86_400, reps: [rep] };
const rights = { create: true, write: true, delete: true, writeAll: false };
const ready: Snapshot = {
  inputs,
  settings: { enabled: true, updateMinutes: 10, idleMinutes: 3 },
  mayConfigure: true,
  rights,
  totals,
  readOn: undefined,
  historyShown: false,
  history: undefined,
  todayShown: false,
  today: undefined,
  dismissed: nothingDismissed,
  pictures: new Map(),
  notice: undefined,
  refreshing: false,
  failure: undefined,
  tracker: undefined,
  inFront: true,
};
const off = { enabled: false, updateMinutes: 10, idleMinutes: 3 };

describe("what the widget is", () => {
  test.each([
    [
      "off, before anything else, for those who can switch it on",
      { settings: off, failure: "x", totals: undefined },
      "off",
    ],
    ["hidden for everybody else while it is off", { settings: off, mayConfigure: false, failure: "x" }, "hidden"],
    ["an error where nothing could be read", { failure: "", totals: undefined }, "error"],
    ["unsaved before the first save", { inputs: { ...inputs, caseId: undefined }, totals: undefined }, "unsaved"],
    ["loading before the host has spoken", { inputs: undefined }, "loading"],
    ["loading before the settings are known", { settings: undefined }, "loading"],
    ["loading before the first numbers", { totals: undefined }, "loading"],
    ["read-only on an inactive case", { totals: { ...totals, caseActive: false } }, "readOnly"],
    ["read-only on a read-only form", { inputs: { ...inputs, readOnly: true } }, "readOnly"],
    ["read-only without the right to create a tracker", { rights: { ...rights, create: false } }, "readOnly"],
    ["empty while nobody has recorded time", { totals: { ...totals, reps: [] } }, "empty"],
    ["ready otherwise", {}, "ready"],
    ["ready, with its numbers, when a later read fails", { failure: "Busy." }, "ready"],
  ] as const)("is %s", (_, change, state) => {
    expect(renderState({ ...ready, ...(change as Partial<Snapshot>) })).toBe(state);
  });
});
