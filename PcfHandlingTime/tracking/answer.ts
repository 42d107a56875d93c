import { cut, intersect, type IntervalSet } from "./intervals";
import type { JournalKey, SetAside } from "./journal";
import type { NetworkAnswer } from "./ports";
import { parseTimeline } from "./timeline";

/** The server cuts what lies further than this (s) beyond its now; those seconds stay the client's. */
const futureSeconds = 120;

/** What an answer to a timeline write means for the seconds that were sent. */
export type Verdict =
  | {
      readonly kind: "accepted";
      /** On the server now. */
      readonly stored: IntervalSet;
      /** Cut because the case was closed or handling time off by then: they never counted. */
      readonly closed: IntervalSet;
    }
  | { readonly kind: "retry"; readonly afterMs: number | undefined }
  | { readonly kind: "signIn" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string; readonly retry: SetAside["retry"] };

/** Judges an answer by timekeeping, "Failures". */
export function judge(key: JournalKey, sent: IntervalSet, answer: NetworkAnswer): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return judgeAccepted(key, sent, answer);
  if (status === 401) return { kind: "signIn" };
  const message = sentenceOf(answer.body);
  const code = /^(CT\d{4})\b/.exec(message)?.[1];
  if (code === "CT1003") {
    const from = ((sent[0]?.start ?? 0) - futureSeconds) * 1000;
    return { kind: "refused", code, message, retry: { from } };
  }
  // Somebody else signed in to this browser while the page stood open: the time is taken once its own rep is back.
  if (code === "CT1007") return { kind: "refused", code, message, retry: "nextStart" };
  if (code) return { kind: "refused", code, message, retry: "never" };
  if (status === 403 || status === 404) return { kind: "refused", code: String(status), message, retry: "nextStart" };
  return { kind: "retry", afterMs: retryAfterMs(answer) };
}

/** The sentence of a Web API error body; empty where the body is something else. */
export function sentenceOf(body: unknown): string {
  const message = errorIn(body)?.message;
  return typeof message === "string" ? message : "";
}

/** Whether the Web API itself says that there is no such row: other 404s mean that there is no such table, or no API. */
export function saysNoSuchRow(answer: NetworkAnswer): boolean {
  return answer.status === 404 && errorIn(answer.body)?.code === "0x80040217";
}

function errorIn(body: unknown): { readonly code?: unknown; readonly message?: unknown } | undefined {
  return (body as { error?: { code?: unknown; message?: unknown } } | null | undefined)?.error;
}

function judgeAccepted(key: JournalKey, sent: IntervalSet, answer: NetworkAnswer): Verdict {
  const text = (answer.body as { casetime_timeline?: unknown } | null | undefined)?.casetime_timeline;
  const serverNow = answer.date === null ? NaN : Date.parse(answer.date) / 1000;
  // Without the row's timeline nothing tells what was stored, and what is not known to be stored is sent again.
  if (typeof text !== "string" || Number.isNaN(serverNow)) return { kind: "retry", afterMs: undefined };
  let timeline: IntervalSet;
  try {
    timeline = parseTimeline(key.workDate, text);
  } catch {
    return { kind: "retry", afterMs: undefined };
  }
  const missing = cut(sent, timeline);
  // The server judged by an instant somewhat before the header's; a few seconds' margin keeps the doubtful ones.
  const future: IntervalSet = [{ start: Math.floor(serverNow) + futureSeconds - 10, end: Number.MAX_SAFE_INTEGER }];
  return { kind: "accepted", stored: intersect(sent, timeline), closed: cut(missing, future) };
}

/** `Retry-After` in ms: seconds, or a date beside the answer's own. */
function retryAfterMs(answer: NetworkAnswer): number | undefined {
  if (answer.retryAfter === null) return undefined;
  const seconds = Number(answer.retryAfter);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const wait = Date.parse(answer.retryAfter) - Date.parse(answer.date ?? "");
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
