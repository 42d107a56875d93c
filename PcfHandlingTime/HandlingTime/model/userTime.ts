/** How far the user's time zone is ahead of UTC at an instant, in minutes, daylight saving included. */
export type OffsetMinutes = (instant: Date) => number;

/** What date and time fields hold: `2030-01-31` and `09:05`. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What the clock on the user's wall shows at an instant. */
export function toLocalTime(instant: Date, offset: OffsetMinutes): LocalTime {
  const wall = new Date(instant.getTime() + offset(instant) * minuteMs).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/**
 * The instant at which the user's clock shows this time. Where it shows it twice (the clock is set back) the first one;
 * where it skips it (the clock is set forward) as much after the change as the time lies after the skipped hour's start.
 *
 *     wall    01:30 ── 02:00 ╳ 03:00 ── 03:30        set forward: 02:30 becomes 03:30
 *     wall    02:00 ── 03:00 ↺ 02:00 ── 03:00        set back:    02:30 is the first of the two
 *
 * @returns Undefined where the fields hold no time.
 */
export function fromLocalTime({ date, time }: LocalTime, offset: OffsetMinutes): Date | undefined {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(`${date}T${time}`);
  if (!parts) return undefined;
  const wall = Date.parse(`${date}T${time.slice(0, 5)}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  // No zone changes its clock twice within two days, so these are the offsets before and after any change near by.
  const [before, after] = [offset(new Date(wall - dayMs)), offset(new Date(wall + dayMs))];
  const candidates = [before, after].map(minutes => ({ minutes, instant: new Date(wall - minutes * minuteMs) }));
  const shown = candidates.find(({ minutes, instant }) => offset(instant) === minutes);
  return (shown ?? candidates[0])?.instant;
}
