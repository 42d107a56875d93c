import { ServerClock } from "./clock";
import type { ClockPort, NetworkAnswer, NetworkPort } from "./ports";
import { settingsRequest } from "./wire";

/** How long (ms) to wait before asking for the time again where an answer did not tell it. */
const askAgainMs = 3_000;

export interface TimeListener {
  /** The page's clock may have stood still: the wall clock passed so many ms more. */
  doubted(by: number): void;
  /** By how much (ms) server time was moved, mostly 0, and how far the answer leaves that open. */
  told(movedBy: number, within: number): void;
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

  /** Takes in what an answer says of the time; one that says none where none is known is asked after. */
  hear(answer: Pick<NetworkAnswer, "sentAt" | "receivedAt" | "date">): number | undefined {
    this.check();
    const movedBy = this.server.observe(answer.sentAt, answer.receivedAt, answer.date);
    if (movedBy !== undefined) this.listener.told(movedBy, (answer.receivedAt - answer.sentAt) / 2);
    else if (!this.server.known) this.askLater();
    return movedBy;
  }

  /** To be called at every wake-up. */
  check(): void {
    const by = this.server.wentApart();
    if (by === 0 || !this.server.known) return;
    this.listener.doubted(by);
    void this.ask();
  }

  dispose(): void {
    this.disposed = true;
    this.cancelAsk?.();
  }

  private async ask(): Promise<void> {
    const answer = await this.network.send(settingsRequest());
    if (this.disposed) return;
    this.hear(answer);
    if (!this.server.certain) this.askLater();
  }

  private askLater(): void {
    this.cancelAsk?.();
    this.cancelAsk = this.clock.after(askAgainMs, () => {
      if (!this.server.certain) void this.ask();
    });
  }
}
