import { claimCase, type Claim } from "../tracking/browser/onePerPage";
import type { TrackedRecord } from "../tracking/browser/place";
import { scriptRecord } from "../tracking/browser/scriptRecord";
import type { ShownRecord } from "../tracking/browser/shownRecord";
import type { ClockPort } from "../tracking/ports";
import type { CaseTracker } from "../tracking/caseTracker";
import type { Since, TrackerIdentity, TrackerListener, TrackerPorts } from "../tracking/trackerTypes";
import type { PagePresence } from "./pagePresence";

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
  readonly presence: PagePresence;
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

/** While the script counts: from the end of the wait until the case is closed or a widget takes over. */
interface Turn {
  readonly ports: ScriptPorts;
  readonly tracker: CaseTracker;
}

/** One case that is open in this page, counted as long as no widget does. */
export class TrackedCase {
  private readonly claim: Claim<undefined>;
  private turn: Turn | undefined;
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
      granted: seamless => this.begin(seamless),
      withdrawn: () => this.end(),
      isRunning: () => this.turn?.tracker.running === true,
      told: () => undefined,
    });
  }

  /** The form has learned of another state: what counts is what the server says. */
  async read(): Promise<void> {
    const { turn, round } = this;
    if (!turn) return;
    const state = await turn.tracker.readCase().catch(() => undefined);
    if (round === this.round && state) await this.recover(turn.tracker);
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.releaseShown();
    this.claim.release();
    this.end();
    this.ended();
  }

  /** Waits for a widget, and meanwhile looks whether the time since the opening may count. */
  private begin(seamless: boolean): void {
    const { presence, shown, clock } = this.environment;
    this.round++;
    let since: Since | undefined = { at: clock.monotonic(), seamless };
    const look = () => {
      if (!presence.isPresent() || !shown.shows(this.caseId)) since = undefined;
    };
    look();
    const releases = [presence.listen(look), shown.listen(look)];
    const cancel = clock.after(patienceMs, () => {
      this.stopWaiting();
      look();
      void this.count(since);
    });
    this.cancelWait = () => [cancel, ...releases].forEach(stop => stop());
  }

  private async count(since: Since | undefined): Promise<void> {
    const { round, environment } = this;
    const turn = await this.open(since).catch(() => undefined);
    if (round !== this.round) return close(turn);
    this.turn = turn;
    const state = await turn?.tracker.readCase().catch(() => undefined);
    if (round !== this.round) return;
    if (!turn || !state) {
      // Nothing counts before the server's time is known, so nothing is lost by beginning anew.
      this.end();
      this.cancelWait = environment.clock.after(againMs, () => this.begin(false));
      return;
    }
    // On the disk at once: the first checkpoint by the clock would come too late for what has counted since the opening.
    await turn.tracker.flush("interval").catch(() => undefined);
    // Also while handling time is off: the server takes what was counted before it was switched off.
    if (round === this.round) await this.recover(turn.tracker);
  }

  private async open(since: Since | undefined): Promise<Turn> {
    const { caseId, environment } = this;
    const { userId, shown } = environment;
    const tracking = await environment.loadTracking();
    const ports = await tracking.openPorts(userId, scriptRecord(shown, caseId));
    const tracker = tracking.newTracker({ caseId, userId, instance: environment.newInstance(), since }, ports, {
      changed: () => this.check(),
      intervalPassed: () => void this.write(tracker),
      networkBack: () => void this.read(),
      closed: () => this.caseClosed(),
    });
    return { ports, tracker };
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
