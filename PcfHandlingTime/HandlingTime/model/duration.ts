/** Why a duration cannot be taken; the caller has the words. */
export type DurationProblem = "empty" | "unreadable" | "notPositive" | "tooLong";

/** The longest log that a form takes, in seconds: a day. The server's own limit may be lower. */
export const longestLogSeconds = 86_400;

/**
 * Reads a duration as people write it: `90` (minutes), `1:30`, `1h 30m`, `1.5h`, `1,5 h`, `45m`.
 * @returns Seconds, or what is wrong.
 */
export function parseDuration(text: string): { readonly seconds: number } | { readonly problem: DurationProblem } {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (plain === "") return { problem: "empty" };
  if (plain.length > 40) return { problem: "unreadable" };
  const minutes = readMinutes(plain);
  if (minutes === undefined) return { problem: "unreadable" };
  const seconds = Math.round(minutes * 60);
  if (seconds <= 0) return { problem: "notPositive" };
  return seconds > longestLogSeconds ? { problem: "tooLong" } : { seconds };
}

function readMinutes(text: string): number | undefined {
  const bare = /^(-?)(\d+)$/.exec(text);
  if (bare) return Number(bare[2]) * (bare[1] ? -1 : 1);
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const units = /^(?:(\d+(?:[.,]\d+)?)\s*h)?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:m|min))?$/.exec(text);
  if (!units || (units[1] === undefined && units[2] === undefined)) return undefined;
  return decimal(units[1]) * 60 + decimal(units[2]);
}

function decimal(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(",", "."));
}

/** The words around the numbers of a duration, with `{0}` for the number: from the resource file. */
export interface DurationWords {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
}

/** A duration in words: `45 s`, `20 min`, `1 h 5 min`; from a minute on rounded to whole minutes, half up. */
export function formatDuration(seconds: number, words: DurationWords, locale: string | undefined): string {
  const number = new Intl.NumberFormat(locale);
  const part = (pattern: string, value: number) => pattern.replace("{0}", number.format(value));
  const whole = Math.abs(Math.round(seconds));
  const sign = seconds < 0 && whole > 0 ? "\u2212" : "";
  if (whole < 60) return sign + part(words.seconds, whole);
  const minutes = Math.floor(whole / 60 + 0.5);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [...(hours > 0 ? [part(words.hours, hours)] : []), ...(rest > 0 ? [part(words.minutes, rest)] : [])];
  return sign + parts.join(" ");
}

/** A running duration: `h:mm:ss`. */
export function formatTicker(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
