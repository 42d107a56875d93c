import { Formatter } from "../platform/formatter";
import { offsetMinutes } from "../platform/timeZone";
import { SessionProfile, SessionUser } from "../platform/session";

export function createUserSettings(
  user: SessionUser,
  profile: SessionProfile,
  formatter: Formatter,
): ComponentFramework.UserSettings {
  return {
    userId: `{${user.id}}`,
    userName: user.fullName,
    languageId: formatter.languageId,
    isRTL: formatter.isRightToLeft,
    securityRoles: profile.securityRoles.map(role => role.id),
    getTimeZoneOffsetMinutes: date => offsetMinutes(formatter.timeZone, date ?? new Date()),
    dateFormattingInfo: dateFormattingInfo(formatter),
    numberFormattingInfo: numberFormattingInfo(formatter),
  };
}

const SUNDAY = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

function dateFormattingInfo(formatter: Formatter): ComponentFramework.UserSettingApi.DateFormattingInfo {
  const format = (date: number, options: Intl.DateTimeFormatOptions) =>
    formatter.date(new Date(date), { ...options, timeZone: "UTC" });
  const days = (weekday: "long" | "short" | "narrow") =>
    Array.from({ length: 7 }, (_, day) => format(SUNDAY + day * DAY_MS, { weekday }));
  const months = (month: "long" | "short") =>
    Array.from({ length: 12 }, (_, index) => format(Date.UTC(2023, index, 1), { month })).concat("");
  const dayPeriod = (hour: number) => dayPeriodOf(formatter, Date.UTC(2023, 0, 1, hour));
  return {
    amDesignator: dayPeriod(1),
    pmDesignator: dayPeriod(13),
    dayNames: days("long"),
    abbreviatedDayNames: days("short"),
    shortestDayNames: days("narrow"),
    monthNames: months("long"),
    monthGenitiveNames: months("long"),
    abbreviatedMonthNames: months("short"),
    abbreviatedMonthGenitiveNames: months("short"),
    firstDayOfWeek: formatter.locale === "en-US" || formatter.locale === "ja-JP" || formatter.isRightToLeft ? 0 : 1,
    calendarWeekRule: formatter.locale === "en-US" ? 0 : 2,
    dateSeparator: separatorOf(formatter.dateFormat) ?? literalOf(formatter, { dateStyle: "short" }),
    timeSeparator: separatorOf(formatter.timeFormat) ?? literalOf(formatter, { timeStyle: "short" }),
    shortDatePattern:
      formatter.dateFormat || patternOf(formatter, { year: "numeric", month: "numeric", day: "numeric" }),
    longDatePattern: patternOf(formatter, { dateStyle: "full" }),
    shortTimePattern: formatter.timeFormat || patternOf(formatter, { timeStyle: "short" }),
    longTimePattern: patternOf(formatter, { timeStyle: "medium" }),
    fullDateTimePattern: patternOf(formatter, { dateStyle: "full", timeStyle: "medium" }),
    monthDayPattern: patternOf(formatter, { month: "long", day: "numeric" }),
    yearMonthPattern: patternOf(formatter, { year: "numeric", month: "long" }),
    sortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    universalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    calendar: {
      minSupportedDateTime: new Date(Date.UTC(1753, 0, 1)),
      maxSupportedDateTime: new Date(Date.UTC(9999, 11, 31)),
      algorithmType: 1,
      calendarType: 1,
      twoDigitYearMax: 2049,
    },
  };
}

function partsOf(formatter: Formatter, options: Intl.DateTimeFormatOptions, date: number): Intl.DateTimeFormatPart[] {
  return new Intl.DateTimeFormat(formatter.locale, { calendar: "gregory", ...options, timeZone: "UTC" }).formatToParts(
    new Date(date),
  );
}

function dayPeriodOf(formatter: Formatter, date: number): string {
  const parts = partsOf(formatter, { timeStyle: "short", hour12: true } as Intl.DateTimeFormatOptions, date);
  return parts.find(part => part.type === "dayPeriod")?.value ?? "";
}

function literalOf(formatter: Formatter, options: Intl.DateTimeFormatOptions): string {
  return (
    partsOf(formatter, options, SUNDAY)
      .find(part => part.type === "literal")
      ?.value.trim() ?? ""
  );
}

/** What stands between the digits of a pattern; undefined: no pattern. */
function separatorOf(pattern: string): string | undefined {
  return /[^A-Za-z']/.exec(pattern)?.[0];
}

const NAMES = new Set<Intl.DateTimeFormatPartTypes>(["weekday", "month"]);

/** A .NET pattern of how the language writes a date, read off an example. */
function patternOf(formatter: Formatter, options: Intl.DateTimeFormatOptions): string {
  const parts = partsOf(formatter, options, SUNDAY);
  const twelveHours = parts.some(part => part.type === "dayPeriod");
  return parts.map(part => patternPart(part, twelveHours)).join("");
}

function patternPart({ type, value }: Intl.DateTimeFormatPart, twelveHours: boolean): string {
  const isName = NAMES.has(type) && !/\d/.test(value);
  switch (type) {
    case "year":
      return value.length === 2 ? "yy" : "yyyy";
    case "month":
      return isName ? "MMMM" : "M".repeat(value.length);
    case "day":
      return "d".repeat(value.length);
    case "weekday":
      return "dddd";
    case "hour":
      return (twelveHours ? "h" : "H").repeat(twelveHours ? 1 : value.length);
    case "minute":
      return "mm";
    case "second":
      return "ss";
    case "dayPeriod":
      return "tt";
    default:
      return value;
  }
}

function numberFormattingInfo(formatter: Formatter): ComponentFramework.UserSettingApi.NumberFormattingInfo {
  const parts = new Intl.NumberFormat(formatter.locale).formatToParts(-1234567.5);
  const part = (type: Intl.NumberFormatPartTypes, fallback: string) =>
    parts.find(candidate => candidate.type === type)?.value ?? fallback;
  const decimal = part("decimal", ".");
  const group = part("group", ",");
  return {
    currencyDecimalDigits: 2,
    currencyDecimalSeparator: decimal,
    currencyGroupSeparator: group,
    currencyGroupSizes: [3],
    currencyNegativePattern: 1,
    currencyPositivePattern: 0,
    currencySymbol: "$",
    nanSymbol: "NaN",
    nativeDigits: Array.from({ length: 10 }, (_, digit) => formatter.integer(digit)),
    negativeInfinitySymbol: "-\u221E",
    negativeSign: part("minusSign", "-"),
    numberDecimalDigits: 2,
    numberDecimalSeparator: decimal,
    numberGroupSeparator: group,
    numberGroupSizes: [3],
    numberNegativePattern: 1,
    percentDecimalDigits: 2,
    percentDecimalSeparator: decimal,
    percentGroupSeparator: group,
    percentGroupSizes: [3],
    percentNegativePattern: 1,
    percentPositivePattern: 1,
    percentSymbol: "%",
    perMilleSymbol: "\u2030",
    positiveInfinitySymbol: "\u221E",
    positiveSign: "+",
  };
}
