import { cut, emptySet, measure, type IntervalSet } from "../../tracking/intervals";
import type { JournalKey, SetAside } from "../../tracking/journal";
import type { Tracker } from "../../tracking/tracker";
import { logRowId } from "../../tracking/uuid5";
import type { DataPort } from "./ports";

/** Seconds of one case and work date that the server would not take, and why. */
export type Refused = JournalKey & SetAside;

/** What the rep has read and need not see again. */
export interface Dismissed {
  readonly recovered: boolean;
  /** The offer to resume, until the next pause. */
  readonly offer: boolean;
}

export const nothingDismissed: Dismissed = { recovered: false, offer: false };

/** The open case, as far as decisions concern it. */
export interface DecidedCase {
  readonly caseId: string;
  readonly userId: string;
  readonly tracker: Pick<Tracker, "status" | "keepGap" | "discardGap" | "takeGap" | "restoreGap" | "discardAside">;
}

/** What the rep alone can decide: whose the idle seconds are, and what becomes of refused ones. */
export class Decisions {
  constructor(
    private readonly data: Pick<DataPort, "createLog">,
    private readonly open: () => DecidedCase | undefined,
    private readonly written: () => void,
  ) {}

  keepGap(): void {
    this.open()?.tracker.keepGap();
    this.written();
  }

  discardGap(): void {
    this.open()?.tracker.discardGap();
  }

  /**
   * Writes a time log as long as the gap, which goes once the log is there. Where that fails this rejects with
   * `DataError`, whose message is the server's sentence.
   */
  async logGap(reasonCategory: number): Promise<void> {
    const open = this.open();
    const gap = open?.tracker.status().gap ?? emptySet;
    if (!open || gap.length === 0) return;
    await this.log(open.userId, open.caseId, gap, { category: reasonCategory, reason: "" });
    // Seconds that joined the gap meanwhile are still to be decided on.
    open.tracker.restoreGap(cut(open.tracker.takeGap(), gap));
    this.written();
  }

  /**
   * Turns refused seconds into time logs, each no longer than the longest log; what is logged leaves the journal piece
   * by piece, so that another try after a failure logs nothing twice. Rejects with `DataError`.
   */
  async logRefused(refused: Refused, log: { maximumSeconds: number; category: number; reason: string }): Promise<void> {
    const open = this.open();
    if (!open) return;
    for (const seconds of inPieces(refused.seconds, log.maximumSeconds)) {
      await this.log(open.userId, refused.caseId, seconds, log);
      await open.tracker.discardAside({ ...refused, seconds });
    }
    this.written();
  }

  /** The rep gives these seconds up. */
  async discardRefused(refused: Refused): Promise<void> {
    await this.open()?.tracker.discardAside(refused);
  }

  /** Under an id that follows from the seconds: another try after a lost answer makes no second row. */
  private log(
    userId: string,
    caseId: string,
    seconds: IntervalSet,
    { category, reason }: { category: number; reason: string },
  ): Promise<void> {
    const start = new Date((seconds[0]?.start ?? 0) * 1000);
    const draft = { seconds: measure(seconds), start, reasonCategory: category, reason };
    return this.data.createLog(caseId, draft, logRowId(caseId, userId, seconds));
  }
}

/** The set in pieces of at most so many seconds each, in order. */
export function inPieces(set: IntervalSet, longest: number): readonly IntervalSet[] {
  const pieces: { start: number; end: number }[][] = [];
  let room = 0;
  for (const { start, end } of set)
    for (let from = start; from < end;) {
      if (room === 0) {
        pieces.push([]);
        room = Math.max(1, longest);
      }
      const to = Math.min(end, from + room);
      pieces[pieces.length - 1]?.push({ start: from, end: to });
      room -= to - from;
      from = to;
    }
  return pieces;
}
