import { dayLogSeconds, piecesSince, readPiece, type DayPiece, type LoggedPiece } from "../dayLog";
import { emptyEntry, isEmpty, type HandedOver, type JournalChange, type JournalEntry } from "../journal";
import { fromRecord, readHandedOver, toRecord } from "../journalRecord";
import type { JournalPort } from "../ports";
import { deleteEarlierJournal, readEarlierJournal } from "./earlierJournal";
import { abort, answered, completed } from "./requests";

/** Whose journal it is: nobody else's time is ever seen or sent. */
export interface JournalOwner {
  /** Tells organisations on one origin apart. */
  readonly organisation: string;
  readonly userId: string;
}

const entries = "entries";
const facts = "facts";
const damagedRecords = "damaged";
const handedOver = "handedOver";
const dayLog = "dayLog";
const deviceFact = "device";

/** Damaged records are kept for whoever wants to look into it, but no more than this. */
const damagedKept = 20;

/** The journal in IndexedDB, each change on the disk before its promise resolves. */
export class IndexedDbJournal implements JournalPort {
  readonly durable = true;
  private readonly page = randomDevice();
  /** Keys of records found damaged. */
  private readonly found = new Set<string>();

  private constructor(
    private readonly database: IDBDatabase,
    private readonly owner: JournalOwner,
    private readonly factory: IDBFactory,
  ) {}

  get damaged(): number {
    return this.found.size;
  }

