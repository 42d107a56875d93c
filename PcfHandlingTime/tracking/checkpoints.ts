import type { LoggedPiece } from "./dayLog";
import type { Doubt } from "./doubt";
import { byWorkDate, emptySet, union, type Interval, type IntervalSet } from "./intervals";
import { checkpoint } from "./journal";
import type { JournalPort } from "./ports";
import { provisional, type EndedRun, type Presence } from "./presence";
import type { TrackerIdentity } from "./trackerTypes";

/** Brings what a running tracker knows to the journal, in order: what became certain, what is not yet, the day log. */
export class Checkpoints {
  private unsaved: IntervalSet = emptySet;
  private unloggedPieces: readonly LoggedPiece[] = [];
  private provisionalDates: ReadonlySet<string> = new Set();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly identity: TrackerIdentity,
    private readonly journal: JournalPort,
  ) {}

  /** Seconds that became certain, for the next `save`. */
  add(confirmed: readonly Interval[]): void {
    this.unsaved = union(this.unsaved, confirmed);
  }

  /** A stretch that ended, for the day log with the next `save`. */
  ended(run: EndedRun): void {
    this.unloggedPieces = [...this.unloggedPieces, this.piece(run)];
  }

  /**
   * On the disk when it resolves. What could not be written is tried again with the next.
   * @param doubt While the page's clock is in doubt its seconds are uncertain, and its stretches not for the day log yet.
   */
  save(presence: Presence | undefined, doubt?: Doubt): Promise<void> {
    const running = presence ? provisional(presence) : undefined;
    const uncertain = union(doubt?.seconds ?? emptySet, running ? [running] : emptySet);
    const confirmed = this.unsaved;
    this.unsaved = emptySet;
    const dates = this.provisionalDates;
    this.provisionalDates = new Set(byWorkDate(uncertain).keys());
    const { caseId, instance } = this.identity;
    const changes = checkpoint(caseId, instance, confirmed, uncertain, dates);
    const pieces = this.unloggedPieces;
    this.unloggedPieces = [];
    if (changes.length === 0 && pieces.length === 0) return this.work;
    const log = [...pieces, ...(doubt ? [] : this.runningPiece(presence))];
    const work = this.work.catch(() => undefined).then(() => this.journal.change(changes, log));
    this.work = work.catch(() => {
      this.unsaved = union(this.unsaved, confirmed);
      this.unloggedPieces = [...pieces, ...this.unloggedPieces];
    });
    return work;
  }

  /** When everything begun so far has been written, or failed. */
  settled(): Promise<void> {
    return this.work;
  }

  private runningPiece(presence: Presence | undefined): readonly LoggedPiece[] {
    const run = presence?.run;
    if (!run) return [];
    const end = Math.max(run.confirmed, Math.floor(presence.seen / 1000));
    return [this.piece({ start: run.from, end, startReason: run.reason, stopReason: undefined })];
  }

  private piece(run: Omit<EndedRun, "stopReason"> & { readonly stopReason: LoggedPiece["stopReason"] }): LoggedPiece {
    const { caseId, instance } = this.identity;
    return { ...run, caseId, id: `${instance} ${run.startReason === "kept" ? "kept" : "run"}` };
  }
}
