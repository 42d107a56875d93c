import { describe, expect, test } from "vitest";
import { formatDuration, formatTicker, parseDuration } from "../../HandlingTime/model/duration";

const words = { hours: "{0} h", minutes: "{0} min", seconds: "{0} s" };

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
    ["９０", 90],
    ["24h", 1440],
    ["0.5m", 0.5],
  ])("%s is %d minutes", (text, minutes) => {
    expect(parseDuration(text)).toEqual({ seconds: minutes * 60 });
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
    ["1h 30", "unreadable"],
    ["30m 1h", "unreadable"],
    ["1e3", "unreadable"],
    ["<b>5</b>", "unreadable"],
    ["9".repeat(10_000), "unreadable"],
  ])("%.20s is refused as %s", (text, problem) => {
    expect(parseDuration(text)).toEqual({ problem });
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
