const MINUTE_MS = 60_000;

/** Minutes that a zone is ahead of UTC at an instant. */
export function offsetMinutes(zone: string, instant: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.round((wall - Math.floor(instant.getTime() / 1000) * 1000) / MINUTE_MS);
}

/** The wall clock of a zone at an instant, as a UTC date of the same digits. */
export function toWallClock(zone: string, instant: Date): Date {
  return new Date(instant.getTime() + offsetMinutes(zone, instant) * MINUTE_MS);
}

/** The instant at which a zone's clock shows these digits; where a clock change skips them, the instant right after. */
export function fromWallClock(zone: string, wall: Date): Date {
  const guess = new Date(wall.getTime() - offsetMinutes(zone, wall) * MINUTE_MS);
  return new Date(wall.getTime() - offsetMinutes(zone, guess) * MINUTE_MS);
}
