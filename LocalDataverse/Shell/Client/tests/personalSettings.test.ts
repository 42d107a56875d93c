import { describe, expect, it } from "vitest";
import { frameSource } from "../src/forms/formFrames";
import { createUserSettings } from "../src/pcf/userSettings";
import { formatPattern } from "../src/platform/datePattern";
import { Formatter } from "../src/platform/formatter";
import { SessionProfile, SessionUser } from "../src/platform/session";

const evening = new Date("2025-03-01T20:05:09Z");

describe("dates in the user's own patterns", () => {
  it.each([
    ["dd.MM.yyyy", "01.03.2025"],
    ["M/d/yy", "3/1/25"],
    ["h:mm tt", "9:05 PM"],
    ["HH:mm:ss", "21:05:09"],
    ["dddd, d MMMM yyyy", "Saturday, 1 March 2025"],
    ["yyyy'-at-'HH", "2025-at-21"],
  ])("%s", (pattern, expected) => {
    expect(formatPattern(pattern, evening, "Europe/Berlin", "en-US")).toBe(expected);
  });

  it("a date and time column follows both patterns, another style the language", () => {
    const formatter = new Formatter(1033, "UTC", "yyyy-MM-dd", "HH:mm");
    expect(formatter.date(evening, { dateStyle: "short", timeStyle: "short" })).toBe("2025-03-01 20:05");
    expect(formatter.date(evening, { dateStyle: "full" })).toBe("Saturday, March 1, 2025");
  });

  it("in Arabic too years are counted by the Gregorian calendar and digits are European, as Dataverse writes them", () => {
    const formatter = new Formatter(1025, "UTC");
    expect(formatter.date(evening, { year: "numeric" })).toContain("2025");
    expect(formatter.date(evening, { dateStyle: "short", timeStyle: "short" })).toMatch(
      /^\P{Nd}*1\P{Nd}+3\P{Nd}+2025\P{Nd}+8:05/u,
    );
    expect(formatter.integer(1234)).toMatch(/1.?234/);
  });
});

describe("what a control is told of the user's settings", () => {
  const user: SessionUser = { id: "u", fullName: "Representative 1", domainName: "rep1", title: null };
  const settingsOf = (languageId: number, timeZone: string, dateFormat: string, timeFormat: string) => {
    const profile: SessionProfile = {
      languageId,
      timeZone,
      dateFormat,
      timeFormat,
      securityRoles: [{ id: "r1", name: "A role" }],
      privileges: {},
    };
    return createUserSettings(user, profile, new Formatter(languageId, timeZone, dateFormat, timeFormat));
  };

  it("language, direction, roles and time zone", () => {
    const settings = settingsOf(1025, "Asia/Riyadh", "", "");
    expect(settings).toMatchObject({ languageId: 1025, isRTL: true, securityRoles: ["r1"] });
    expect(settings.getTimeZoneOffsetMinutes(evening)).toBe(180);
  });

  it("the user's patterns and what separates them", () => {
    expect(settingsOf(1033, "UTC", "dd.MM.yyyy", "HH:mm").dateFormattingInfo).toMatchObject({
      shortDatePattern: "dd.MM.yyyy",
      dateSeparator: ".",
      shortTimePattern: "HH:mm",
      timeSeparator: ":",
    });
  });

  it("the language's patterns where the user has none", () => {
    expect(settingsOf(1031, "UTC", "", "").dateFormattingInfo).toMatchObject({
      shortDatePattern: "d.M.yyyy",
      dateSeparator: ".",
      shortTimePattern: "HH:mm",
    });
    expect(settingsOf(1041, "UTC", "", "").dateFormattingInfo.shortDatePattern).toBe("yyyy/M/d");
  });
});

describe("the address of a frame", () => {
  it.each([
    ["/WebResources/a.html", "http://localhost/WebResources/a.html"],
    ["https://example.com/x", "https://example.com/x"],
    ["", undefined],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["http://", undefined],
  ])("%s", (address, expected) => {
    expect(frameSource(address, "http://localhost")).toBe(expected);
  });
});
