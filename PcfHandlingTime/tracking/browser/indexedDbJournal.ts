import { emptyEntry, fromRecord, isEmpty, toRecord, type JournalChange, type JournalEntry } from "../journal";
import type { HandedOver, JournalRecord } from "../journal";
import type { JournalPort } from "../ports";

const entries = "entries";
const facts = "facts";
const damaged = "damaged";
const handedOver = "handedOver";

/** The journal in IndexedDB, each change on the disk before its promise resolves. */
export class IndexedDbJournal implements JournalPort {
  readonly durable = true;

  private constructor(private readonly database: IDBDatabase) {}

  /** Opens the journal of one user in this browser. Rejects where the browser keeps nothing. */
  static async open(userId: string, factory: IDBFactory): Promise<IndexedDbJournal> {
    const opening = factory.open(`casetime/${userId}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(entries, { keyPath: ["caseId", "workDate"] });
      opening.result.createObjectStore(facts);
      opening.result.createObjectStore(damaged, { autoIncrement: true });
      opening.result.createObjectStore(handedOver, { autoIncrement: true });
    };
    const database = await answered(opening);
    // Another tab with a later version must not wait for this one.
    database.onversionchange = () => database.close();
    return new IndexedDbJournal(database);
  }

  async device(): Promise<string> {
    const transaction = this.write([facts]);
    const store = transaction.objectStore(facts);
    const known: unknown = await answered(store.get("device"));
    const device = typeof known === "string" ? known : randomDevice();
    if (device !== known) store.put(device, "device");
    await completed(transaction);
    return device;
  }

  async read(): Promise<readonly JournalEntry[]> {
    const transaction = this.database.transaction(entries, "readonly");
    const records = await answered(transaction.objectStore(entries).getAll() as IDBRequest<JournalRecord[]>);
    return records.map(whole).filter((entry): entry is JournalEntry => entry !== undefined);
  }

  async change(changes: readonly JournalChange[]): Promise<void> {
    if (changes.length === 0) return;
    const transaction = this.write([entries, damaged]);
    const done = completed(transaction);
    const store = transaction.objectStore(entries);
    // Each change reads what the one before it wrote: requests of one transaction keep their order.
    for (const { key, apply } of changes) {
      const id = [key.caseId, key.workDate];
      const reading = store.get(id) as IDBRequest<JournalRecord | undefined>;
      const record = await answered(reading);
      const entry = record && whole(record);
      if (record && !entry) transaction.objectStore(damaged).add(record);
      const changed = apply(entry ?? emptyEntry(key));
      if (isEmpty(changed)) store.delete(id);
      else store.put(toRecord(changed));
    }
    await done;
  }

  noteHandedOver(handed: HandedOver): void {
    try {
      const transaction = this.write([handedOver]);
      transaction.objectStore(handedOver).add(handed);
      transaction.commit();
    } catch {
      // A database that is closing: the note only spares the rep a message about seconds already on their way.
    }
  }

  async takeHandedOver(): Promise<readonly HandedOver[]> {
    const transaction = this.write([handedOver]);
    const store = transaction.objectStore(handedOver);
    const notes = await answered(store.getAll() as IDBRequest<HandedOver[]>);
    store.clear();
    await completed(transaction);
    return notes;
  }

  close(): void {
    this.database.close();
  }

  private write(stores: string[]): IDBTransaction {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }
}

/** A random id of a browser profile: no fingerprint, nothing about the machine. */
export function randomDevice(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** The entry of a record, or undefined where somebody damaged it. */
function whole(record: JournalRecord): JournalEntry | undefined {
  try {
    return fromRecord(record);
  } catch {
    return undefined;
  }
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's storage failed."));
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser's storage gave up."));
    transaction.onerror = () => reject(transaction.error ?? new Error("The browser's storage failed."));
  });
}
