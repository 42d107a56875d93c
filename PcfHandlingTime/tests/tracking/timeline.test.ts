import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeTimeline, parseTimeline, TimelineError } from "../../tracking/timeline";
import { intervalSets, newYear } from "./arbitraries";

describe("the timeline text", () => {
  test("is a version, then offset and length from midnight", () => {
    const set = [
      { start: newYear, end: newYear + 600 },
      { start: newYear + 1200, end: newYear + 1245 },
    ];
    expect(encodeTimeline("2030-01-01", set)).toBe("v1 0+600 1200+45");
  });

  test("of an empty set is the version alone", () => {
    expect(encodeTimeline("2030-01-01", [])).toBe("v1");
    expect(parseTimeline("2030-01-01", "v1")).toEqual([]);
  });

  test("parses back to the set it was made from", () => {
    fc.assert(
      fc.property(intervalSets(86_360), set => {
        expect(parseTimeline("2030-01-01", encodeTimeline("2030-01-01", set))).toEqual(set);
      }),
    );
  });

  test("takes a whole day", () => {
    expect(parseTimeline("2030-01-01", "v1 0+86400")).toEqual([{ start: newYear, end: newYear + 86_400 }]);
  });

  test.each([
    ["no version", "0+600"],
    ["another version", "v2 0+600"],
    ["an empty text", ""],
    ["a piece without a length", "v1 600"],
    ["an empty piece", "v1 10+0"],
    ["a negative offset", "v1 -5+10"],
    ["a fraction", "v1 0.5+10"],
    ["a second beyond the day", "v1 86399+2"],
    ["words", "v1 0+10 many"],
  ])("with %s is refused", (_, text) => {
    expect(() => parseTimeline("2030-01-01", text)).toThrow(TimelineError);
  });

  test("of seconds outside the date is refused", () => {
    expect(() => encodeTimeline("2030-01-01", [{ start: newYear - 1, end: newYear + 1 }])).toThrow(TimelineError);
    expect(() => encodeTimeline("first of May", [])).toThrow(TimelineError);
  });
});
