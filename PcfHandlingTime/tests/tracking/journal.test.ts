import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IndexedDbJournal } from "../../tracking/browser/indexedDbJournal";
import { cut, emptySet, normalise, union } from "../../tracking/intervals";
import {
  acknowledge,
  adopt,
  checkpoint,
  emptyEntry,
  isEmpty,
  putAside,
  recoveredSeconds,
  takeBack,
  type JournalEntry,
  type SetAside,
} from "../../tracking/journal";
import { fromRecord, toRecord } from "../../tracking/journalRecord";
import { intervalSets, newYear } from "./arbitraries";

const key = { caseId: "11111111-1111-1111-1111-111111111111", workDate: "2030-01-01" };
const span = (start: number, end: number) => ({ start: newYear + start, end: newYear + end });

function applied(entry: JournalEntry, ...changes: { apply(entry: JournalEntry): JournalEntry }[]): JournalEntry {
  return changes.reduce((result, change) => change.apply(result), entry);
}

describe("the journal's entries", () => {
  test("a checkpoint adds what is certain and replaces what is not", () => {
    const first = checkpoint(key.caseId, "a", emptySet, [span(0, 3)], new Set());
    const second = checkpoint(key.caseId, "a", [span(0, 5)], [span(5, 6)], new Set([key.workDate]));
    const entry = applied(emptyEntry(key), ...first, ...second);
    expect(entry.pending).toEqual([span(0, 5)]);
    expect(entry.provisional).toEqual({ a: [span(5, 6)] });
  });

  test("a checkpoint without uncertain seconds takes back those of the one before", () => {
    const before = applied(emptyEntry(key), ...checkpoint(key.caseId, "a", emptySet, [span(0, 3)], new Set()));
    const after = applied(before, ...checkpoint(key.caseId, "a", emptySet, emptySet, new Set([key.workDate])));
    expect(isEmpty(after)).toBe(true);
  });

  test("over midnight the uncertain seconds lie with both dates, and both are cleared later", () => {
    const changes = checkpoint(key.caseId, "a", emptySet, [span(-5, 5)], new Set());
    expect(changes.map(change => change.key.workDate).sort()).toEqual(["2029-12-31", "2030-01-01"]);
    const clearing = checkpoint(key.caseId, "a", emptySet, [span(3, 5)], new Set(["2029-12-31", "2030-01-01"]));
    expect(clearing.map(change => change.key.workDate).sort()).toEqual(["2029-12-31", "2030-01-01"]);
  });

  test("an acknowledgement takes exactly the acknowledged seconds, whatever came in between", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), intervalSets(), (early, later, acknowledged) => {
        const entry = { ...emptyEntry(key), pending: early };
        const grown = { ...entry, pending: union(entry.pending, later) };
        expect(acknowledge(key, acknowledged).apply(grown).pending).toEqual(cut(union(early, later), acknowledged));
      }),
    );
  });

  test("acknowledgements may come twice and in any order", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), intervalSets(), (pending, a, b) => {
        const entry = { ...emptyEntry(key), pending };
        const one = applied(entry, acknowledge(key, a), acknowledge(key, b), acknowledge(key, a));
        const other = applied(entry, acknowledge(key, b), acknowledge(key, a));
        expect(one).toEqual(other);
      }),
    );
  });

  test("refused seconds move aside and come back whole", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), (pending, sent) => {
        const refused: SetAside = { seconds: sent, code: "403", message: "No.", retry: "nextStart" };
        const entry = { ...emptyEntry(key), pending: union(pending, sent) };
        const aside = putAside(key, refused).apply(entry);
        expect(aside.pending).toEqual(cut(pending, sent));
        expect(takeBack(key, refused).apply(aside)).toEqual(entry);
      }),
    );
  });

  test("a dead tracker's uncertain seconds become pending, a living one's stay its own", () => {
    const entry = { ...emptyEntry(key), provisional: { dead: [span(0, 4)], living: [span(9, 12)] } };
    const adopted = adopt(entry, new Set(["living"]));
    expect(adopted.pending).toEqual([span(0, 4)]);
    expect(adopted.provisional).toEqual({ living: [span(9, 12)] });
  });

  test("recovered is what no closing page had handed over", () => {
    const entry = { ...emptyEntry(key), pending: [span(0, 100)] };
    expect(recoveredSeconds([entry], [{ ...key, seconds: [span(0, 90)] }])).toBe(10);
    expect(recoveredSeconds([entry], [{ ...key, workDate: "2030-01-02", seconds: [span(0, 90)] }])).toBe(100);
  });

  test("an entry survives being stored", () => {
    fc.assert(
      fc.property(intervalSets(), intervalSets(), intervalSets(), (pending, provisional, refused) => {
        const aside: SetAside[] = [{ seconds: refused, code: "CT1009", message: "Too old.", retry: { from: 5 } }];
        const entry: JournalEntry = { ...key, pending, provisional: { tab: provisional }, aside };
        expect(fromRecord(structuredClone(toRecord(entry)))).toEqual(entry);
      }),
    );
  });

  test.each([
    ["a timeline that is none", { pending: "v1 0+99999" }],
    ["another date's text", { pending: "v2 0+5" }],
    ["a case id that is none", { caseId: "'); drop" }],
  ])("a record damaged by %s is refused", (_, damage) => {
    const record = { ...toRecord({ ...emptyEntry(key), pending: [span(0, 5)] }), ...damage };
    expect(() => fromRecord(record)).toThrow();
  });
});

