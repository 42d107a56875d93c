import "fake-indexeddb/auto";
import { describe, expect, test, vi } from "vitest";
import { IndexedDbJournal, randomDevice } from "../../tracking/browser/indexedDbJournal";
import { answered } from "../../tracking/browser/requests";
import { emptySet, daySeconds, measure, workDate, type Interval } from "../../tracking/intervals";
import {
  acknowledge,
  checkpoint,
  emptyEntry,
  longestMessage,
  putAside,
  type JournalChange,
  type JournalEntry,
} from "../../tracking/journal";
import { fromRecord, longestTimeline, readHandedOver, toRecord } from "../../tracking/journalRecord";
import type { JournalPort } from "../../tracking/ports";
import { SafeJournal } from "../../tracking/safeJournal";
import { newYear } from "./arbitraries";

const key = { caseId: "11111111-1111-1111-1111-111111111111", workDate: "2030-01-01" };
const span = (start: number, end: number) => ({ start: newYear + start, end: newYear + end });
const certain = (...pieces: Interval[]) => checkpoint(key.caseId, "tab", pieces, emptySet, new Set());
const evening = newYear + 20 * 3_600;

let users = 0;
const newUser = () => `user ${++users}`;
const open = (userId = newUser(), organisation = "org") => IndexedDbJournal.open({ organisation, userId }, indexedDB);

/** Writes into a user's database behind the journal's back. */
async function tamper(userId: string, store: string, record: unknown, storeKey?: string): Promise<void> {
  const database = await answered(indexedDB.open(`casetime/org/${userId}`));
  await answered(database.transaction(store, "readwrite").objectStore(store).put(record, storeKey));
  database.close();
}

const sound = (userId: string) => ({ ...toRecord({ ...emptyEntry(key), pending: [span(0, 5)] }), userId });

