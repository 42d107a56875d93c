import { describe, expect, test } from "vitest";
import { changesOf, defaultSettings, entriesOf, merge, problemOf } from "../../pages/settings/settingValues";

const base = { ...defaultSettings, enabled: true, interval: 10, idle: 3, maximum: 480 };

describe("a number", () => {
  test.each([
    ["interval", "10", undefined],
    ["interval", "60", undefined],
    ["interval", "9", "outOfRange"],
    ["interval", "61", "outOfRange"],
    ["idle", "0", undefined],
    ["idle", "-1", "outOfRange"],
    ["maximum", "1", undefined],
    ["maximum", "0", "outOfRange"],
    ["maximum", "1441", "outOfRange"],
    ["interval", " 20 ", undefined],
    ["interval", "٢٠", undefined],
    ["interval", "２０", undefined],
    ["interval", "", "empty"],
    ["interval", "  ", "empty"],
    ["interval", "10.5", "unreadable"],
    ["interval", "ten", "unreadable"],
    ["interval", "1e1", "unreadable"],
    ["interval", "99999999999999999999", "unreadable"],
  ] as const)("%s of '%s' is judged as %s", (name, text, problem) => {
    expect(problemOf(name, text)).toBe(problem);
  });
});

describe("changes", () => {
  test("are none where the same number is typed otherwise", () => {
    expect(changesOf({ ...entriesOf(base), interval: " 010" }, base)).toEqual([]);
  });

  test("hold what is no number too, so that it is not lost", () => {
    expect(changesOf({ ...entriesOf(base), interval: "ten" }, base)).toEqual(["interval"]);
  });
});

describe("where somebody else saved first", () => {
  test("what they changed is taken over, and what the reader entered stays", () => {
    const merged = merge(base, { ...entriesOf(base), interval: "20" }, { ...base, idle: 5 });
    expect(merged).toEqual({ entries: { ...entriesOf(base), interval: "20", idle: "5" }, disputed: [] });
  });

  test("what both changed stays as the reader entered it, and is disputed", () => {
    const merged = merge(base, { ...entriesOf(base), interval: "20" }, { ...base, interval: 30 });
    expect(merged).toEqual({ entries: { ...entriesOf(base), interval: "20" }, disputed: ["interval"] });
  });

  test("what both changed alike is no dispute", () => {
    expect(merge(base, { ...entriesOf(base), interval: "30" }, { ...base, interval: 30 }).disputed).toEqual([]);
  });
});
