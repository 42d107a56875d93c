import { addDays, daysBetween, isDate, localDate, startOfDate, type LocalDate } from "../shared/localDays";
import type { OffsetMinutes } from "../shared/timeZone";

/** Whole days of the reader's, both included. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const presets = [
  "today",
  "yesterday",
  "last7",
  "last30",
  "thisMonth",
  "lastMonth",
  "thisYear",
  "lastYear",
] as const;

export type Preset = (typeof presets)[number];

/** The range that a preset means now (ms since 1970), by the reader's calendar. */
export function presetRange(preset: Preset, now: number, offset: OffsetMinutes): DateRange {
  const today = localDate(now, offset);
  const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
  const lastOfMonthBefore = addDays(`${month}-01`, -1);
  const lastYear = String(Number(year) - 1).padStart(4, "0");
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "last7":
      return { from: addDays(today, -6), to: today };
    case "last30":
      return { from: addDays(today, -29), to: today };
    case "thisMonth":
      return { from: `${month}-01`, to: today };
    case "lastMonth":
      return { from: `${lastOfMonthBefore.slice(0, 7)}-01`, to: lastOfMonthBefore };
    case "thisYear":
      return { from: `${year}-01-01`, to: today };
    case "lastYear":
      return { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` };
  }
}

export type RangeProblem = "missing" | "backwards" | "tooLong";

/** The most days of one report: five years. */
export const mostDays = 1827;

/** What is wrong with dates that were entered. */
export function rangeProblem({ from, to }: DateRange): RangeProblem | undefined {
  if (!isDate(from) || !isDate(to) || from < "1900") return "missing";
  const days = daysBetween(from, to) + 1;
  if (days < 1) return "backwards";
  return days > mostDays ? "tooLong" : undefined;
}

/** Where each day of a range begins, and where its last one ends (ms since 1970). */
export function dayStarts(range: DateRange, offset: OffsetMinutes): readonly number[] {
  const days = daysBetween(range.from, range.to) + 2;
  return Array.from({ length: days }, (_, day) => startOfDate(addDays(range.from, day), offset));
}
