import { describe, expect, test } from "vitest";
import { addDays, isDate, localDate, startOfDate } from "../../pages/shared/localDays";
import { offsetOf, readZone, type OffsetMinutes } from "../../pages/shared/timeZone";
import { berlin, losAngeles, sydney, tokyo, zones } from "./zones";

/** What the browser's own zone data say of the same place. */
function intlOffset(zone: string): OffsetMinutes {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return instant => {
    const match = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(instant));
    return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  };
}

test.each(Object.entries(zones))("the rule of %s agrees with the browser's at every hour of a year", (zone, row) => {
  const rule = readZone(row);
  const offset = rule && offsetOf(rule);
  const expected = intlOffset(zone);
  const differing: string[] = [];
  for (let instant = Date.UTC(2026, 11, 31); instant < Date.UTC(2028, 0, 2); instant += 3_600_000)
    if (offset?.(instant) !== expected(instant)) differing.push(new Date(instant).toISOString());
  expect(differing).toEqual([]);
});

test("a row that says nothing of the zone gives none", () => {
  expect(readZone({ timezonebias: null })).toBeUndefined();
});

describe("a day begins", () => {
  test.each([
    ["Tokyo", tokyo, "2030-03-10", "2030-03-09T15:00:00.000Z"],
    ["Los Angeles in winter", losAngeles, "2030-03-10", "2030-03-10T08:00:00.000Z"],
    ["Los Angeles after the clock was set forward", losAngeles, "2030-03-11", "2030-03-11T07:00:00.000Z"],
    ["Berlin before the clock is set back", berlin, "2030-10-27", "2030-10-26T22:00:00.000Z"],
    ["Berlin after it was", berlin, "2030-10-28", "2030-10-27T23:00:00.000Z"],
    ["Sydney in its summer", sydney, "2030-01-01", "2029-12-31T13:00:00.000Z"],
  ])("in %s", (_, offset, date, instant) => {
    expect(new Date(startOfDate(date, offset)).toISOString()).toBe(instant);
  });

  test("where midnight is skipped, at the first instant after it", () => {
    const change = Date.UTC(2030, 3, 7, 3);
    const offset = (instant: number) => (instant < change ? -180 : -120);
    expect(startOfDate("2030-04-07", offset)).toBe(change);
    expect(localDate(change, offset)).toBe("2030-04-07");
    expect(localDate(change - 1, offset)).toBe("2030-04-06");
  });

  test("where midnight comes twice, at the second", () => {
    const change = Date.UTC(2030, 9, 6, 2);
    const offset = (instant: number) => (instant < change ? -120 : -180);
    expect(startOfDate("2030-10-06", offset)).toBe(Date.UTC(2030, 9, 6, 3));
  });
});

test("dates are counted by the calendar, over leap days and new years", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2030-01-01", -1)).toBe("2029-12-31");
});

test.each([
  ["2030-02-28", true],
  ["2030-02-30", false],
  ["2030-2-3", false],
  ["", false],
])("'%s' is a date: %s", (text, is) => expect(isDate(text)).toBe(is));
