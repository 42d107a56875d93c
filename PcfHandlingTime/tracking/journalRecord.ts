import { longestMessage, type HandedOver, type JournalEntry, type SetAside } from "./journal";
import { normalise, type IntervalSet } from "./intervals";
import { encodeTimeline, parseTimeline } from "./timeline";

/** The form in which an entry is stored. */
export interface JournalRecord {
  caseId: string;
  workDate: string;
  pending: string;
  provisional: Record<string, string>;
  aside: { seconds: string; code: string; message: string; retry: SetAside["retry"] }[];
}

/** The longest text that a day can have: every other second of it. The column takes 400,000 characters. */
export const longestTimeline = 340_047;

/** More trackers than this never run at once in one browser; nor are there more reasons to refuse one day's time. */
const mostPieces = 200;

export function toRecord(entry: JournalEntry): JournalRecord {
  const encode = (set: IntervalSet) => encodeTimeline(entry.workDate, set);
  return {
    caseId: entry.caseId,
    workDate: entry.workDate,
    pending: encode(entry.pending),
    provisional: Object.fromEntries(Object.entries(entry.provisional).map(([key, set]) => [key, encode(set)])),
    aside: entry.aside.map(aside => ({ ...aside, seconds: encode(aside.seconds) })),
  };
}

/** Throws where the record is damaged, in whatever field: such a record is never sent. */
export function fromRecord(stored: unknown): JournalEntry {
  const record = fields(stored);
  const { workDate } = record;
  if (!isCaseId(record.caseId) || typeof workDate !== "string") throw damaged();
  const parse = (text: unknown): IntervalSet => {
    if (typeof text !== "string" || text.length > longestTimeline) throw damaged();
    return parseTimeline(workDate, text);
  };
  const provisional = Object.entries(fields(record.provisional));
  if (!Array.isArray(record.aside) || record.aside.length > mostPieces || provisional.length > mostPieces)
    throw damaged();
  return {
    caseId: record.caseId,
    workDate,
    pending: parse(record.pending),
    provisional: Object.fromEntries(provisional.map(([key, text]) => [key, parse(text)])),
    aside: record.aside.map((aside: unknown) => readAside(fields(aside), parse)),
  };
}

/** A note of a closing page; undefined where somebody damaged it. */
export function readHandedOver(stored: unknown): HandedOver | undefined {
  const { caseId, workDate, seconds } = (stored ?? {}) as Record<string, unknown>;
  if (!isCaseId(caseId) || typeof workDate !== "string" || !Array.isArray(seconds)) return undefined;
  const whole = (seconds as unknown[]).every(interval => {
    const { start, end } = (interval ?? {}) as Record<string, unknown>;
    return Number.isSafeInteger(start) && Number.isSafeInteger(end) && (start as number) < (end as number);
  });
  return whole ? { caseId, workDate, seconds: normalise(seconds as IntervalSet) } : undefined;
}

function readAside(aside: Record<string, unknown>, parse: (text: unknown) => IntervalSet): SetAside {
  const { code, message, retry } = aside;
  if (typeof code !== "string" || !/^(CT\d{4}|\d{3})$/.test(code)) throw damaged();
  if (typeof message !== "string" || message.length > longestMessage) throw damaged();
  if (retry === "nextStart" || retry === "never") return { seconds: parse(aside.seconds), code, message, retry };
  const { from } = fields(retry);
  if (typeof from !== "number" || !Number.isFinite(from)) throw damaged();
  return { seconds: parse(aside.seconds), code, message, retry: { from } };
}

function isCaseId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw damaged();
  return value as Record<string, unknown>;
}

function damaged(): Error {
  return new Error("A record of the journal is damaged.");
}
