import type { IntervalSet } from "./intervals";

/** A piece of idle time that was sent as a log by hand. */
export interface GapLog {
  /** The row's: the same for every try. */
  readonly id: string;
  readonly seconds: IntervalSet;
}

/**
 * Logs of idle time that were sent and have had no answer: they may be on the server or not, so their seconds may not be
 * given away in another manner before that is known. Shared by all widgets of a page, one decision after the other.
 */
export class GapLogs {
  private logs: readonly GapLog[] = [];
  private latest: Promise<unknown> = Promise.resolve();

  /** Those without an answer. */
  doubtful(): readonly GapLog[] {
    return this.logs;
  }

  sent(log: GapLog): void {
    this.logs = [...this.logs.filter(({ id }) => id !== log.id), log];
  }

  /** It is known by now whether the server has it. */
  settled(log: GapLog): void {
    this.logs = this.logs.filter(({ id }) => id !== log.id);
  }

  /** Runs a decision once those before it have been carried out, or have failed. */
  inTurn<Result>(decision: () => Promise<Result>): Promise<Result> {
    const result = this.latest.then(decision);
    this.latest = result.catch(() => undefined);
    return result;
  }
}
