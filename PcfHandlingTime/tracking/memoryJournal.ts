import { dayLogSeconds, piecesSince, type DayPiece, type LoggedPiece } from "./dayLog";
import { emptyEntry, isEmpty, type HandedOver, type JournalChange, type JournalEntry } from "./journal";
import { fromRecord, toRecord, type JournalRecord } from "./journalRecord";
import type { JournalPort } from "./ports";

/** The journal where the browser keeps nothing: pending time lives as long as the page. */
export class MemoryJournal implements JournalPort {
  readonly durable: boolean = false;
  readonly damaged = 0;
  /** The day log. */
  pieces: readonly LoggedPiece[] = [];
  private readonly records = new Map<string, JournalRecord>();

  constructor(private readonly deviceId: string) {}

  device(): Promise<string> {
    return Promise.resolve(this.deviceId);
  }

  read(): Promise<readonly JournalEntry[]> {
    return Promise.resolve([...this.records.values()].map(fromRecord));
  }

  change(changes: readonly JournalChange[], pieces: readonly LoggedPiece[] = []): Promise<void> {
    for (const { key, apply } of changes) {
      const name = `${key.caseId} ${key.workDate}`;
      const record = this.records.get(name);
      const entry = apply(record ? fromRecord(record) : emptyEntry(key));
      if (isEmpty(entry)) this.records.delete(name);
      else this.records.set(name, toRecord(entry));
    }
    for (const piece of pieces)
      this.pieces = [
        ...this.pieces.filter(
          ({ id, start }) => (id !== piece.id || start !== piece.start) && start >= piece.end - dayLogSeconds,
        ),
        piece,
      ];
    return Promise.resolve();
  }

  dayLog(from: number): Promise<readonly DayPiece[]> {
    return Promise.resolve(piecesSince(from, this.pieces));
  }

  sweep(): Promise<void> {
    // Nobody else can have written here.
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
