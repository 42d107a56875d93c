import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byWorkDate, cut, intersect, measure, normalise, union, workDate } from "../../tracking/intervals";
import { intervalSets, newYear, secondsOf } from "./arbitraries";

describe("interval sets", () => {
  test.each([
    [
      "touching pieces become one",
      [
        [0, 5],
        [5, 9],
      ],
      [[0, 9]],
    ],
    [
      "overlapping pieces become one",
      [
        [3, 8],
        [0, 5],
      ],
      [[0, 8]],
    ],
    [
      "a piece within another vanishes",
      [
        [0, 9],
        [2, 4],
      ],
      [[0, 9]],
    ],
    [
      "empty and backward pieces vanish",
      [
        [4, 4],
        [9, 2],
        [1, 2],
      ],
      [[1, 2]],
    ],
    [
      "a gap of one second stays",
      [
        [0, 5],
        [6, 9],
      ],
      [
        [0, 5],
        [6, 9],
      ],
    ],
  ])("%s", (_, given, expected) => {
    const set = normalise((given as [number, number][]).map(([start, end]) => ({ start, end })));
    expect(set.map(i => [i.start, i.end])).toEqual(expected);
  });

  test("union holds exactly the seconds of either", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), (a, b) => {
        expect(secondsOf(union(a, b))).toEqual(new Set([...secondsOf(a), ...secondsOf(b)]));
      }),
    );
  });

  test("cut holds exactly the seconds of the first that are not in the second", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), (a, b) => {
        const taken = secondsOf(b);
        expect(secondsOf(cut(a, b))).toEqual(new Set([...secondsOf(a)].filter(second => !taken.has(second))));
      }),
    );
  });

  test("intersect holds exactly the seconds of both", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), (a, b) => {
        const other = secondsOf(b);
        expect(secondsOf(intersect(a, b))).toEqual(new Set([...secondsOf(a)].filter(second => other.has(second))));
      }),
    );
  });

  test("union does not mind order, grouping or repetition", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), intervalSets(), (a, b, c) => {
        expect(union(union(a, b), c)).toEqual(union(a, union(c, b)));
        expect(union(a, a)).toEqual(a);
      }),
    );
  });

  test("every result is normalised: sorted, apart, not empty", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), (a, b) => {
        for (const set of [union(a, b), cut(a, b), intersect(a, b)]) expect(normalise(set)).toEqual(set);
      }),
    );
  });

  test("measure counts the seconds", () => {
    fc.assert(fc.property(intervalSets(), set => measure(set) === secondsOf(set).size));
  });

  test("a set over midnight is parted by UTC date and nothing is lost", () => {
    const set = [{ start: newYear - 10, end: newYear + 86_400 + 5 }];
    const parts = byWorkDate(set);
    expect([...parts.keys()]).toEqual(["2029-12-31", "2030-01-01", "2030-01-02"]);
    expect(normalise([...parts.values()].flat())).toEqual(set);
    for (const [date, part] of parts)
      for (const i of part) expect([workDate(i.start), workDate(i.end - 1)]).toEqual([date, date]);
  });
});
