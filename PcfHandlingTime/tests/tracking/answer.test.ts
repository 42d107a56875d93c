import { describe, expect, test } from "vitest";
import { judge } from "../../tracking/answer";
import { backoffMs } from "../../tracking/backoff";
import { encodeTimeline } from "../../tracking/timeline";
import { newYear } from "./arbitraries";

const key = { caseId: "11111111-1111-1111-1111-111111111111", workDate: "2030-01-01" };
const span = (start: number, end: number) => ({ start: newYear + start, end: newYear + end });
const at = (second: number) => new Date((newYear + second) * 1000).toUTCString();

function answer(change: { status?: number; body?: unknown; date?: string | null; retryAfter?: string | null }) {
  return { status: 200, body: undefined, date: at(1000), retryAfter: null, sentAt: 0, receivedAt: 0, ...change };
}

const stored = (...spans: ReturnType<typeof span>[]) => ({ casetime_timeline: encodeTimeline(key.workDate, spans) });
const refused = (message: string) => ({ error: { code: "0x80040265", message } });

describe("what an answer means", () => {
  test("all that was sent and is in the row's timeline is stored, whatever else is there", () => {
    const verdict = judge(key, [span(100, 200)], answer({ body: stored(span(50, 300)) }));
    expect(verdict).toEqual({ kind: "accepted", stored: [span(100, 200)], closed: [] });
  });

  test("what the server cut in the past was counted after the case was closed", () => {
    const verdict = judge(key, [span(100, 200)], answer({ body: stored(span(100, 150)) }));
    expect(verdict).toEqual({ kind: "accepted", stored: [span(100, 150)], closed: [span(150, 200)] });
  });

  test("what it cut beyond its now and two minutes, ten seconds spared for doubt, is still to come", () => {
    const verdict = judge(key, [span(1000, 1300)], answer({ body: stored(span(1000, 1050)) }));
    expect(verdict).toEqual({ kind: "accepted", stored: [span(1000, 1050)], closed: [span(1050, 1110)] });
  });

  test.each([
    ["no body", { body: undefined }],
    ["no timeline", { body: { casetime_durationseconds: 5 } }],
    ["a malformed timeline", { body: { casetime_timeline: "v9 huh" } }],
    ["no date", { body: stored(span(100, 200)), date: null }],
  ])("a success with %s is no acknowledgement", (_, change) => {
    expect(judge(key, [span(100, 200)], answer(change))).toEqual({ kind: "retry", afterMs: undefined });
  });

  test.each([
    [401, "", { kind: "signIn" }],
    [403, "Missing privilege.", { kind: "refused", code: "403", message: "Missing privilege.", retry: "nextStart" }],
    [404, "No such case.", { kind: "refused", code: "404", message: "No such case.", retry: "nextStart" }],
    [400, "CT1009: bad.", { kind: "refused", code: "CT1009", message: "CT1009: bad.", retry: "never" }],
    [400, "CT1007: not you.", { kind: "refused", code: "CT1007", message: "CT1007: not you.", retry: "nextStart" }],
    [400, "Bad request.", { kind: "retry", afterMs: undefined }],
    [0, "", { kind: "retry", afterMs: undefined }],
  ])("%i with '%s'", (status, message, verdict) => {
    expect(judge(key, [span(100, 200)], answer({ status, body: refused(message) }))).toEqual(verdict);
  });

  test("the future is tried again from two minutes before its first second", () => {
    const verdict = judge(key, [span(500, 600)], answer({ status: 400, body: refused("CT1003: future.") }));
    expect(verdict).toMatchObject({ kind: "refused", retry: { from: (newYear + 380) * 1000 } });
  });

  test.each([
    ["30", 30_000],
    [at(1090), 90_000],
    ["soon", undefined],
  ])("Retry-After %s", (retryAfter, afterMs) => {
    expect(judge(key, [], answer({ status: 429, retryAfter }))).toEqual({ kind: "retry", afterMs });
  });
});

describe("the back-off", () => {
  test("doubles from 2 s to at most 5 min", () => {
    expect([1, 2, 3, 4, 20].map(failures => backoffMs(failures, undefined, 1))).toEqual([
      2_000, 4_000, 8_000, 16_000, 300_000,
    ]);
  });

  test("is spread over the upper half, so that clients do not come back together", () => {
    expect([backoffMs(3, undefined, 0), backoffMs(3, undefined, 0.5)]).toEqual([4_000, 6_000]);
  });

  test("is never shorter than the server asked", () => {
    expect(backoffMs(1, 120_000, 0)).toBe(120_000);
  });
});
