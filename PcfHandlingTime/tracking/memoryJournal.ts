import { emptyEntry, fromRecord, isEmpty, toRecord, type JournalChange, type JournalEntry } from "./journal";
import type { HandedOver, JournalRecord } from "./journal";
import type { JournalPort } from "./ports";

/** The journal where the browser keeps nothing: pending time lives as long as the page. */
export class MemoryJournal implements JournalPort {
  readonly durable: boolean = false;
  private readonly records = new Map<string, JournalRecord>();

  constructor(private readonly deviceId: string) {}

  device(): Promise<string> {
    return Promise.resolve(this.deviceId);
  }

  read(): Promise<readonly JournalEntry[]> {
    return Promise.resolve([...this.records.values()].map(fromRecord));
  }

  change(changes: readonly JournalChange[]): Promise<void> {
    for (const { key, apply } of changes) {
      const name = `${key.caseId} ${key.workDate}`;
      const record = this.records.get(name);
      const entry = apply(record ? fromRecord(record) : emptyEntry(key));
      if (isEmpty(entry)) this.records.delete(name);
      else this.records.set(name, toRecord(entry));
    }
    return Promise.resolve();
  }

  noteHandedOver(): void {
    // Memory ends with the page, so nobody will ever ask.
  }

  takeHandedOver(): Promise<readonly HandedOver[]> {
    return Promise.resolve([]);
  }

  close(): void {
    // Nothing is held open.
  }
}
