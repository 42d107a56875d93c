/** How far (ms) the estimate may lie outside a sample before it moves: small disagreements must not shift intervals. */
const toleranceMs = 2_000;

/** How far (ms) the wall clock and the page's own clock may drift apart between two looks before time is in doubt. */
const stepMs = 2_000;

/**
 * Server time in this page: an offset from the `Date` header of responses to `performance.now()`. The wall clock never
 * enters it, so a wrong or changed one shifts nothing; it only tells that the page's own clock may have stood still.
 */
export class ServerClock {
  private offset: number | undefined;
  private lastWall: number;
  private lastMonotonic: number;

  /**
   * @param monotonic `performance.now()`, ms.
   * @param wall `Date.now()`, ms; used to notice steps and sleep only.
   */
  constructor(
    private readonly monotonic: () => number,
    private readonly wall: () => number,
  ) {
    this.lastWall = wall();
    this.lastMonotonic = monotonic();
  }

  /** Whether a response has told the time, and nothing has put it in doubt since. */
  get known(): boolean {
    return this.offset !== undefined;
  }

  /** Server time, ms since 1970 UTC. Throws before the first sample: there is no guess that could not shift intervals. */
  now(): number {
    if (this.offset === undefined) throw new Error("Server time is not known yet.");
    return this.offset + this.monotonic();
  }

  /**
   * Takes in a response. The header's whole second was true at some instant between sending and receiving:
   *
   *     sent |------- header in [date, date + 1 s) -------| received
   *
   * so server time minus page time lies in [date - received, date + 1 s - sent]. The estimate stays where it is while it
   * fits that, give or take the tolerance.
   * @returns By how much (ms) server time was moved, 0 if it was not; undefined for a header that is no date.
   */
  observe(sentAt: number, receivedAt: number, dateHeader: string | null): number | undefined {
    const date = dateHeader === null ? NaN : Date.parse(dateHeader);
    if (Number.isNaN(date)) return undefined;
    const lowest = date - receivedAt;
    const highest = date + 1_000 - sentAt;
    const before = this.offset;
    if (before === undefined) {
      this.offset = (lowest + highest) / 2;
      return 0;
    }
    if (before >= lowest - toleranceMs && before <= highest + toleranceMs) return 0;
    this.offset = (lowest + highest) / 2;
    return this.offset - before;
  }

  /**
   * Looks whether the wall clock moved differently from the page's clock since the last look. If so either the wall
   * clock was set or the page's clock stood still in sleep; only the server can tell, so time is unknown until it does.
   * @returns Whether time has just come into doubt.
   */
  doubted(): boolean {
    const wall = this.wall();
    const monotonic = this.monotonic();
    const difference = Math.abs(wall - this.lastWall - (monotonic - this.lastMonotonic));
    this.lastWall = wall;
    this.lastMonotonic = monotonic;
    if (difference <= stepMs || this.offset === undefined) return false;
    this.offset = undefined;
    return true;
  }
}
