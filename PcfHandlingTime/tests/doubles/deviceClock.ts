import type { ClockPort } from "../../tracking/ports";
import type { ManualClock } from "./manualClock";

/** The clocks of one machine in the world's time: they began at another instant, may be set wrong, and may sleep. */
export class DeviceClock implements ClockPort {
  private sleptFrom: number | undefined;
  private readonly missed = new Set<() => void>();

  constructor(
    private readonly world: ManualClock,
    private monotonicShift = 0,
    private wallShift = 0,
  ) {}

  get asleep(): boolean {
    return this.sleptFrom !== undefined;
  }

  monotonic(): number {
    return this.world.monotonic() + this.monotonicShift;
  }

  wall(): number {
    return this.world.wall() + this.wallShift;
  }

  /** What this machine calls an instant of the world's monotonic time. */
  ofWorld(monotonic: number): number {
    return monotonic + this.monotonicShift;
  }

  /** Somebody sets this machine's clock. */
  stepWall(ms: number): void {
    this.wallShift += ms;
  }

  sleep(): void {
    this.sleptFrom ??= this.world.monotonic();
  }

  /** @param stoodStill Whether `performance.now()` stood still meanwhile, as it does on some systems. */
  wake(stoodStill: boolean): void {
    if (this.sleptFrom === undefined) return;
    if (stoodStill) this.monotonicShift -= this.world.monotonic() - this.sleptFrom;
    this.sleptFrom = undefined;
    const due = [...this.missed];
    this.missed.clear();
    for (const run of due) run();
  }

  every(ms: number, run: () => void): () => void {
    return this.timer(run, awake => this.world.every(ms, awake));
  }

  after(ms: number, run: () => void): () => void {
    return this.timer(run, awake => this.world.after(ms, awake));
  }

  private timer(run: () => void, start: (awake: () => void) => () => void): () => void {
    const cancel = start(() => (this.asleep ? this.missed.add(run) : run()));
    return () => {
      cancel();
      this.missed.delete(run);
    };
  }
}
