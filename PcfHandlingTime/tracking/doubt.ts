import { emptySet, union, type IntervalSet } from "./intervals";
import type { EndedRun } from "./presence";
import { Recording, replay, type Replayed } from "./recording";

/** How far (ms) what the wall clock gained and what the server says may differ for a sleep. */
const toleranceMs = 5_000;

interface Mark {
  /** So many events were noted before it: a clock that stands still gives those after it the same instant. */
  readonly after: number;
  /** How much (ms) more the wall clock has passed. */
  readonly by: number;
}

/**
 * The wall clock and the page's own clock went apart: the wall clock was set, or the page's clock stood still in sleep.
 * Until the server says which, time counts on as if the clock had been set, and nothing of it is sent:
 *
 *     set      ######|######      the same stretch goes on
 *     slept    ######|      ######     what came after the mark lies later, by the length of the sleep
 */
export class Doubt {
  readonly recording = new Recording();
  /** What became certain meanwhile, were the clock but set. */
  seconds: IntervalSet = emptySet;
  ended: readonly EndedRun[] = [];
  private readonly marks: Mark[] = [];

  /** @param before How things stood as the clocks were last together. */
  constructor(private readonly before: Pick<Replayed, "presence" | "gap">) {}

  /**
   * The clocks went apart, once more perhaps.
   * @param by How much (ms) more the wall clock has passed.
   */
  mark(by: number): void {
    this.recording.keep();
    this.marks.push({ after: this.recording.events.length, by });
  }

  book(seconds: IntervalSet, ended: readonly EndedRun[]): void {
    this.seconds = union(this.seconds, seconds);
    this.ended = [...this.ended, ...ended];
  }

  /**
   * What happened, where sleep explains by how much server time was moved; undefined where the clock was but set.
   * @param within How far (ms) the answer that told it leaves the move open.
   * @param instant Server time (ms) of a monotonic instant, as the server told it now.
   */
  ifSlept(movedBy: number, within: number, instant: (monotonic: number) => number): Replayed | undefined {
    const sleeps = this.sleepsWithin(movedBy, within + toleranceMs);
    if (sleeps.length === 0) return undefined;
    const sleptAfter = (index: number) =>
      sleeps.filter(({ after }) => after > index).reduce((sum, { by }) => sum + by, 0);
    const events = this.recording.events.map((event, index) => ({ ...event, at: event.at - sleptAfter(index) }));
    return replay(this.before, events, instant);
  }

  /** The marks that together make up the move: the longest first, since a clock that was set as well adds to none. */
  private sleepsWithin(movedBy: number, tolerance: number): readonly Mark[] {
    let left = movedBy;
    const sleeps = [...this.marks]
      .sort((a, b) => b.by - a.by)
      .filter(({ by }) => {
        const fits = by > 0 && by <= left + tolerance;
        if (fits) left -= by;
        return fits;
      });
    return Math.abs(left) <= tolerance ? sleeps : [];
  }
}
