import { ServerClock } from "./clock";
import type { ClockPort, NetworkAnswer, NetworkPort } from "./ports";
import { settingsRequest } from "./wire";

/** How long (ms) to wait before asking for the time again where an answer did not tell it. */
const askAgainMs = 3_000;

export interface TimeListener {
  /** Nothing may count until the time is told again. */
  doubted(): void;
  /** By how much (ms) server time was moved, mostly 0. */
  told(movedBy: number): void;
}

/** Keeps server time: notices when the page's clock may have stood still, and then asks the server. */
export class TimeWatch {
  readonly server: ServerClock;
  private cancelAsk: (() => void) | undefined;
  private disposed = false;

  constructor(
    private readonly clock: ClockPort,
    private readonly network: NetworkPort,
    private readonly listener: TimeListener,
  ) {
    this.server = new ServerClock(
      () => clock.monotonic(),
      () => clock.wall(),
    );
  }

  /** Takes in what an answer says of the time. */
  hear(answer: Pick<NetworkAnswer, "sentAt" | "receivedAt" | "date">): number | undefined {
    const movedBy = this.server.observe(answer.sentAt, answer.receivedAt, answer.date);
    if (movedBy !== undefined) this.listener.told(movedBy);
    return movedBy;
  }

  /** To be called at every wake-up. */
  check(): void {
    if (!this.server.doubted()) return;
    this.listener.doubted();
    void this.ask();
  }

  dispose(): void {
    this.disposed = true;
    this.cancelAsk?.();
  }

  private async ask(): Promise<void> {
    const answer = await this.network.send(settingsRequest());
    if (this.disposed || this.hear(answer) !== undefined) return;
    this.cancelAsk?.();
    this.cancelAsk = this.clock.after(askAgainMs, () => void this.ask());
  }
}
