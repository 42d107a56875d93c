import type { LocalDate } from "./localDays";
import type { User } from "./user";

/** How the reader writes dates and numbers. */
export interface Formats {
  date(date: LocalDate): string;
  number(value: number): string;
  /** Seconds as hours and minutes, `12:05`, rounded to minutes half up; with a minus where they are negative. */
  hours(seconds: number): string;
}

export function formats({
  language,
  dateFormat,
  dateSeparator,
}: Pick<User, "language" | "dateFormat" | "dateSeparator">): Formats {
  const numbers = new Intl.NumberFormat(language.locale);
  const two = new Intl.NumberFormat(language.locale, { minimumIntegerDigits: 2 });
  const whole = new Intl.NumberFormat(language.locale, { useGrouping: true });
  return {
    date: dateWriter(language.locale, dateFormat, dateSeparator),
    number: value => numbers.format(value),
    hours: seconds => {
      const minutes = Math.floor(Math.abs(seconds) / 60 + 0.5);
      const sign = seconds < 0 && minutes > 0 ? "\u2212" : "";
      return `${sign}${whole.format(Math.floor(minutes / 60))}:${two.format(minutes % 60)}`;
    },
  };
}

/** The parts of .NET date patterns that Dataverse offers; quoted text stays as it is. */
const patternPart = /d{1,4}|M{1,4}|y{1,4}|\/|'([^']*)'/g;

function dateWriter(locale: string, pattern: string, separator: string): (date: LocalDate) => string {
  // A date of the calendar is no instant: as UTC it stays itself.
  const part = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (instant: number) => format.format(instant);
  };
  if (!pattern) {
    const whole = part({ dateStyle: "short" });
    return date => whole(Date.parse(date));
  }
  const names: Readonly<Record<string, (instant: number) => string>> = {
    ddd: part({ weekday: "short" }),
    dddd: part({ weekday: "long" }),
    MMM: part({ month: "short" }),
    MMMM: part({ month: "long" }),
  };
  return date => {
    const [year = "", month = "", day = ""] = date.split("-");
    const numbers: Readonly<Record<string, string>> = {
      d: String(Number(day)),
      dd: day,
      M: String(Number(month)),
      MM: month,
      y: String(Number(year.slice(-2))),
      yy: year.slice(-2),
      "/": separator || "/",
    };
    return pattern.replace(patternPart, (found, quoted: string | undefined) => {
      if (quoted !== undefined) return quoted;
      return numbers[found] ?? names[found]?.(Date.parse(date)) ?? year;
    });
  };
}