describe("the journal in IndexedDB", () => {
  let user = 0;
  const open = (name = `user${++user}`) => IndexedDbJournal.open({ organisation: "org", userId: name }, indexedDB);

  test("keeps what was written for the next visit, and lets go of what was acknowledged", async () => {
    const first = await open("same");
    await first.change(checkpoint(key.caseId, "a", [span(0, 10)], [span(10, 12)], new Set()));
    first.close();
    const second = await open("same");
    expect(await second.read()).toEqual([
      { ...key, pending: [span(0, 10)], provisional: { a: [span(10, 12)] }, aside: [] },
    ]);
    await second.change([acknowledge(key, [span(0, 10)])]);
    await second.change(checkpoint(key.caseId, "a", emptySet, emptySet, new Set([key.workDate])));
    expect(await second.read()).toEqual([]);
  });

  test("gives a browser profile one random device id for good", async () => {
    const journal = await open("device");
    const device = await journal.device();
    expect(device).toMatch(/^[0-9a-f]{16}$/);
    journal.close();
    expect(await (await open("device")).device()).toBe(device);
    expect(await (await open("another")).device()).not.toBe(device);
  });

  test("keeps users apart", async () => {
    await (await open("one")).change(checkpoint(key.caseId, "a", [span(0, 10)], emptySet, new Set()));
    expect(await (await open("two")).read()).toEqual([]);
  });

  test("asks for the disk, not the cache, at every change", async () => {
    const journal = await open();
    const asked: (string | undefined)[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === "readwrite") asked.push(options?.durability);
      return transaction.call(this, stores, mode, options);
    };
    try {
      await journal.change(checkpoint(key.caseId, "a", [span(0, 10)], emptySet, new Set()));
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(asked).toEqual(["strict"]);
  });

  test("loses nothing where two tabs write the same entry at once", async () => {
    const [a, b] = [await open("shared"), await open("shared")];
    const pieces = Array.from({ length: 20 }, (_, i) => span(i * 10, i * 10 + 4 + (i % 7)));
    await Promise.all(
      pieces.map((piece, i) =>
        (i % 2 ? a : b).change(checkpoint(key.caseId, `tab${i % 2}`, [piece], emptySet, new Set())),
      ),
    );
    expect((await a.read())[0]?.pending).toEqual(normalise(pieces));
  });

  test("takes the notes of closing pages once", async () => {
    const journal = await open();
    journal.noteHandedOver({ ...key, seconds: [span(0, 9)] });
    expect(await journal.takeHandedOver()).toEqual([{ ...key, seconds: [span(0, 9)] }]);
    expect(await journal.takeHandedOver()).toEqual([]);
  });

  test("never gives out a damaged entry, and goes on with a new one in its place", async () => {
    const journal = await open("damaged");
    await journal.change(checkpoint(key.caseId, "a", [span(0, 10)], emptySet, new Set()));
    const raw = await new Promise<IDBDatabase>(resolve => {
      const opening = indexedDB.open("casetime/org/damaged", 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = raw.transaction("entries", "readwrite").objectStore("entries");
    store.put({ ...toRecord(emptyEntry(key)), pending: "v1 0+999999" });
    raw.close();
    expect(await journal.read()).toEqual([]);
    await journal.change(checkpoint(key.caseId, "a", [span(20, 30)], emptySet, new Set()));
    expect((await journal.read())[0]?.pending).toEqual([span(20, 30)]);
  });
});
