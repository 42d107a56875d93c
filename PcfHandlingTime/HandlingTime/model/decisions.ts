import { cut, emptySet, measure, type IntervalSet } from "../../tracking/intervals";
import type { GapLog } from "../../tracking/gapLogs";
import type { JournalKey, SetAside } from "../../tracking/journal";
import type { Tracker } from "../../tracking/tracker";
import { logRowId } from "../../tracking/uuid5";
import { UnansweredError, type DataPort } from "./ports";

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
  readonly tracker: Pick<
    Tracker,
    "status" | "keepGap" | "discardGap" | "takeGap" | "restoreGap" | "gapLogs" | "discardAside" | "serverNow"
  >;
}

/** The server takes no log that ends after its now, which this page knows but to two seconds or so. */
const clockErrorSeconds = 2;

/** What the rep alone can decide: whose the idle seconds are, and what becomes of refused ones. */
export class Decisions {
  constructor(
    private readonly data: Pick<DataPort, "createLog" | "withdrawLog">,
    private readonly open: () => DecidedCase | undefined,
    private readonly written: () => void,
  ) {}

  /** Makes the gap automatic time. Rejects with `DataError`, as do the other decisions: then nothing is decided. */
  async keepGap(): Promise<void> {
    await this.decide(tracker => tracker.keepGap());
    this.written();
  }

  discardGap(): Promise<void> {
    return this.decide(tracker => tracker.discardGap());
  }

  /**
   * Writes time logs as long as the gap, none longer than the longest log. What is logged leaves the gap piece by piece;
   * a piece without an answer goes out again as it was, so that it is never two rows.
   */
  async logGap(log: { maximumSeconds: number; category: number; reason: string }): Promise<void> {
    const open = this.open();
    if (!open) return;
    const { caseId, userId, tracker } = open;
    const { gapLogs } = tracker;
    await gapLogs.inTurn(async () => {
      const sentBefore = gapLogs.doubtful();
      const fresh = sentBefore.reduce((left, { seconds }) => cut(left, seconds), tracker.status().gap ?? emptySet);
      const pieces = inPieces(fresh, log.maximumSeconds);
      for (const piece of [
        ...sentBefore,
        ...pieces.map(seconds => ({ id: logRowId(caseId, userId, seconds), seconds })),
      ])
        await this.logPiece(open, piece, log);
    });
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
      // Its id follows from the seconds: another try after a lost answer makes no second row.
      const id = logRowId(refused.caseId, open.userId, seconds);
      await this.log(open, refused.caseId, { id, seconds }, log);
      await open.tracker.discardAside({ ...refused, seconds });
    }
    this.written();
  }

  /** The rep gives these seconds up. */
  async discardRefused(refused: Refused): Promise<void> {
    await this.open()?.tracker.discardAside(refused);
  }

  /** The gap is not given away twice: a log that may be on the server is taken back first. */
  private async decide(decision: (tracker: DecidedCase["tracker"]) => void): Promise<void> {
    const tracker = this.open()?.tracker;
    await tracker?.gapLogs.inTurn(async () => {
      for (const doubtful of tracker.gapLogs.doubtful()) {
        await this.data.withdrawLog(doubtful.id);
        tracker.gapLogs.settled(doubtful);
      }
      decision(tracker);
    });
  }

  private async logPiece(open: DecidedCase, piece: GapLog, log: { category: number; reason: string }): Promise<void> {
    const { tracker } = open;
    const doubtful = tracker.gapLogs.doubtful().includes(piece);
    tracker.gapLogs.sent(piece);
    try {
      await this.log(open, open.caseId, piece, log);
    } catch (error) {
      // A refusal of this try says nothing of an earlier one.
      if (!doubtful && !(error instanceof UnansweredError)) tracker.gapLogs.settled(piece);
      throw error;
    }
    tracker.gapLogs.settled(piece);
    // Seconds that joined the gap meanwhile are still to be decided on.
    tracker.restoreGap(cut(tracker.takeGap(), piece.seconds));
  }

  /** Where it would end in the server's future, it begins earlier: its length is what counts. */
  private log(
    { tracker }: DecidedCase,
    caseId: string,
    { id, seconds }: GapLog,
    { category, reason }: { category: number; reason: string },
  ): Promise<void> {
    const length = measure(seconds);
    const now = tracker.serverNow();
    const latest = now === undefined ? Infinity : Math.floor(now / 1000) - clockErrorSeconds - length;
    const start = new Date(Math.min(seconds[0]?.start ?? 0, latest) * 1000);
    return this.data.createLog(caseId, { seconds: length, start, reasonCategory: category, reason }, id);
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
