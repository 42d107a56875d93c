import type { ClockPort } from "./ports";

/** While the rep switches windows back and forth, writes are at least this far (ms) apart. */
const switchingWriteMs = 60_000;

export interface DepartureWrites {
  /** Gives what is pending to the network at once, since the page may never run again. */
  handOver(): void;
  flush(): void;
}

/** When to write as a page is hidden, perhaps for good: now, unless windows are merely being switched. */
export class Departures {
  /** Monotonic ms. */
  private lastSwitchWrite = -Infinity;
  private cancelWrite: (() => void) | undefined;

  constructor(
    private readonly clock: ClockPort,
    private readonly writes: DepartureWrites,
  ) {}

  /** @param lastWrite When anything was last written, monotonic ms. */
  hidden(lastWrite: number): void {
    const wait = Math.max(lastWrite, this.lastSwitchWrite) + switchingWriteMs - this.clock.monotonic();
    this.cancelWrite?.();
    if (wait <= 0) return this.writes.handOver();
    this.cancelWrite = this.clock.after(wait, () => {
      this.lastSwitchWrite = this.clock.monotonic();
      this.writes.flush();
    });
  }

  dispose(): void {
    this.cancelWrite?.();
  }
}
