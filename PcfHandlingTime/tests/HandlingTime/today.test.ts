import { describe, expect, test } from "vitest";
import type { AutomaticRow } from "../../HandlingTime/model/ports";
import { dayOf, todayOf, workDatesOf } from "../../HandlingTime/model/today";
import type { DayPiece } from "../../tracking/dayLog";

const second = (text: string) => Date.parse(text) / 1000;
const day = { start: second("2030-01-01T00:00:00Z"), end: second("2030-01-01T12:00:00Z") };
const row = (timeline: string, overlap = ""): AutomaticRow => ({
  caseId: "c",
  caseName: "Portal",
  workDate: "2030-01-01",
  timeline,
  overlap,
});
const seen = (start: number, end: number, caseId = "c"): DayPiece => ({
  start: day.start + start,
  end: day.start + end,
  caseId,
  startReason: "opened",
  stopReason: "hidden",
});
const told = (pieces: ReturnType<typeof todayOf>) =>
  pieces.map(piece => `${piece.start - day.start}-${piece.end - day.start} ${piece.seen ? "here" : "elsewhere"}`);

describe("the user's day", () => {
  test.each([
    ["in UTC", 0, "2030-01-01T05:00:00Z", "2030-01-01T00:00:00Z", ["2030-01-01"]],
    ["in Tokyo", 540, "2030-01-01T20:00:00Z", "2030-01-01T15:00:00Z", ["2030-01-01"]],
    [
      "in Tokyo after the UTC midnight",
      540,
      "2030-01-02T03:00:00Z",
      "2030-01-01T15:00:00Z",
      ["2030-01-01", "2030-01-02"],
    ],
    ["in Los Angeles", -480, "2030-01-02T03:00:00Z", "2030-01-01T08:00:00Z", ["2030-01-01", "2030-01-02"]],
  ])("%s begins at its own midnight", (_, minutes, now, start, dates) => {
    const found = dayOf(new Date(now), () => minutes);
    expect(found).toEqual({ start: second(start), end: second(now) });
    expect(workDatesOf(found)).toEqual(dates);
  });
});

describe("today's stretches", () => {
  test("of this browser come with their reasons, newest first, and the case's name where the server knows it", () => {
    const pieces = todayOf(day, [seen(0, 600), seen(900, 1000, "other")], [row("v1 0+600")]);
    expect(told(pieces)).toEqual(["900-1000 here", "0-600 here"]);
    expect(pieces.map(piece => piece.caseName)).toEqual([undefined, "Portal"]);
    expect(pieces[1]?.seen).toMatchObject({ startReason: "opened", stopReason: "hidden" });
  });

  test("that the day log lacks are another device's", () => {
    expect(told(todayOf(day, [seen(0, 600)], [row("v1 0+1200")]))).toEqual(["600-1200 elsewhere", "0-600 here"]);
  });

  test("that another row had claimed first are not told twice", () => {
    expect(told(todayOf(day, [], [row("v1 0+1200", "v1 0+600")]))).toEqual(["600-1200 elsewhere"]);
  });

  test("are cut at the user's midnight", () => {
    expect(told(todayOf({ ...day, start: day.start + 300 }, [seen(0, 600)], [row("v1 0+600")]))).toEqual([
      "300-600 here",
    ]);
  });

  test("of a row that cannot be read are left out", () => {
    expect(todayOf(day, [], [row("v2 nonsense"), row("v1 5+5")])).toHaveLength(1);
  });
});
