import type { DayPiece, LoggedPiece } from "./dayLog";
import { union, type IntervalSet } from "./intervals";
import { putAside, type HandedOver, type JournalChange, type JournalEntry } from "./journal";
import { MemoryJournal } from "./memoryJournal";
import type { JournalPort } from "./ports";

/**
 * A journal whose storage may fail while in use (full, evicted, forbidden): what cannot be stored is kept in memory, so
 * that it is still sent, and `durable` says that a crash would lose it. All changes are unions and cuts, so making one
 * in both places does no harm. Once the storage takes something again, it is given what memory kept.
 */
export class SafeJournal implements JournalPort {
  private readonly spareDevice: string;
  private memory: MemoryJournal;
  private failed = false;
  private work: Promise<void> = Promise.resolve();

  /** @param storage Undefined where the browser keeps nothing at all. */
  constructor(
    private readonly storage: JournalPort | undefined,
    randomDevice: () => string,
  ) {
    this.spareDevice = randomDevice();
    this.memory = new MemoryJournal(this.spareDevice);
  }

  get durable(): boolean {
    return this.storage !== undefined && !this.failed;
  }

  get damaged(): number {
    return this.storage?.damaged ?? 0;
  }

  async device(): Promise<string> {
    try {
      return (await this.storage?.device()) ?? (await this.memory.device());
    } catch {
      this.failed = true;
      return this.memory.device();
    }
  }

  async read(): Promise<readonly JournalEntry[]> {
    const kept = await this.memory.read();
    try {
      return merge((await this.storage?.read()) ?? [], kept);
    } catch {
      this.failed = true;
      return kept;
    }
  }

  /** One at a time, so that what memory kept cannot change while it is given to the storage. */
  change(changes: readonly JournalChange[], pieces: readonly LoggedPiece[] = []): Promise<void> {
    const work = this.work.then(() => this.changeNow(changes, pieces));
    this.work = work.catch(() => undefined);
    return work;
  }

  async dayLog(from: number): Promise<readonly DayPiece[]> {
    const kept = await this.memory.dayLog(from);
    try {
      const stored = (await this.storage?.dayLog(from)) ?? [];
      const isKept = (piece: DayPiece) => kept.some(k => k.caseId === piece.caseId && k.start === piece.start);
      return [...stored.filter(piece => !isKept(piece)), ...kept].sort((a, b) => a.start - b.start);
    } catch {
      this.failed = true;
      return kept;
    }
  }

  async sweep(latest: number): Promise<void> {
    try {
      await this.storage?.sweep(latest);
    } catch {
      this.failed = true;
    }
  }

  noteHandedOver(handed: HandedOver): void {
    this.storage?.noteHandedOver(handed);
  }

  async takeHandedOver(): Promise<readonly HandedOver[]> {
    try {
      return (await this.storage?.takeHandedOver()) ?? [];
    } catch {
      this.failed = true;
      return [];
    }
  }

  close(): void {
    this.storage?.close();
  }

  private async changeNow(changes: readonly JournalChange[], pieces: readonly LoggedPiece[]): Promise<void> {
    const stored = await this.store(changes, pieces);
    if (this.durable) return;
    await this.memory.change(changes, pieces);
    if (stored) await this.giveBack();
  }

  /** @returns Whether the storage took it. */
  private async store(changes: readonly JournalChange[], pieces: readonly LoggedPiece[]): Promise<boolean> {
    try {
      await this.storage?.change(changes, pieces);
      return this.storage !== undefined;
    } catch {
      this.failed = true;
      return false;
    }
  }

  /** Uncertain seconds stay out: the next checkpoint of their tracker brings them. */
  private async giveBack(): Promise<void> {
    const kept = await this.memory.read();
    const changes = kept.map((entry): JournalChange => ({
      key: entry,
      apply: stored => ({ ...mergeEntry(stored, entry), provisional: stored.provisional }),
    }));
    if (!(await this.store(changes, this.memory.pieces))) return;
    this.memory = new MemoryJournal(this.spareDevice);
    this.failed = false;
  }
}

function merge(stored: readonly JournalEntry[], kept: readonly JournalEntry[]): readonly JournalEntry[] {
  const result = new Map(stored.map(entry => [`${entry.caseId} ${entry.workDate}`, entry]));
  for (const entry of kept) {
    const name = `${entry.caseId} ${entry.workDate}`;
    const other = result.get(name);
    result.set(name, other ? mergeEntry(other, entry) : entry);
  }
  return [...result.values()];
}

function mergeEntry(a: JournalEntry, b: JournalEntry): JournalEntry {
  const provisional: Record<string, IntervalSet> = { ...a.provisional };
  for (const [instance, seconds] of Object.entries(b.provisional))
    provisional[instance] = union(provisional[instance] ?? [], seconds);
  const merged = { ...a, pending: union(a.pending, b.pending), provisional };
  return b.aside.reduce((entry, aside) => ({ ...putAside(a, aside).apply(entry), pending: entry.pending }), merged);
}
