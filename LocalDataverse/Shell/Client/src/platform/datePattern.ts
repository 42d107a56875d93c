import { toWallClock } from "./timeZone";

const TOKEN = /'([^']*)'|d{1,4}|M{1,4}|y{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|t{1,2}/g;

/** A date in a pattern of the user's settings, as .NET writes them: "dd.MM.yyyy", "h:mm tt". */
export function formatPattern(pattern: string, instant: Date, timeZone: string, locale: string): string {
  const wall = toWallClock(timeZone, instant);
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC", calendar: "gregory" }).format(wall);
  const padded = (value: number, token: string) => String(value).padStart(token.length, "0");
  return pattern.replace(TOKEN, (token: string, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    switch (token[0]) {
      case "d":
        if (token.length > 2) return name({ weekday: token.length === 3 ? "short" : "long" });
        return padded(wall.getUTCDate(), token);
      case "M":
        if (token.length > 2) return name({ month: token.length === 3 ? "short" : "long" });
        return padded(wall.getUTCMonth() + 1, token);
      case "y":
        return token.length > 2 ? String(wall.getUTCFullYear()) : padded(wall.getUTCFullYear() % 100, "yy");
      case "H":
        return padded(wall.getUTCHours(), token);
      case "h":
        return padded(wall.getUTCHours() % 12 || 12, token);
      case "m":
        return padded(wall.getUTCMinutes(), token);
      case "s":
        return padded(wall.getUTCSeconds(), token);
      default:
        return dayPeriod(wall, locale);
    }
  });
}

function dayPeriod(wall: Date, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { hour: "numeric", hour12: true, timeZone: "UTC" }).formatToParts(wall);
  return parts.find(part => part.type === "dayPeriod")?.value ?? "";
}