  /** Opens the journal of one user in this browser. Rejects where the browser keeps nothing. */
  static async open(owner: JournalOwner, factory: IDBFactory): Promise<IndexedDbJournal> {
    const opening = factory.open(databaseName(owner), 1);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore(entries, { keyPath: ["caseId", "workDate"] });
      database.createObjectStore(facts);
      database.createObjectStore(damagedRecords, { autoIncrement: true });
      database.createObjectStore(handedOver);
      database.createObjectStore(dayLog, { keyPath: ["start", "id"] });
    };
    const database = await answered(opening);
    // Another tab with a later version must not wait for this one.
    database.onversionchange = () => database.close();
    return new IndexedDbJournal(database, owner, factory);
  }

  async device(): Promise<string> {
    const known = await this.knownDevice();
    if (known) return known;
    const earlier = await readEarlierJournal(this.owner.userId, this.factory);
    const device = await this.write([facts, entries], async transaction => {
      const store = transaction.objectStore(facts);
      // Another tab may have come first.
      const first: unknown = await answered(store.get(deviceFact));
      if (isDevice(first)) return first;
      const device = isDevice(earlier?.device) ? earlier.device : randomDevice();
      store.put(device, deviceFact);
      for (const record of earlier?.records ?? [])
        transaction.objectStore(entries).put({ ...record, userId: this.owner.userId });
      return device;
    });
    if (earlier) deleteEarlierJournal(this.owner.userId, this.factory);
    return device;
  }

  async read(): Promise<readonly JournalEntry[]> {
    const transaction = this.database.transaction(entries, "readonly");
    const records = (await answered(transaction.objectStore(entries).getAll())) as unknown[];
    return records.map(record => this.whole(record)).filter(entry => entry !== undefined);
  }

  async change(changes: readonly JournalChange[], pieces: readonly LoggedPiece[] = []): Promise<void> {
    if (changes.length === 0 && pieces.length === 0) return;
    await this.write([entries, damagedRecords, dayLog], async transaction => {
      for (const piece of pieces) transaction.objectStore(dayLog).put(piece);
      const store = transaction.objectStore(entries);
      // Each change reads what the one before it wrote: requests of one transaction keep their order.
      for (const { key, apply } of changes) {
        const id = [key.caseId, key.workDate];
        const record: unknown = await answered(store.get(id));
        const entry = record === undefined ? undefined : this.whole(record);
        if (record !== undefined && !entry) await keepDamaged(transaction, record);
        const changed = apply(entry ?? emptyEntry(key));
        if (isEmpty(changed)) store.delete(id);
        else store.put({ ...toRecord(changed), userId: this.owner.userId });
      }
    });
  }

  async sweep(latest: number): Promise<void> {
    await this.write([entries, damagedRecords, dayLog], async transaction => {
      const store = transaction.objectStore(entries);
      for (const record of (await answered(store.getAll())) as unknown[]) {
        if (this.whole(record, latest)) continue;
        await keepDamaged(transaction, record);
        const { caseId, workDate } = record as Record<string, string>;
        store.delete([caseId ?? "", workDate ?? ""]);
      }
      const log = transaction.objectStore(dayLog);
      log.delete(IDBKeyRange.upperBound([latest - dayLogSeconds]));
      for (const record of (await answered(log.getAll())) as unknown[]) {
        const piece = readPiece(record);
        if (piece && piece.end <= latest) continue;
        this.foundDamaged(dayLog, record);
        const { start, id } = record as Record<string, IDBValidKey>;
        log.delete([start ?? 0, id ?? ""]);
      }
    });
  }

  async dayLog(from: number): Promise<readonly DayPiece[]> {
    const transaction = this.database.transaction(dayLog, "readonly");
    const records = (await answered(transaction.objectStore(dayLog).getAll())) as unknown[];
    return piecesSince(from, this.sound(dayLog, records, readPiece));
  }

  noteHandedOver(handed: HandedOver): void {
    try {
      const transaction = this.open([handedOver]);
      // Whatever this page hands over later contains what it did before without an answer.
      transaction.objectStore(handedOver).put(handed, `${this.page} ${handed.caseId} ${handed.workDate}`);
      transaction.commit();
    } catch {
      // A database that is closing: the note only spares the rep a message about seconds already on their way.
    }
  }

  async takeHandedOver(): Promise<readonly HandedOver[]> {
    const notes = await this.write([handedOver], async transaction => {
      const store = transaction.objectStore(handedOver);
      const all = (await answered(store.getAll())) as unknown[];
      store.clear();
      return all;
    });
    return this.sound(handedOver, notes, readHandedOver);
  }

  close(): void {
    this.database.close();
  }

  private async knownDevice(): Promise<string | undefined> {
    const store = this.database.transaction(facts, "readonly").objectStore(facts);
    const known: unknown = await answered(store.get(deviceFact));
    return isDevice(known) ? known : undefined;
  }

  /**
   * The entry of a record, or undefined where somebody damaged it or it is another user's.
   * @param latest No counted second lies at or beyond this one.
   */
  private whole(record: unknown, latest = Infinity): JournalEntry | undefined {
    try {
      const entry = fromRecord(record);
      if ((record as { userId?: unknown }).userId === this.owner.userId && lastSecond(entry) <= latest) return entry;
    } catch {
      // Told like the other damages below.
    }
    this.foundDamaged(entries, record);
    return undefined;
  }

  private sound<T>(store: string, records: readonly unknown[], read: (record: unknown) => T | undefined): T[] {
    return records.flatMap(record => {
      const sound = read(record);
      if (sound === undefined) this.foundDamaged(store, record);
      return sound === undefined ? [] : [sound];
    });
  }

  private foundDamaged(store: string, record: unknown): void {
    const { caseId, workDate, start, id } = (record ?? {}) as Record<string, unknown>;
    this.found.add(JSON.stringify([store, caseId, workDate, start, id]));
  }

  /** Does the work in one transaction, wholly or not at all. */
  private async write<T>(stores: string[], work: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    const transaction = this.open(stores);
    const done = completed(transaction);
    const worked = work(transaction).catch((error: unknown) => {
      abort(transaction);
      throw error;
    });
    const [result] = await Promise.all([worked, done]);
    return result;
  }

  private open(stores: string[]): IDBTransaction {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }
}

export function databaseName({ organisation, userId }: JournalOwner): string {
  return `casetime/${organisation}/${userId}`;
}

/** A random id of a browser profile: no fingerprint, nothing about the machine. */
export function randomDevice(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

function isDevice(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{16}$/.test(value);
}

async function keepDamaged(transaction: IDBTransaction, record: unknown): Promise<void> {
  const store = transaction.objectStore(damagedRecords);
  if ((await answered(store.count())) < damagedKept) store.add(record);
}

function lastSecond(entry: JournalEntry): number {
  const sets = [entry.pending, ...Object.values(entry.provisional), ...entry.aside.map(aside => aside.seconds)];
  return Math.max(0, ...sets.map(set => set[set.length - 1]?.end ?? 0));
}
