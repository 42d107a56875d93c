import { describe, expect, test } from "vitest";
import { checkCorrection, checkLog, fieldsOf, newLogFields, shownStart } from "../../HandlingTime/model/logForm";

const now = new Date("2030-01-31T12:00:30Z");
const context = { limits: { maximumSeconds: 8 * 3600 }, now, offset: () => 60 };
const fields = { ...newLogFields(735500000), duration: "30" };
const at = (date: string, time: string) => ({ ...fields, date, time, startChosen: "yes" });
const log = {
  id: "l",
  rep: { id: "r", name: "Ann" },
  seconds: 61,
  at: new Date("2030-01-31T08:15:42Z"),
  kind: "",
  text: "Read up",
  reasonCategory: undefined,
  version: "1",
};

describe("a new log", () => {
  test("ends now, by the server's clock, until a start is chosen", () => {
    expect(shownStart(fields, context)).toEqual({ date: "2030-01-31", time: "12:30" });
    expect(checkLog(fields, context)).toEqual({
      draft: { seconds: 1800, start: undefined, reasonCategory: 735500000, reason: "" },
    });
  });

  test("begins when the rep's own clock showed what was chosen", () => {
    expect(checkLog(at("2030-01-31", "09:05"), context)).toMatchObject({
      draft: { start: new Date("2030-01-31T08:05Z") },
    });
  });

  test.each([
    ["a duration longer than the settings allow", { ...fields, duration: "8:01" }, { duration: "tooLong" }],
    ["no duration", { ...fields, duration: "" }, { duration: "empty" }],
    ["a start without its date", at("", "09:05"), { start: "missing" }],
    ["a start to come", at("2030-01-31", "13:01"), { start: "future" }],
    ["an end to come", at("2030-01-31", "12:45"), { start: "endsInFuture" }],
    ["a reason beyond 2,000 characters", { ...fields, reason: "x".repeat(2001) }, { reason: "tooLong" }],
    ["all of it wrong", { ...at("", ""), duration: "x" }, { duration: "unreadable", start: "missing" }],
  ])("is not sent with %s", (_, typed, problems) => {
    expect(checkLog(typed, context)).toEqual({ problems });
  });

  test("may end this very second", () => {
    const late = { ...context, now: new Date("2030-01-31T12:00:00Z") };
    expect(checkLog(at("2030-01-31", "12:30"), late)).toHaveProperty("draft");
  });
});

describe("a log that is changed", () => {
  test("and saved as it was stays the same to the second", () => {
    expect(checkLog(fieldsOf(log, context.offset), context, log)).toEqual({
      draft: { seconds: 61, start: log.at, reasonCategory: undefined, reason: "Read up" },
    });
  });

  test("keeps which of two like hours it began in", () => {
    const setBack = (instant: Date) => (instant < new Date("2030-01-31T08:00Z") ? 60 : 0);
    const fieldsNow = fieldsOf(log, setBack);
    expect(fieldsNow.time).toBe("08:15");
    expect(checkLog(fieldsNow, { ...context, offset: setBack }, log)).toMatchObject({ draft: { start: log.at } });
  });

  test("takes another start", () => {
    const changed = { ...fieldsOf(log, context.offset), time: "07:00" };
    expect(checkLog(changed, context, log)).toMatchObject({ draft: { start: new Date("2030-01-31T06:00Z") } });
  });
});

describe("a correction", () => {
  test("has a sign and a reason", () => {
    expect(checkCorrection({ by: "-10m", reason: "Lunch" }, 600, context.limits)).toEqual({ seconds: -600 });
  });

  test.each([
    [{ by: "-10m", reason: "  " }, { reason: "missing" }],
    [{ by: "-10m", reason: "x".repeat(2001) }, { reason: "tooLong" }],
    [
      { by: "-11m", reason: "" },
      { by: "belowZero", reason: "missing" },
    ],
  ])("%# is not sent", (typed, problems) => {
    expect(checkCorrection(typed, 600, context.limits)).toEqual({ problems });
  });
});