describe("a record that somebody damaged", () => {
  const refused = { seconds: "v1 0+5", code: "403", message: "No.", retry: "never" };
  test.each([
    ["no timeline", { pending: "v1 0+99999" }],
    ["another version of the text", { pending: "v2 0+5" }],
    ["a number for a text", { pending: 5 }],
    ["no pending time at all", { pending: undefined }],
    ["a text longer than a day can have", { pending: `v1 ${"0+1 ".repeat(longestTimeline)}`.trim() }],
    ["no case", { caseId: "'); drop" }],
    ["a case of hyphens", { caseId: "-".repeat(36) }],
    ["a date that is none", { workDate: "2030-02-31" }],
    ["uncertain time that is none", { provisional: { tab: ["v1 0+5"] } }],
    ["a list for uncertain time", { provisional: [] }],
    ["nothing for uncertain time", { provisional: null }],
    ["thousands of trackers", { provisional: Object.fromEntries(Array.from({ length: 999 }, (_, i) => [i, "v1"])) }],
    ["no list of refusals", { aside: {} }],
    ["thousands of refusals", { aside: Array.from({ length: 999 }, () => refused) }],
    ["a refusal that is none", { aside: [null] }],
    ["a refusal without seconds", { aside: [{ ...refused, seconds: undefined }] }],
    ["a code that is none", { aside: [{ ...refused, code: "<b>" }] }],
    ["a sentence that is none", { aside: [{ ...refused, message: { toString: "x" } }] }],
    ["a sentence without end", { aside: [{ ...refused, message: "x".repeat(longestMessage + 1) }] }],
    ["an instant that is none", { aside: [{ ...refused, retry: { from: NaN } }] }],
    ["a word that is none", { aside: [{ ...refused, retry: "always" }] }],
  ])("by %s is refused", (_, damage) => {
    expect(() => fromRecord({ ...sound("any"), ...damage })).toThrow();
  });

  test.each([[null], [undefined], [5], ["text"], [[]]])("by being %j is refused", record => {
    expect(() => fromRecord(record)).toThrow();
  });

  test.each([
    ["another user's", { userId: "somebody else" }],
    ["nobody's", { userId: undefined }],
    ["of seconds in the future", { pending: "v1 80000+5" }],
    ["of uncertain seconds in the future", { provisional: { tab: "v1 80000+5" } }],
  ])("or is %s is put out of the way at the start and counted once", async (_, damage) => {
    const userId = newUser();
    const journal = await open(userId);
    await tamper(userId, "entries", { ...sound(userId), ...damage });
    await journal.sweep(evening);
    expect(await journal.read()).toEqual([]);
    expect(journal.damaged).toBe(1);
    const next = await open(userId);
    await next.sweep(evening);
    expect(await next.read()).toEqual([]);
    expect(next.damaged).toBe(0);
  });

  test("after the start is never given out, is counted, and gives way to new time", async () => {
    const userId = newUser();
    const journal = await open(userId);
    await journal.change(certain(span(0, 10)));
    await tamper(userId, "entries", { ...sound(userId), pending: "v1 0+999999" });
    expect(await journal.read()).toEqual([]);
    expect(await journal.read()).toEqual([]);
    expect(journal.damaged).toBe(1);
    await journal.change(certain(span(20, 30)));
    expect((await journal.read())[0]?.pending).toEqual([span(20, 30)]);
  });

  test.each([
    ["no seconds", { ...key }],
    ["seconds that are texts", { ...key, seconds: [{ start: "1", end: "2" }] }],
    ["an interval backwards", { ...key, seconds: [span(5, 1)] }],
    ["half seconds", { ...key, seconds: [span(0.5, 1)] }],
    ["no case", { ...key, caseId: 7, seconds: [] }],
    ["nothing", null],
  ])("of the closing pages, with %s, is left out and counted", async (_, note) => {
    expect(readHandedOver(note)).toBeUndefined();
    const userId = newUser();
    const journal = await open(userId);
    await tamper(userId, "handedOver", note, "x");
    expect(await journal.takeHandedOver()).toEqual([]);
    expect(journal.damaged).toBe(1);
  });

  const piece = { ...span(0, 60), id: "tab", caseId: key.caseId, startReason: "opened", stopReason: "hidden" };
  test.each([
    ["an unknown reason", { startReason: "bored" }],
    ["a reason of the wrong kind", { stopReason: 3 }],
    ["an end before its start", { end: newYear - 1 }],
    ["an end in the future", { end: newYear + daySeconds }],
    ["no case", { caseId: null }],
  ])("of the day log, with %s, is left out, counted, and thrown away at the start", async (_, damage) => {
    const userId = newUser();
    const journal = await open(userId);
    await tamper(userId, "dayLog", { ...piece, ...damage });
    await journal.sweep(evening);
    expect(await journal.dayLog(0)).toEqual([]);
    expect(journal.damaged).toBe(1);
    const next = await open(userId);
    await next.sweep(evening);
    expect(next.damaged).toBe(0);
  });

  test("leaves the sound ones beside it as they are", async () => {
    const userId = newUser();
    const journal = await open(userId);
    await tamper(userId, "entries", sound(userId));
    await tamper(userId, "entries", { ...sound(userId), workDate: "2029-12-31", pending: 0 });
    await journal.sweep(evening);
    expect(await journal.read()).toEqual([{ ...emptyEntry(key), pending: [span(0, 5)] }]);
  });
});

describe("the day log in IndexedDB", () => {
  const piece = (start: number, end: number) =>
    ({ ...span(start, end), id: "tab", caseId: key.caseId, startReason: "opened", stopReason: "hidden" }) as const;

  test("replaces what grows, survives the page, and forgets after two days", async () => {
    const userId = newUser();
    const journal = await open(userId);
    await journal.change([], [piece(-2 * daySeconds - 100, -2 * daySeconds - 50), piece(-daySeconds, -daySeconds + 9)]);
    for (const end of [10, 20, 30]) await journal.change([], [{ ...piece(0, end), stopReason: undefined }]);
    journal.close();
    const next = await open(userId);
    await next.sweep(newYear + 60);
    expect((await next.dayLog(0)).map(({ start, end }) => end - start)).toEqual([9, 30]);
    expect(await next.dayLog(newYear * 1000)).toHaveLength(1);
  });

  test("is one user's", async () => {
    await (await open()).change([], [piece(0, 10)]);
    expect(await (await open()).dayLog(0)).toEqual([]);
  });
});

