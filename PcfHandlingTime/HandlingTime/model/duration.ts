/** Why a duration cannot be taken; the caller has the words. */
export type DurationProblem = "empty" | "unreadable" | "notPositive" | "tooLong";

/** Why a correction cannot be taken. */
export type CorrectionProblem = "empty" | "unreadable" | "unsigned" | "zero" | "tooLong" | "belowZero";

/** The words around the numbers of a duration, with `{0}` for the number: from the resource file. */
export interface DurationWords {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
}

/** What a typed duration is held against. */
export interface DurationLimits {
  /** The longest that is taken, in seconds (casetime_maxlogminutes). */
  readonly maximumSeconds: number;
  /** The user's own words for hours and minutes are read as well as h and m. */
  readonly words?: DurationWords;
}

/** Longer texts are no duration, whatever they say. */
const longestText = 40;

/**
 * Reads a duration as people write it: `90` (minutes), `1:30`, `1h 30m`, `1h30`, `1.5h`, `1,5 h`, `45m`, in the digits
 * of any script, and as the widget itself writes it in the user's language.
 * @returns Seconds, or what is wrong.
 */
export function parseDuration(
  text: string,
  limits: DurationLimits,
): { readonly seconds: number } | { readonly problem: DurationProblem } {
  const plain = plainText(text);
  if (plain === "") return { problem: "empty" };
  const minutes = readMinutes(plain, limits.words);
  if (minutes === undefined) return { problem: "unreadable" };
  const seconds = Math.round(minutes * 60);
  if (seconds <= 0) return { problem: "notPositive" };
  return seconds > limits.maximumSeconds ? { problem: "tooLong" } : { seconds };
}

/**
 * Reads by how much automatic time is corrected: a duration with its sign, `-20m` or `+1:30`.
 * @param automatic The seconds that are corrected: they can be taken to zero, not below.
 * @returns Seconds up or down, or what is wrong.
 */
export function parseCorrection(
  text: string,
  automatic: number,
  limits: DurationLimits,
): { readonly seconds: number } | { readonly problem: CorrectionProblem } {
  const plain = plainText(text);
  if (plain === "") return { problem: "empty" };
  const sign = plain.startsWith("-") ? -1 : 1;
  const signed = /^[+-]/.test(plain);
  const minutes = readMinutes(signed ? plain.slice(1).trim() : plain, limits.words);
  if (minutes === undefined || minutes < 0) return { problem: "unreadable" };
  if (!signed) return { problem: "unsigned" };
  const seconds = Math.round(minutes * 60);
  if (seconds === 0) return { problem: "zero" };
  if (seconds > limits.maximumSeconds) return { problem: "tooLong" };
  return automatic + sign * seconds < 0 ? { problem: "belowZero" } : { seconds: sign * seconds };
}

/** Digits of other scripts (Arabic, Persian) that NFKC leaves as they are, each block beginning with its zero. */
const otherZeros = [0x0660, 0x06f0];

/** The text in ASCII digits, signs and separators, lower case, without marks that only steer the direction. */
function plainText(text: string): string {
  // NFKC of a long text costs, and what is that long is no duration.
  if (text.length > 4 * longestText) return "?";
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, digit => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = otherZeros.find(start => code >= start && code < start + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/[\u2212\u2010-\u2013]/g, "-")
    .replace(/\u066b/g, ".")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
  return plain.length > longestText ? "?" : plain;
}

function readMinutes(text: string, words: DurationWords | undefined): number | undefined {
  const bare = /^(-?)(\d+)$/.exec(text);
  if (bare) return Number(bare[2]) * (bare[1] ? -1 : 1);
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const sign = text.startsWith("-") ? -1 : 1;
  const amount = sign < 0 ? text.slice(1).trim() : text;
  const hours = unitPattern(["h"], words?.hours);
  const minutes = unitPattern(["m", "min"], words?.minutes);
  const short = new RegExp(`^(\\d+) ?${hours} ?([0-5]\\d)$`).exec(amount);
  if (short) return sign * (Number(short[1]) * 60 + Number(short[2]));
  const number = "(\\d+(?:[.,]\\d+)?)";
  const units = new RegExp(`^(?:${number} ?${hours})? ?(?:${number} ?${minutes})?$`).exec(amount);
  if (!units || (units[1] === undefined && units[2] === undefined)) return undefined;
  return sign * (decimal(units[1]) * 60 + decimal(units[2]));
}

/** Any of the unit's names, the user's word among them: what stands around `{0}` in the resource. */
function unitPattern(names: readonly string[], word: string | undefined): string {
  const own = plainText((word ?? "").replace("{0}", ""));
  const all = own === "" || own === "?" ? names : [own, ...names];
  const escaped = [...all].sort((a, b) => b.length - a.length).map(name => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `(?:${escaped.join("|")})`;
}

function decimal(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(",", "."));
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

/**
 * Words durations in full, to be heard: `3 hours 10 minutes`. The plural's forms in each language come with the browser,
 * whose formats cost too much to be made anew for each number.
 */
export function durationSpeaker(locale: string | undefined): (seconds: number) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  const part = (unit: string, value: number) => {
    const format = formats.get(unit) ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
    formats.set(unit, format);
    return format.format(value);
  };
  return seconds => {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) return part("second", whole);
    const minutes = Math.floor(whole / 60 + 0.5);
    const parts: (readonly [string, number])[] = [
      ["hour", Math.floor(minutes / 60)],
      ["minute", minutes % 60],
    ];
    const told = parts.filter(([, value]) => value > 0).map(([unit, value]) => part(unit, value));
    return told.join(" ");
  };
}

/** A duration up or down, with its sign either way. */
export function formatCorrection(seconds: number, words: DurationWords, locale: string | undefined): string {
  return (seconds > 0 ? "+" : "") + formatDuration(seconds, words, locale);
}

/** A duration as `parseDuration` reads it back without loss: `90`, `1:30`, `0.5m`. */
export function typedDuration(seconds: number): string {
  if (seconds % 60 !== 0) return `${Number((seconds / 60).toFixed(4))}m`;
  const minutes = seconds / 60;
  return minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A running duration: `h:mm:ss`. */
export function formatTicker(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
