import type { OffsetMinutes } from "./timeZone";

/** A date of the reader's calendar, `2030-01-31`. */
export type LocalDate = string;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The date on the reader's wall at an instant (ms since 1970). */
export function localDate(instant: number, offset: OffsetMinutes): LocalDate {
  return new Date(instant + offset(instant) * minuteMs).toISOString().slice(0, 10);
}

/**
 * The instant at which a date begins for the reader: midnight, or where the clock skips midnight the first instant after it.
 *
 *     wall     23:30 ── 00:00 ── 00:30        as a rule
 *     wall     23:30 ── 24:00 ╳ 01:00         set forward at midnight: the day begins at 01:00
 *     wall     23:30 ── 24:00 ↺ 23:00 ── 00:00   set back at midnight: the day begins at the second one
 */
export function startOfDate(date: LocalDate, offset: OffsetMinutes): number {
  const wall = Date.parse(`${date}T00:00:00Z`);
  // No zone changes its clock twice within two days, so these are the offsets before and after any change near by.
  const [before, after] = [offset(wall - dayMs), offset(wall + dayMs)];
  const shown = [before, after].find(minutes => offset(wall - minutes * minuteMs) === minutes);
  return wall - (shown ?? before) * minuteMs;
}

/** @param days Negative for earlier. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days lie between two dates. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** Whether a text is a date that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 31 February for 3 March.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
