import type { ClockPort, PagePort } from "./ports";
import { received, Recording, type Handover, type Opening, type PageConditions, type Watched } from "./recording";
import { checkpointMs } from "./wakeups";

/** What the page says at this instant. */
export function lookAt(page: PagePort): Omit<PageConditions, "paused"> {
  return {
    documentVisible: page.isVisible(),
    documentFocused: page.hasFocus(),
    recordVisible: page.showsRecord(),
  };
}

/** Watches a page on which a case is shown, until a tracker is there to go on with what was watched. */
export class Watch {
  private opening: Opening;
  private recording: Recording;
  private seen: PageConditions;
  private focusHidden = false;
  private releases: readonly (() => void)[];

  constructor(
    private readonly clock: ClockPort,
    private readonly page: PagePort,
    handover: Handover,
  ) {
    const at = clock.monotonic();
    this.seen = { ...lookAt(page), paused: handover.paused };
    this.opening = { at, change: this.seen, seamless: handover.seamless };
    this.recording = new Recording();
    this.tookOver(handover);
    this.releases = [
      clock.every(checkpointMs, () => {
        this.recording.add({ kind: "tick", at: clock.monotonic() });
        this.look();
      }),
      page.listen({
        changed: () => this.look(),
        tookOver: left => this.tookOver(left),
        input: () => {
          this.look();
          this.recording.add({ kind: "input", at: clock.monotonic() });
        },
        leaving: () => this.look(),
        networkChanged: () => undefined,
      }),
    ];
  }

  /** Ends the watch. */
  end(): Watched {
    for (const release of this.releases) release();
    this.releases = [];
    const { opening, recording, seen } = this;
    return { now: this.clock.monotonic(), opening, events: recording.events, paused: seen.paused };
  }

  /** Nothing that was watched before counts here; what the one before watched does. */
  private tookOver({ seamless, paused, watched }: Handover): void {
    const at = this.clock.monotonic();
    const before = watched && received(watched, at);
    this.seen = { ...lookAt(this.page), paused };
    this.opening = before?.opening ?? { at, change: this.seen, seamless };
    this.recording = new Recording(before?.events);
    if (before) this.recording.add({ kind: "conditions", at, change: this.seen });
    this.focusHidden = false;
    this.look();
  }

  private look(): void {
    const at = this.clock.monotonic();
    const change = { ...this.seen, ...lookAt(this.page) };
    const names = Object.keys(change) as (keyof PageConditions)[];
    if (names.some(name => change[name] !== this.seen[name])) this.recording.add({ kind: "conditions", at, change });
    this.seen = change;
    const hidden = this.page.focusHidden();
    if (hidden !== this.focusHidden) this.recording.add({ kind: "focusHidden", at, hidden });
    this.focusHidden = hidden;
  }
}
