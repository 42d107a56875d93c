import { CaseTracker } from "./caseTracker";
import type { DayPiece } from "./dayLog";
import { GapLogs } from "./gapLogs";
import { cut, emptySet, measure, union, type IntervalSet } from "./intervals";
import { discard, type JournalKey, type SetAside } from "./journal";
import { provisional, stillReason } from "./presence";
import { readSettings, type Settings } from "./settings";
import type { Connection } from "./sync";
import type { TrackerStatus } from "./trackerTypes";
import { settingsRequest } from "./wire";

export type { TrackerIdentity, TrackerListener, TrackerPorts, TrackerStatus } from "./trackerTypes";

/** A case's tracker with all that a rep may see of it and decide: what the widget needs. */
export class Tracker extends CaseTracker {
  readonly gapLogs = new GapLogs();

  /** Asks for settings and server time. Rejects with `SettingsError` where they cannot be read. */
  async readSettings(): Promise<Settings> {
    const answer = await this.ports.network.send(settingsRequest());
    const settings = readSettings(answer);
    this.takeSettings(settings, answer);
    return settings;
  }

  /** Of this case in this page: the case opened anew, here or elsewhere, is not paused. */
  pause(): void {
    this.inputWhilePaused = false;
    this.change({ paused: true });
  }

  resume(): void {
    this.inputWhilePaused = false;
    this.change({ paused: false });
  }

  /** The gap counts after all: its seconds become certain, on the disk at once. */
  keepGap(): void {
    if (this.gap.length === 0) return;
    this.notice({ kind: "gapKept" });
    void this.saveCheckpoint().catch(() => undefined);
  }

  /** The gap was no work. */
  discardGap(): void {
    this.takeGap();
  }

  /** Hands the gap out, for a log by hand, and forgets it. Empty where there is none. */
  takeGap(): IntervalSet {
    const { gap } = this;
    if (gap.length > 0) this.notice({ kind: "gapTaken" });
    return gap;
  }

  /** A gap that was taken comes back: the log by hand failed. */
  restoreGap(gap: IntervalSet): void {
    if (gap.length > 0) this.notice({ kind: "gapRestored", gap });
  }

  /** The rep gave these refused seconds up, or logged them by hand. */
  async discardAside(aside: JournalKey & SetAside): Promise<void> {
    // What was given up must not leave with the next hand-over, nor stand in the numbers of this page.
    if (aside.caseId === this.identity.caseId) this.counted = cut(this.counted, aside.seconds);
    await this.ports.journal.change([discard(aside, aside.seconds)]);
    await this.readAside();
    this.listener.changed();
  }

  /**
   * This browser's day log, all cases, in order; the stretch under way included.
   * @param from Server instant, ms.
   */
  async today(from: number): Promise<readonly DayPiece[]> {
    await this.saveCheckpoint().catch(() => undefined);
    return this.ports.journal.dayLog(from);
  }

  status(): TrackerStatus {
    const reason = this.presence ? stillReason(this.presence) : "clock";
    return {
      running: reason === undefined,
      reason,
      inFront: this.conditionsNow().recordVisible,
      connection: this.connection(),
      durable: this.ports.journal.durable,
      recovered: this.recovered,
      aside: this.aside,
      gap: this.gap.length > 0 ? this.gap : undefined,
      inputWhilePaused: this.inputWhilePaused,
      damaged: this.ports.journal.damaged,
    };
  }

  /** The server's seconds of this page: what a read begun now will contain. */
  storedSoFar(): IntervalSet {
    return this.stored;
  }

  /** Seconds counted in this page, uncertain ones included, that are not in `stored`. */
  secondsBeyond(stored: IntervalSet): number {
    const { presence, doubt } = this;
    const seen = Math.max(presence?.seen ?? 0, this.serverNow() ?? 0);
    const running = presence && provisional({ ...presence, seen });
    const uncertain = union(doubt?.seconds ?? emptySet, running ? [running] : emptySet);
    return measure(cut(union(this.counted, uncertain), stored));
  }

  private connection(): Connection {
    const connection = this.sync?.connection ?? "ok";
    return connection === "ok" && !this.ports.page.isOnline() ? "offline" : connection;
  }
}
