import { Formatter, localeOf } from "../platform/formatter";

const USER_LOCAL = 1;

export function createFormatting(formatter: Formatter): ComponentFramework.Formatting {
  const withTime = (includeTime: boolean | undefined): Intl.DateTimeFormatOptions =>
    includeTime ? { dateStyle: "short", timeStyle: "short" } : { dateStyle: "short" };
  return {
    formatCurrency: (value, precision = 2, symbol = "$") => `${symbol}${formatter.decimal(value, precision)}`,
    formatDecimal: (value, precision = 2) => formatter.decimal(value, precision),
    formatInteger: value => formatter.integer(value),
    formatDateShort: (value, includeTime) => formatter.date(value, withTime(includeTime)),
    formatDateLong: value => formatter.date(value, { dateStyle: "full" }),
    formatDateLongAbbreviated: value =>
      formatter.date(value, { weekday: "short", year: "numeric", month: "short", day: "numeric" }),
    formatDateYearMonth: value => formatter.date(value, { year: "numeric", month: "long" }),
    formatTime: (value, behavior) =>
      formatter.date(value, {
        timeStyle: "short",
        timeZone: behavior === USER_LOCAL || behavior === 0 ? formatter.timeZone : "UTC",
      }),
    formatDateAsFilterStringInUTC: (value, includeTime) => {
      const text = value.toISOString();
      return includeTime ? text.slice(0, 19) + "Z" : text.slice(0, 10);
    },
    formatLanguage: value => languageName(formatter, value),
    getWeekOfYear: weekOfYear,
  };
}

function languageName(formatter: Formatter, languageId: number): string {
  const locale = localeOf(languageId);
  return new Intl.DisplayNames([formatter.locale], { type: "language" }).of(locale) ?? String(languageId);
}

const DAY_MS = 86_400_000;

/** ISO 8601 week of the day as the browser's time zone has it. */
export function weekOfYear(value: Date): number {
  const day = new Date(Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()));
  const weekday = day.getUTCDay() || 7;
  // The week belongs to the year that its Thursday lies in.
  day.setUTCDate(day.getUTCDate() + 4 - weekday);
  const yearStart = Date.UTC(day.getUTCFullYear(), 0, 1);
  return Math.ceil(((day.getTime() - yearStart) / DAY_MS + 1) / 7);
}
