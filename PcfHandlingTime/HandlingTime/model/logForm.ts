import { parseCorrection, parseDuration, typedDuration } from "./duration";
import type { CorrectionProblem, DurationLimits, DurationProblem } from "./duration";
import type { Fields } from "./drafts";
import type { LogDraft, LogItem } from "./ports";
import { fromLocalTime, toLocalTime, type LocalTime, type OffsetMinutes } from "./userTime";

/** The longest reason, in characters (data-model: casetime_reason). */
export const longestReason = 2000;

/** What the fields are held against. */
export interface FormContext {
  readonly limits: DurationLimits;
  /** Server time. */
  readonly now: Date;
  /** The user's time zone. */
  readonly offset: OffsetMinutes;
}

/** The fields of a time log as typed. Without a start the log is taken to end now. */
export interface LogFields extends Fields {
  readonly duration: string;
  readonly date: string;
  readonly time: string;
  /** "yes" once the rep chose date or time. */
  readonly startChosen: string;
  /** casetime_reasoncategory as text; empty for none. */
  readonly category: string;
  readonly reason: string;
}

/** What is wrong, by field; nothing where the log can be sent. */
export interface LogProblems {
  readonly duration?: DurationProblem;
  readonly start?: "missing" | "future" | "endsInFuture";
  readonly reason?: "tooLong";
}

/** @param category The reason category that is chosen at first. */
export function newLogFields(category: number): LogFields {
  return { duration: "", date: "", time: "", startChosen: "", category: String(category), reason: "" };
}

export function fieldsOf(log: LogItem, offset: OffsetMinutes): LogFields {
  return {
    duration: typedDuration(log.seconds),
    ...(log.at ? toLocalTime(log.at, offset) : { date: "", time: "" }),
    startChosen: "yes",
    category: log.reasonCategory === undefined ? "" : String(log.reasonCategory),
    reason: log.text,
  };
}

/** What the start fields show: as chosen, else so that the log ends now. */
export function shownStart(fields: LogFields, { limits, now, offset }: FormContext): LocalTime {
  if (fields.startChosen !== "") return { date: fields.date, time: fields.time };
  const parsed = parseDuration(fields.duration, limits);
  return toLocalTime(new Date(now.getTime() - ("seconds" in parsed ? parsed.seconds * 1000 : 0)), offset);
}

/** @param log The log that is changed; undefined for a new one. */
export function checkLog(
  fields: LogFields,
  context: FormContext,
  log?: LogItem,
): { readonly draft: LogDraft } | { readonly problems: LogProblems } {
  const parsed = parseDuration(fields.duration, context.limits);
  const start = startOf(fields, context, log);
  const startProblem = problemOfStart(start, "seconds" in parsed ? parsed.seconds : 0, context.now);
  const problems: LogProblems = {
    ...("problem" in parsed ? { duration: parsed.problem } : {}),
    ...(startProblem ? { start: startProblem } : {}),
    ...(fields.reason.length > longestReason ? { reason: "tooLong" } : {}),
  };
  if ("problem" in parsed || start === "missing" || Object.keys(problems).length > 0) return { problems };
  const reasonCategory = fields.category === "" ? undefined : Number(fields.category);
  return { draft: { seconds: parsed.seconds, start, reasonCategory, reason: fields.reason } };
}

/** Undefined leaves the start to the server, whose clock alone says what "now" is. */
function startOf(fields: LogFields, { offset }: FormContext, log: LogItem | undefined): Date | "missing" | undefined {
  if (fields.startChosen === "") return undefined;
  // The fields hold no seconds, nor which of two like hours is meant: a start that stands as it was is kept as it was.
  if (log?.at) {
    const before = toLocalTime(log.at, offset);
    if (before.date === fields.date && before.time === fields.time) return log.at;
  }
  return fromLocalTime(fields, offset) ?? "missing";
}

function problemOfStart(start: Date | "missing" | undefined, seconds: number, now: Date): LogProblems["start"] {
  if (start === "missing" || start === undefined) return start;
  if (start > now) return "future";
  return start.getTime() + seconds * 1000 > now.getTime() ? "endsInFuture" : undefined;
}

/** The fields of a correction as typed. */
export interface CorrectionFields extends Fields {
  readonly by: string;
  readonly reason: string;
}

export interface CorrectionProblems {
  readonly by?: CorrectionProblem;
  readonly reason?: "missing" | "tooLong";
}

/** @param automatic The seconds that are corrected. */
export function checkCorrection(
  fields: CorrectionFields,
  automatic: number,
  limits: DurationLimits,
): { readonly seconds: number } | { readonly problems: CorrectionProblems } {
  const parsed = parseCorrection(fields.by, automatic, limits);
  const reason = fields.reason.trim() === "" ? "missing" : fields.reason.length > longestReason ? "tooLong" : undefined;
  if ("seconds" in parsed && reason === undefined) return parsed;
  return {
    problems: {
      ...("problem" in parsed ? { by: parsed.problem } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
  };
}
