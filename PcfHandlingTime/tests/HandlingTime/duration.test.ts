import { describe, expect, test } from "vitest";
import {
  formatCorrection,
  formatDuration,
  formatTicker,
  parseCorrection,
  parseDuration,
  typedDuration,
} from "../../HandlingTime/model/duration";

const words = { hours: "{0} h", minutes: "{0} min", seconds: "{0} s" };
const limits = { maximumSeconds: 86_400 };

describe("a duration that somebody types", () => {
  test.each([
    ["90", 90],
    ["1:30", 90],
    ["0:05", 5],
    ["1h 30m", 90],
    ["1h30m", 90],
    ["1 h 30 min", 90],
    ["1.5h", 90],
    ["1,5 h", 90],
    ["45m", 45],
    ["2H", 120],
    ["  15  ", 15],
    ["1h30", 90],
    ["1 h 30", 90],
    ["９０", 90],
    ["１：３０", 90],
    ["٩٠", 90],
    ["١:٣٠", 90],
    ["١٫٥h", 90],
    ["۴۵", 45],
    ["\u200f90\u200e", 90],
    ["24h", 1440],
    ["0.5m", 0.5],
  ])("%s is %d minutes", (text, minutes) => {
    expect(parseDuration(text, limits)).toEqual({ seconds: minutes * 60 });
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["0", "notPositive"],
    ["0h 0m", "notPositive"],
    ["-5", "notPositive"],
    ["25h", "tooLong"],
    ["24:01", "tooLong"],
    ["1:75", "unreadable"],
    ["1:5", "unreadable"],
    ["soon", "unreadable"],
    ["30m 1h", "unreadable"],
    ["1e3", "unreadable"],
    ["-1h", "notPositive"],
    ["-1:30", "unreadable"],
    ["1h75", "unreadable"],
    ["1.5.2h", "unreadable"],
    ["<b>5</b>", "unreadable"],
    ["9".repeat(10_000), "unreadable"],
  ])("%.20s is refused as %s", (text, problem) => {
    expect(parseDuration(text, limits)).toEqual({ problem });
  });
});

describe("a duration in the words of the user's language", () => {
  test.each([
    ["1 Std. 30 Min.", { hours: "{0} Std.", minutes: "{0} Min.", seconds: "{0} Sek." }],
    ["1時間30分", { hours: "{0} 時間", minutes: "{0} 分", seconds: "{0} 秒" }],
    ["١ س ٣٠ د", { hours: "{0} س", minutes: "{0} د", seconds: "{0} ث" }],
  ])("%s is read as it is written", (text, own) => {
    expect(parseDuration(text, { ...limits, words: own })).toEqual({ seconds: 5400 });
  });

  test("has the limit of the settings", () => {
    expect(parseDuration("2h", { maximumSeconds: 7200 })).toEqual({ seconds: 7200 });
    expect(parseDuration("2:01", { maximumSeconds: 7200 })).toEqual({ problem: "tooLong" });
  });
});

describe("a duration in a field", () => {
  test.each([1, 59, 60, 61, 90, 2700, 3600, 5400, 5401, 86_400])("of %d s is read back without loss", seconds => {
    expect(parseDuration(typedDuration(seconds), limits)).toEqual({ seconds });
  });
});

describe("a correction that somebody types", () => {
  test.each([
    ["-20m", -1200],
    ["\u221220", -1200],
    ["+10m", 600],
    ["＋１０", 600],
    ["+ 1:30", 5400],
    ["-1h", -3600],
    ["\u200e-\u0662\u0660", -1200],
  ])("%s is %d s", (text, seconds) => {
    expect(parseCorrection(text, 3600, limits)).toEqual({ seconds });
  });

  test.each([
    ["", "empty"],
    ["20", "unsigned"],
    ["-0", "zero"],
    ["+0h", "zero"],
    ["-", "unreadable"],
    ["--5", "unreadable"],
    ["+-5", "unreadable"],
    ["-1:75", "unreadable"],
    ["-" + "9".repeat(10_000), "unreadable"],
    ["+25h", "tooLong"],
    ["-61m", "belowZero"],
  ])("%.20s is refused as %s", (text, problem) => {
    expect(parseCorrection(text, 3600, limits)).toEqual({ problem });
  });

  test("reads with its sign either way", () => {
    expect([-1200, 600].map(seconds => formatCorrection(seconds, words, "en"))).toEqual(["\u221220 min", "+10 min"]);
  });
});

describe("a duration that is shown", () => {
  test.each([
    [0, "0 s"],
    [59, "59 s"],
    [60, "1 min"],
    [89, "1 min"],
    [90, "2 min"],
    [1199, "20 min"],
    [3599, "1 h"],
    [3900, "1 h 5 min"],
    [36_000, "10 h"],
    [-1200, "\u221220 min"],
  ])("%d s reads %s", (seconds, text) => {
    expect(formatDuration(seconds, words, "en")).toBe(text);
  });

  test("has the digits of the user's language", () => {
    expect(formatDuration(1200, words, "ar-EG")).toBe("٢٠ min");
  });

  test.each([
    [0, "0:00:00"],
    [59.9, "0:00:59"],
    [3_661, "1:01:01"],
    [360_000, "100:00:00"],
    [-4, "0:00:00"],
  ])("%d s ticks as %s", (seconds, text) => {
    expect(formatTicker(seconds)).toBe(text);
  });
});
