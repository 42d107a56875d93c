import { claimCase, type Claim } from "../tracking/browser/onePerPage";
import type { TrackedRecord } from "../tracking/browser/place";
import { scriptRecord } from "../tracking/browser/scriptRecord";
import type { ShownRecord } from "../tracking/browser/shownRecord";
import type { ClockPort, PagePort } from "../tracking/ports";
import type { CaseTracker } from "../tracking/caseTracker";
import type { Handover, Watched } from "../tracking/recording";
import type { TrackerIdentity, TrackerListener, TrackerPorts } from "../tracking/trackerTypes";
import { Watch } from "../tracking/watch";

export type ScriptPorts = TrackerPorts & { close(): void };

/** What counts, once it is loaded. */
export interface Tracking {
  openPorts(userId: string, record: TrackedRecord): Promise<ScriptPorts>;
  newTracker(identity: TrackerIdentity, ports: ScriptPorts, listener: TrackerListener): CaseTracker;
}

export interface CaseEnvironment {
  /** Where the claims of this page lie. */
  readonly page: object;
  readonly shown: ShownRecord;
  /** What the page tells of itself and of that record. */
  pageOf(record: TrackedRecord): PagePort;
  readonly clock: ClockPort;
  readonly userId: string;
  /** Rejects where the tracking can't be loaded now. */
  loadTracking(): Promise<Tracking>;
  newInstance(): string;
}

/**
 * A widget that is about to appear is let in first (ms), since it tells the rep what was recovered. The time counts from
 * the opening all the same, and reaches the disk within the five seconds that a crash may lose.
 */
export const patienceMs = 2_000;

/** A case whose state can't be read is asked for again after this (ms). */
export const againMs = 30_000;

/** While the script counts: from the end of the wait on. */
interface Turn {
  readonly ports: ScriptPorts;
  readonly tracker: CaseTracker;
}

/** One case that is open in this page, counted as long as no widget does. */
export class TrackedCase {
  private readonly claim: Claim<undefined>;
  /** From the case's opening until there is a tracker to go on watching. */
  private watch: Watch | undefined;
  private turn: Turn | undefined;
  private paused = false;
  /** Counts up whenever a turn begins or ends: what was begun for an earlier one stops. */
  private round = 0;
  private cancelWait: (() => void) | undefined;
  private recovered = false;
  private lastClosedRead = -Infinity;
  private seenOpen = false;
  private disposed = false;
  private readonly releaseShown: () => void;

  constructor(
    private readonly caseId: string,
    private readonly environment: CaseEnvironment,
    private readonly ended: () => void,
  ) {
    this.releaseShown = environment.shown.listen(() => this.check());
    this.claim = claimCase(environment.page, caseId, {
      kind: "script",
      offer: undefined,
      granted: handover => this.begin(handover),
      withdrawn: () => this.end(),
      isRunning: () => this.turn?.tracker.running === true,
      isPaused: () => this.paused,
      watched: () => this.watched(),
      told: () => undefined,
    });
  }

  /** The form has learned of another state: what counts is what the server says. */
  async read(): Promise<void> {
    const { turn, round } = this;
    if (!turn) return;
    const state = await turn.tracker.readCase().catch(() => undefined);
    if (round !== this.round || !state) return;
    this.stopWaiting();
    // Also while handling time is off: the server takes what was counted before it was switched off.
    await this.recover(turn.tracker);
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.releaseShown();
    this.claim.release();
    this.end();
    this.ended();
  }

  /** Watches, and waits for a widget. */
  private begin(handover: Handover): void {
    const { clock, shown, pageOf } = this.environment;
    this.round++;
    this.paused = handover.paused;
    this.watch = new Watch(clock, pageOf(scriptRecord(shown, this.caseId)), handover);
    this.cancelWait = clock.after(patienceMs, () => void this.count());
  }

  /** Counts from the opening on, as soon as the server tells its time; until then what happens is watched. */
  private async count(): Promise<void> {
    const { round } = this;
    await this.open().catch(() => undefined);
    if (round !== this.round) return;
    await this.read();
    if (round !== this.round) return;
    if (!this.turn || this.turn.tracker.watchedSoFar())
      this.cancelWait = this.environment.clock.after(againMs, () => void this.count());
  }

  private async open(): Promise<void> {
    if (this.turn) return;
    const { caseId, environment, round } = this;
    const { userId, shown } = environment;
    const tracking = await environment.loadTracking();
    const ports = await tracking.openPorts(userId, scriptRecord(shown, caseId));
    if (round !== this.round) {
      ports.journal.close();
      ports.close();
      return;
    }
    const watched = this.watch?.end();
    this.watch = undefined;
    const instance = environment.newInstance();
    const tracker = tracking.newTracker({ caseId, userId, instance, watched }, ports, {
      changed: () => this.check(),
      intervalPassed: () => void this.write(tracker),
      networkBack: () => void this.read(),
      closed: () => this.caseClosed(),
    });
    this.turn = { ports, tracker };
  }

  private watched(): Watched | undefined {
    return this.turn ? this.turn.tracker.watchedSoFar() : this.watch?.end();
  }

  private async recover(tracker: CaseTracker): Promise<void> {
    if (this.recovered) return;
    this.recovered = true;
    await tracker.recover().catch(() => false);
  }

  private async write(tracker: CaseTracker): Promise<void> {
    // A journal that fails must not keep the case's state from being read.
    await tracker.flush("interval").catch(() => undefined);
    await this.read();
  }

  /** The server cut seconds: the case was closed, or handling time switched off. Asked once a minute at most. */
  private caseClosed(): void {
    const now = this.environment.clock.monotonic();
    if (now - this.lastClosedRead < 60_000) return;
    this.lastClosedRead = now;
    void this.read();
  }

  /** Gives up a case whose form was closed. Before it was ever seen open, the app is still on its way to it. */
  private check(): void {
    const open = this.environment.shown.isOpen(this.caseId);
    if (open === true) this.seenOpen = true;
    if (open === false && this.seenOpen) this.dispose();
  }

  private end(): void {
    this.round++;
    this.recovered = false;
    this.stopWaiting();
    this.watch?.end();
    this.watch = undefined;
    close(this.turn);
    this.turn = undefined;
  }

  private stopWaiting(): void {
    this.cancelWait?.();
    this.cancelWait = undefined;
  }
}

function close(turn: Turn | undefined): void {
  turn?.tracker.dispose();
  turn?.ports.close();
}
