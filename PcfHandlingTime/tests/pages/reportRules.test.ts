import { describe, expect, test } from "vitest";
import { csv } from "../../pages/report/csv";
import { dayStarts, presetRange, rangeProblem } from "../../pages/report/dateRange";
import { partsOf } from "../../pages/report/parts";
import { berlin, losAngeles, tokyo, utc } from "./zones";

const at = (text: string) => Date.parse(`${text}Z`);

describe("a preset", () => {
  const now = at("2030-03-01T02:00:00");

  test.each([
    ["today", tokyo, "2030-03-01", "2030-03-01"],
    ["today", losAngeles, "2030-02-28", "2030-02-28"],
    ["yesterday", utc, "2030-02-28", "2030-02-28"],
    ["last7", utc, "2030-02-23", "2030-03-01"],
    ["last30", utc, "2030-01-31", "2030-03-01"],
    ["thisMonth", utc, "2030-03-01", "2030-03-01"],
    ["thisMonth", losAngeles, "2030-02-01", "2030-02-28"],
    ["lastMonth", utc, "2030-02-01", "2030-02-28"],
    ["lastMonth", losAngeles, "2030-01-01", "2030-01-31"],
    ["thisYear", utc, "2030-01-01", "2030-03-01"],
    ["lastYear", utc, "2029-01-01", "2029-12-31"],
  ] as const)("%s is by the reader's calendar", (preset, offset, from, to) => {
    expect(presetRange(preset, now, offset)).toEqual({ from, to });
  });
});

describe("a range", () => {
  test.each([
    ["2030-01-01", "2030-01-01", undefined],
    ["", "2030-01-01", "missing"],
    ["2030-02-30", "2030-03-01", "missing"],
    ["2030-01-02", "2030-01-01", "backwards"],
    ["2020-01-01", "2030-01-01", "tooLong"],
    ["0001-01-01", "0001-01-02", "missing"],
  ])("from '%s' to '%s' is judged as %s", (from, to, problem) => expect(rangeProblem({ from, to })).toBe(problem));

  test("has days of 23 and 25 hours where the clock is changed", () => {
    const hours = (from: string, to: string) => {
      const starts = dayStarts({ from, to }, berlin);
      return starts.slice(1).map((start, i) => (start - (starts[i] ?? 0)) / 3_600_000);
    };
    expect(hours("2030-03-30", "2030-04-01")).toEqual([24, 23, 24]);
    expect(hours("2030-10-26", "2030-10-28")).toEqual([24, 25, 24]);
  });
});

describe("a row over midnight", () => {
  const row = (workDate: string, counted: string, seconds: number, overlap = "") => ({
    start: at(`${workDate}T00:00:00`),
    end: at(`${workDate}T23:59:59`),
    seconds,
    timeline: { workDate, counted, overlap },
  });

  test("of Tokyo is parted at 15:00 UTC by what was counted when", () => {
    // 14:50-15:05 and 20:00-20:01.
    const bounds = dayStarts({ from: "2030-01-10", to: "2030-01-11" }, tokyo);
    expect(partsOf(row("2030-01-10", "v1 53400+900 72000+60", 960), bounds)).toEqual([600, 360]);
  });

  test("of Los Angeles is parted at 08:00 UTC, and at 07:00 once the clock was set forward", () => {
    // 06:00-08:30 on both dates.
    const bounds = dayStarts({ from: "2030-03-09", to: "2030-03-11" }, losAngeles);
    expect(partsOf(row("2030-03-10", "v1 21600+9000", 9000), bounds)).toEqual([7200, 1800, 0]);
    expect(partsOf(row("2030-03-11", "v1 21600+9000", 9000), bounds)).toEqual([0, 3600, 5400]);
  });

  test("that holds two midnights, since a day of 23 hours fits in, has three parts", () => {
    const bounds = [
      at("2030-03-30T23:00:00"),
      at("2030-03-31T00:30:00"),
      at("2030-03-31T23:30:00"),
      at("2030-04-01T23:00:00"),
    ];
    expect(partsOf(row("2030-03-31", "v1 0+86400", 86400), bounds)).toEqual([1800, 82800, 1800]);
  });

  test("leaves out what another row had claimed", () => {
    const bounds = dayStarts({ from: "2030-01-10", to: "2030-01-11" }, tokyo);
    expect(partsOf(row("2030-01-10", "v1 53400+900", 600, "v1 53700+300"), bounds)).toEqual([300, 300]);
  });

  test("gives only what lies within the range", () => {
    const bounds = dayStarts({ from: "2030-01-11", to: "2030-01-11" }, tokyo);
    expect(partsOf(row("2030-01-10", "v1 53400+900", 900), bounds)).toEqual([300]);
  });

  test("by hand is parted evenly, and loses no second", () => {
    const log = {
      start: at("2030-01-10T14:00:00"),
      end: at("2030-01-10T17:00:00"),
      seconds: 10_801,
      timeline: undefined,
    };
    const parts = partsOf(log, dayStarts({ from: "2030-01-10", to: "2030-01-11" }, tokyo));
    expect(parts).toEqual([3600, 7201]);
  });

  test.each([
    ["", 600],
    ["nonsense", 600],
    ["v1 0+60", 600],
  ])("whose timeline '%s' does not say what it counts is parted evenly", (counted, seconds) => {
    const half = {
      ...row("2030-01-10", counted, seconds),
      start: at("2030-01-10T14:00:00"),
      end: at("2030-01-10T16:00:00"),
    };
    expect(partsOf(half, dayStarts({ from: "2030-01-10", to: "2030-01-11" }, tokyo))).toEqual([300, 300]);
  });
});

describe("a CSV file", () => {
  test("begins with a byte order mark, quotes texts and keeps numbers", () => {
    expect(
      csv([
        ["Person", "Seconds"],
        ['Ann "A" Ä', -20],
      ]),
    ).toBe('\uFEFF"Person","Seconds"\r\n"Ann ""A"" Ä",-20\r\n');
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\u200f=1", "＝1", "\tx"])(
    "takes the power from %j to be a formula",
    text => expect(csv([[text]])).toBe(`\uFEFF"'${text}"\r\n`),
  );

  test.each(["1=1", "a-b", "Case: =1", ""])("leaves %j as it is", text =>
    expect(csv([[text]])).toBe(`\uFEFF"${text}"\r\n`),
  );
});
