import type { ClockPort } from "../../tracking/ports";

interface Timer {
  due: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

/** Clocks and timers that move only when told; the page's own clock and the wall clock can be moved apart. */
export class ManualClock implements ClockPort {
  private now = 1_000;
  private wallOffset = Date.parse("2030-01-01T00:00:00Z");
  private readonly timers = new Set<Timer>();
  /** How often any timer has run. */
  wakeups = 0;

  monotonic(): number {
    return this.now;
  }

  wall(): number {
    return this.now + this.wallOffset;
  }

  /** Somebody sets the computer's clock. */
  stepWall(ms: number): void {
    this.wallOffset += ms;
  }

  every(ms: number, run: () => void): () => void {
    return this.add({ due: this.now + ms, every: ms, run });
  }

  after(ms: number, run: () => void): () => void {
    return this.add({ due: this.now + ms, every: undefined, run });
  }

  get timerCount(): number {
    return this.timers.size;
  }

  get repeatingTimers(): number {
    return [...this.timers].filter(timer => timer.every !== undefined).length;
  }

  /** Time passes and every timer runs when it is due. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (let timer = this.nextDue(end); timer; timer = this.nextDue(end)) {
      this.now = Math.max(this.now, timer.due);
      this.fire(timer);
    }
    this.now = end;
  }

  /** The machine sleeps: time passes, no timer runs until the end, and then each that is due runs once. */
  sleep(ms: number): void {
    this.now += ms;
    for (const timer of [...this.timers].filter(t => t.due <= this.now)) this.fire(timer);
  }

  private fire(timer: Timer): void {
    if (timer.every === undefined) this.timers.delete(timer);
    else timer.due = this.now + timer.every;
    this.wakeups++;
    timer.run();
  }

  private nextDue(end: number): Timer | undefined {
    return [...this.timers].filter(t => t.due <= end).sort((a, b) => a.due - b.due)[0];
  }

  private add(timer: Timer): () => void {
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }
}
