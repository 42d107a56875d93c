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
  /** Monotonic ms at which the clocks were last seen to have gone apart, until an answer has settled why. */
  private apartAt: number | undefined;
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

  /** Whether a response has told the time. */
  get known(): boolean {
    return this.offset !== undefined;
  }

  /** Whether it is known, and nothing has put it in doubt since. */
  get certain(): boolean {
    return this.known && this.apartAt === undefined;
  }

  /** Server time, ms since 1970 UTC. Throws before the first sample: there is no guess that could not shift intervals. */
  now(): number {
    return this.at(this.monotonic());
  }

  /** Server time (ms) at an instant of the page's clock. Throws before the first sample. */
  at(monotonic: number): number {
    if (this.offset === undefined) throw new Error("Server time is not known yet.");
    return this.offset + monotonic;
  }

  /**
   * Takes in a response. The header's whole second was true at some instant between sending and receiving:
   *
   *     sent |------- header in [date, date + 1 s) -------| received
   *
   * so server time minus page time lies in [date - received, date + 1 s - sent]. The estimate stays where it is while it
   * fits that, give or take the tolerance. A sleep within a request would shift it by as much, so an answer to what was
   * sent before the clocks went apart says nothing.
   * @returns By how much (ms) server time was moved, 0 if it was not; undefined where the answer tells no time.
   */
  observe(sentAt: number, receivedAt: number, dateHeader: string | null): number | undefined {
    const date = dateHeader === null ? NaN : Date.parse(dateHeader);
    if (Number.isNaN(date) || (this.apartAt !== undefined && sentAt < this.apartAt)) return undefined;
    this.apartAt = undefined;
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
   * clock was set or the page's clock stood still in sleep; only the server can tell, and until it does the page's own
   * clock is believed.
   * @returns How much (ms) more the wall clock has passed; 0 where they agree.
   */
  wentApart(): number {
    const wall = this.wall();
    const monotonic = this.monotonic();
    const difference = wall - this.lastWall - (monotonic - this.lastMonotonic);
    this.lastWall = wall;
    this.lastMonotonic = monotonic;
    if (Math.abs(difference) <= stepMs) return 0;
    this.apartAt = monotonic;
    return difference;
  }
}
