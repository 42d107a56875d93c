import { describe, expect, test } from "vitest";
import { fromLocalTime, toLocalTime } from "../../HandlingTime/model/userTime";

/** Berlin: UTC+1, UTC+2 from 31 March 2030 01:00 UTC to 27 October 2030 01:00 UTC. */
const berlin = (instant: Date) =>
  instant >= new Date("2030-03-31T01:00Z") && instant < new Date("2030-10-27T01:00Z") ? 120 : 60;
const zones = { utc: () => 0, berlin, kolkata: () => 330, honolulu: () => -600, kiritimati: () => 840 };

describe("date and time fields in the user's time zone", () => {
  test.each([
    ["utc", "2030-01-31T09:05Z", "2030-01-31", "09:05"],
    ["berlin", "2030-01-31T23:30Z", "2030-02-01", "00:30"],
    ["berlin", "2030-07-31T22:30Z", "2030-08-01", "00:30"],
    ["kolkata", "2030-01-31T20:00Z", "2030-02-01", "01:30"],
    ["honolulu", "2030-02-01T09:59Z", "2030-01-31", "23:59"],
    ["kiritimati", "2030-01-31T10:00Z", "2030-02-01", "00:00"],
  ] as const)("in %s %s is %s %s, and back", (zone, instant, date, time) => {
    expect(toLocalTime(new Date(instant), zones[zone])).toEqual({ date, time });
    expect(fromLocalTime({ date, time }, zones[zone])).toEqual(new Date(instant));
  });

  test.each([
    ["just before the clock is set forward", "2030-03-31", "01:59", "2030-03-31T00:59Z"],
    ["skipped, it is as much later", "2030-03-31", "02:30", "2030-03-31T01:30Z"],
    ["just after", "2030-03-31", "03:00", "2030-03-31T01:00Z"],
    ["just before the clock is set back", "2030-10-27", "01:59", "2030-10-26T23:59Z"],
    ["shown twice, it is the first", "2030-10-27", "02:30", "2030-10-27T00:30Z"],
    ["just after the second", "2030-10-27", "03:00", "2030-10-27T02:00Z"],
  ])("%s: %s %s", (_, date, time, instant) => {
    expect(fromLocalTime({ date, time }, berlin)).toEqual(new Date(instant));
  });

  test.each([
    ["", ""],
    ["2030-01-31", ""],
    ["", "09:05"],
    ["2030-13-01", "09:05"],
    ["2030-01-01", "25:00"],
  ])("hold no time: %s %s", (date, time) => {
    expect(fromLocalTime({ date, time }, berlin)).toBeUndefined();
  });
});
