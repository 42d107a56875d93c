import { describe, expect, test } from "vitest";
import { handlingTimeRequest, readHandlingTime } from "../../HandlingTime/model/handlingTime";

const answer = (status: number, body: unknown) => ({
  status,
  body,
  date: null,
  retryAfter: null,
  sentAt: 0,
  receivedAt: 0,
});
const ann = { id: "A0000000-0000-0000-0000-00000000000A", name: "Ann", automatic: 600, adjusted: -60 };
const bob = { id: "b0000000-0000-0000-0000-00000000000b", name: "Bob", logs: 60, activities: 120, overlap: 30 };
const told = {
  CaseActive: true,
  Enabled: true,
  UpdateInterval: 15,
  IdleMinutes: 0,
  OverlapOnce: true,
  MaximumLogMinutes: 480,
  Reps: JSON.stringify({ version: 1, reps: [bob, ann] }),
};

test("one request asks for everything of a case, or for one's own", () => {
  const path = "incidents(c)/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own=";
  expect(handlingTimeRequest("c", false)).toEqual({ method: "GET", path: `${path}false` });
  expect(handlingTimeRequest("c", true).path).toBe(`${path}true`);
});

describe("the answer", () => {
  test("holds settings, the case's state and the numbers by rep, sorted by name", () => {
    expect(readHandlingTime(answer(200, told))).toEqual({
      settings: { enabled: true, updateMinutes: 15, idleMinutes: 0 },
      totals: {
        caseActive: true,
        overlapOnce: true,
        maximumLogSeconds: 28_800,
        reps: [
          {
            id: "a0000000-0000-0000-0000-00000000000a",
            name: "Ann",
            automatic: 600,
            adjusted: -60,
            logs: 0,
            activities: 0,
            overlap: 0,
          },
          { id: bob.id, name: "Bob", automatic: 0, adjusted: 0, logs: 60, activities: 120, overlap: 30 },
        ],
      },
    });
  });

  test("of a refusal is the server's sentence", () => {
    const body = { error: { code: "0x80040220", message: "Principal user is missing prvReadincident privilege." } };
    expect(() => readHandlingTime(answer(403, body))).toThrow("Principal user is missing prvReadincident privilege.");
  });

  test.each([
    ["no answer", answer(0, undefined)],
    ["something else", answer(200, "<html>")],
    ["reps of a version to come", answer(200, { ...told, Reps: '{"version":2,"reps":[]}' })],
    ["reps cut short", answer(200, { ...told, Reps: '{"version":1,"re' })],
    ["no reps", answer(200, { ...told, Reps: undefined })],
  ])("that is %s is an error without a sentence", (_, given) => {
    expect(() => readHandlingTime(given)).toThrow(/^$/);
  });
});
