import type { ClockPort } from "./ports";

/** A crash loses at most this (ms) of counted time, and the second under way. */
export const checkpointMs = 3_000;

export interface WakeupListener {
  /** Time for a checkpoint, and to look for what no event tells of. */
  tick(): void;
  intervalPassed(): void;
}

/** What wakes a page up: one repeating timer, and the update interval. Neither runs while the page is hidden. */
export class Wakeups {
  private visible = false;
  /** Monotonic ms. */
  private intervalDue: number | undefined;
  private intervalMs = 0;
  private cancelTick: (() => void) | undefined;
  private cancelInterval: (() => void) | undefined;

  constructor(
    private readonly clock: ClockPort,
    private readonly listener: WakeupListener,
  ) {}

  /** An interval that passed while the page was hidden has passed at once when it is shown again. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.cancelTick?.();
    this.cancelTick = visible ? this.clock.every(checkpointMs, () => this.listener.tick()) : undefined;
    this.awaitInterval();
  }

  /** The update interval begins anew. */
  restartInterval(ms: number): void {
    this.intervalMs = ms;
    this.intervalDue = this.clock.monotonic() + ms;
    this.awaitInterval();
  }

  dispose(): void {
    this.intervalDue = undefined;
    this.setVisible(false);
  }

  private awaitInterval(): void {
    this.cancelInterval?.();
    this.cancelInterval = undefined;
    if (!this.visible || this.intervalDue === undefined) return;
    const wait = Math.max(0, this.intervalDue - this.clock.monotonic());
    this.cancelInterval = this.clock.after(wait, () => {
      this.restartInterval(this.intervalMs);
      this.listener.intervalPassed();
    });
  }
}
