import { formatPattern } from "./datePattern";
import { ColumnInfo } from "./metadata";
import { CellValue, isReference } from "./rows";

const LOCALES: Record<number, string> = {
  // Dataverse formats by .NET, which writes European digits in every language.
  1025: "ar-SA-u-nu-latn",
  1031: "de-DE",
  1033: "en-US",
  1034: "es-ES",
  1036: "fr-FR",
  1041: "ja-JP",
  2057: "en-GB",
  3082: "es-ES",
};
const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

/** Numbers and dates as the user's language writes them, in the user's time zone. */
export class Formatter {
  readonly locale: string;

  constructor(
    readonly languageId: number,
    readonly timeZone: string,
    /** Patterns of the user's settings; empty: as the language writes them. */
    readonly dateFormat = "",
    readonly timeFormat = "",
  ) {
    this.locale = localeOf(languageId);
  }

  get isRightToLeft(): boolean {
    return RIGHT_TO_LEFT.has(this.locale.slice(0, 2));
  }

  integer(value: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0 }).format(value);
  }

  decimal(value: number, digits = 2): string {
    return new Intl.NumberFormat(this.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  }

  date(value: Date, options: Intl.DateTimeFormatOptions = { dateStyle: "short" }): string {
    const byUser = this.byUser(value, options);
    // Some locales count years by another calendar; Dataverse does not, unless an administrator wants it.
    const all: Intl.DateTimeFormatOptions = { timeZone: this.timeZone, calendar: "gregory", ...options };
    return byUser ?? new Intl.DateTimeFormat(this.locale, all).format(value);
  }

  /** Short dates and times follow the user's patterns where there are some; undefined: there are none for this. */
  private byUser(value: Date, { dateStyle, timeStyle, timeZone }: Intl.DateTimeFormatOptions): string | undefined {
    const isShort = [dateStyle, timeStyle].every(style => style === undefined || style === "short");
    if (!isShort || (!dateStyle && !timeStyle) || (!this.dateFormat && !this.timeFormat)) return undefined;
    const zone = timeZone ?? this.timeZone;
    const part = (style: "dateStyle" | "timeStyle", pattern: string) =>
      pattern
        ? formatPattern(pattern, value, zone, this.locale)
        : new Intl.DateTimeFormat(this.locale, { [style]: "short", timeZone: zone, calendar: "gregory" }).format(value);
    return [dateStyle && part("dateStyle", this.dateFormat), timeStyle && part("timeStyle", this.timeFormat)]
      .filter(Boolean)
      .join(" ");
  }

  /** The value of a column as text; what the server did not format because it is not yet saved. */
  value(column: ColumnInfo, value: CellValue): string {
    if (value === null) return "";
    if (isReference(value)) return value.name;
    if (Array.isArray(value)) return value.map(option => labelOf(column, option)).join("; ");
    if (column.options.length > 0) return labelOf(column, Number(value));
    if (typeof value === "number") {
      if (column.format === "duration") return formatDuration(value, this.locale);
      return column.kind === "integer" ? this.integer(value) : this.decimal(value, column.precision);
    }
    if (column.kind === "datetime" && typeof value === "string") return this.dateColumn(column, value);
    return String(value);
  }

  /** What a number is of, with its unit: "Duration (hours)". */
  inUnit(what: string, unit: "hour"): string {
    // Three is a plural in every language; Arabic has a form of its own for two.
    const parts = new Intl.NumberFormat(this.locale, { style: "unit", unit, unitDisplay: "long" }).formatToParts(3);
    return `${what} (${parts.find(part => part.type === "unit")?.value.trim() ?? unit})`;
  }

  private dateColumn(column: ColumnInfo, text: string): string {
    const dateOnly = column.behavior === "DateOnly" || column.format === "dateonly";
    // A date without time zone belongs to no instant; read as UTC and shown as UTC it stays the day it is.
    const zone = column.behavior === "UserLocal" ? this.timeZone : "UTC";
    const style: Intl.DateTimeFormatOptions = dateOnly
      ? { dateStyle: "short" }
      : { dateStyle: "short", timeStyle: "short" };
    return this.date(new Date(text), { ...style, timeZone: zone });
  }
}

/** BCP 47; English where the language is not one of those the shell knows. */
export function localeOf(languageId: number): string {
  return LOCALES[languageId] ?? "en-US";
}

function labelOf(column: ColumnInfo, value: number): string {
  return column.options.find(option => option.value === value)?.label ?? String(value);
}

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * Minutes as a duration column shows them: "45 minutes", "1.5 hours", "2 days".
 * @param locale BCP 47; what a person types is read in English.
 */
export function formatDuration(minutes: number, locale = "en-US"): string {
  const size = Math.abs(minutes);
  const [amount, unit] =
    size < HOUR ? [minutes, "minute"] : size < DAY ? [minutes / HOUR, "hour"] : [minutes / DAY, "day"];
  const rounded = Math.round(amount * 100) / 100;
  const style = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 2, useGrouping: false } as const;
  return new Intl.NumberFormat(locale, style).format(rounded);
}

/**
 * Minutes from what a person types: "90", "1:30", "1h 30m", "1.5h", "2 hours", "1 day".
 * @returns undefined: not a duration.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase().replace(",", ".");
  const clock = /^(\d+):([0-5]\d)$/.exec(trimmed);
  if (clock) return Number(clock[1]) * HOUR + Number(clock[2]);
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed));
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)\s*(d|days?|h|hours?|m|min|minutes?)(?=\s|\d|$)/g)];
  if (
    parts.length === 0 ||
    trimmed.replace(/(\d+(?:\.\d+)?)\s*(d|days?|h|hours?|m|min|minutes?)(?=\s|\d|$)/g, "").trim()
  ) {
    return undefined;
  }
  return Math.round(
    parts.reduce(
      (sum, [, amount, unit]) =>
        sum + Number(amount) * (unit?.startsWith("d") ? DAY : unit?.startsWith("h") ? HOUR : 1),
      0,
    ),
  );
}