describe("who a journal belongs to", () => {
  test("two users of one browser, and two organisations of one user, see nothing of each other", async () => {
    const userId = newUser();
    const journal = await open(userId, "one");
    await journal.change(certain(span(0, 10)));
    expect(await (await open(userId, "two")).read()).toEqual([]);
    expect(await (await open(newUser(), "one")).read()).toEqual([]);
    expect(await (await open(userId, "one")).read()).toHaveLength(1);
  });

  test("what the first version kept is taken over with its device, once", async () => {
    const userId = newUser();
    const earlier = indexedDB.open(`casetime/${userId}`, 1);
    earlier.onupgradeneeded = () => {
      earlier.result.createObjectStore("entries", { keyPath: ["caseId", "workDate"] });
      earlier.result.createObjectStore("facts").put("00000000000000aa", "device");
    };
    const database = await answered(earlier);
    const record = toRecord({ ...emptyEntry(key), pending: [span(0, 5)] });
    const writing = database.transaction("entries", "readwrite").objectStore("entries");
    writing.put(record);
    await answered(writing.put({ ...record, workDate: "2029-12-31", pending: "spoilt" }));
    database.close();

    const journal = await open(userId);
    expect(await journal.device()).toBe("00000000000000aa");
    expect(await journal.read()).toEqual([{ ...emptyEntry(key), pending: [span(0, 5)] }]);
    await journal.change([acknowledge(key, [span(0, 5)])]);
    expect(await (await open(userId)).device()).toBe("00000000000000aa");
    expect(await journal.read()).toEqual([]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`casetime/${userId}`);
  });
});

describe("how much there can be", () => {
  const bytes = (entries: readonly JournalEntry[]) => JSON.stringify(entries.map(toRecord)).length;
  const days = 31;

  test("the worst day there is fits one entry: every other second of it", () => {
    const pending = Array.from({ length: daySeconds / 2 }, (_, i) => span(2 * i, 2 * i + 1));
    const entry = { ...emptyEntry(key), pending };
    expect(toRecord(entry).pending.length).toBe(longestTimeline);
    expect(fromRecord(toRecord(entry))).toEqual(entry);
  });

  test("a month offline, twelve cases a day, windows switched every 20 s for nine hours, is half a megabyte", () => {
    const entries = Array.from({ length: days * 12 }, (_, i): JournalEntry => {
      const day = newYear + Math.floor(i / 12) * daySeconds;
      const from = day + 8 * 3_600 + (i % 12) * 45 * 60;
      const pending = Array.from({ length: 135 }, (_, n) => ({ start: from + n * 20, end: from + n * 20 + 13 }));
      return {
        caseId: key.caseId.slice(0, -2) + String(10 + (i % 12)),
        workDate: workDate(day),
        pending,
        provisional: {},
        aside: [],
      };
    });
    expect(measure(entries.flatMap(entry => entry.pending))).toBe(days * 12 * 135 * 13);
    expect(bytes(entries)).toBeGreaterThan(400_000);
    expect(bytes(entries)).toBeLessThan(600_000);
    expect(entries.map(toRecord).map(fromRecord)).toEqual(entries);
  });

  test("steady work is compacted: a day of checkpoints is one interval", () => {
    let entry = emptyEntry(key);
    for (let at = 0; at < 28_800; at += 3) for (const { apply } of certain(span(at, at + 3))) entry = apply(entry);
    expect(entry.pending).toEqual([span(0, 28_800)]);
    expect(bytes([entry])).toBeLessThan(200);
  });

  test("time refused every ten minutes of a month lies together, with the latest sentence", () => {
    let entry = emptyEntry(key);
    for (let i = 0; i < 144; i++) {
      const seconds = [span(i * 600, i * 600 + 300)];
      entry = putAside(key, {
        seconds,
        code: "CT1004",
        message: `Refusal ${i}: ${"x".repeat(9_999)}`,
        retry: "never",
      }).apply(entry);
    }
    expect(entry.aside).toHaveLength(1);
    expect(entry.aside[0]?.message).toMatch(/^Refusal 143/);
    expect(measure(entry.aside[0]?.seconds ?? [])).toBe(144 * 300);
    expect(fromRecord(toRecord(entry))).toEqual(entry);
  });

  test("the notes of one page about one day are one note", async () => {
    const journal = await open();
    for (let i = 1; i <= 500; i++) journal.noteHandedOver({ ...key, seconds: [span(0, i)] });
    expect(await journal.takeHandedOver()).toEqual([{ ...key, seconds: [span(0, 500)] }]);
  });
});

/** A storage that can be told to fail. */
async function failing(): Promise<{ storage: JournalPort; safe: SafeJournal; fail(fails: boolean): void }> {
  const storage = await open();
  let fails = false;
  const change = storage.change.bind(storage);
  const read = storage.read.bind(storage);
  const quota = () => Promise.reject(new DOMException("No room is left.", "QuotaExceededError"));
  vi.spyOn(storage, "change").mockImplementation((...of) => (fails ? quota() : change(...of)));
  vi.spyOn(storage, "read").mockImplementation(() => (fails ? quota() : read()));
  return { storage, safe: new SafeJournal(storage, randomDevice), fail: value => (fails = value) };
}

describe("a journal whose storage fails", () => {
  test("keeps in memory what cannot be stored, and says that it would not survive", async () => {
    const { safe, fail } = await failing();
    await safe.change(certain(span(0, 10)));
    expect(safe.durable).toBe(true);
    fail(true);
    await safe.change(certain(span(10, 20)));
    expect(safe.durable).toBe(false);
    expect((await safe.read())[0]?.pending).toEqual([span(10, 20)]);
    await safe.change([acknowledge(key, [span(10, 15)])]);
    expect((await safe.read())[0]?.pending).toEqual([span(15, 20)]);
  });

  test("gives the storage what memory kept once there is room again", async () => {
    const { storage, safe, fail } = await failing();
    fail(true);
    await safe.change(certain(span(0, 10)));
    await safe.change([putAside(key, { seconds: [span(0, 2)], code: "403", message: "No.", retry: "never" })]);
    fail(false);
    await safe.change(certain(span(10, 20)));
    expect(safe.durable).toBe(true);
    const [entry] = await storage.read();
    expect(entry?.pending).toEqual([span(2, 20)]);
    expect(entry?.aside.map(aside => aside.seconds)).toEqual([[span(0, 2)]]);
    await safe.change([acknowledge(key, [span(0, 20)])]);
    expect(await safe.read()).toEqual([]);
  });

  test("changes nothing by halves: a change that throws leaves the storage as it was", async () => {
    const storage = await open();
    await storage.change(certain(span(0, 10)));
    const broken: JournalChange = {
      key,
      apply: () => {
        throw new Error("Broken.");
      },
    };
    await expect(storage.change([...certain(span(20, 30)), broken])).rejects.toThrow();
    expect((await storage.read())[0]?.pending).toEqual([span(0, 10)]);
  });

  test("works without any storage, the day log included", async () => {
    const journal = new SafeJournal(undefined, randomDevice);
    const piece = {
      ...span(0, 60),
      id: "tab",
      caseId: key.caseId,
      startReason: "opened",
      stopReason: "hidden",
    } as const;
    await journal.change(certain(span(0, 10)), [piece]);
    await journal.sweep(evening);
    expect(journal.durable).toBe(false);
    expect(journal.damaged).toBe(0);
    expect(await journal.device()).toMatch(/^[0-9a-f]{16}$/);
    expect(await journal.takeHandedOver()).toEqual([]);
    expect((await journal.read())[0]?.pending).toEqual([span(0, 10)]);
    expect(await journal.dayLog(0)).toHaveLength(1);
  });
});
