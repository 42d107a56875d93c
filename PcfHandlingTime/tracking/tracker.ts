import { ServerClock } from "./clock";
import { byWorkDate, cut, emptySet, measure, normalise, union, workDate, type IntervalSet } from "./intervals";
import { checkpoint, type JournalKey, type SetAside } from "./journal";
import type { ChannelPort, ClockPort, JournalPort, LockPort, NetworkPort, PagePort } from "./ports";
import {
  openPresence,
  provisional,
  step,
  stillReason,
  type Conditions,
  type Presence,
  type PresenceEvent,
  type StopReason,
} from "./presence";
import { adoptOrphans } from "./recovery";
import { readSettings, type Settings } from "./settings";
import { Sync, type Connection, type FlushReason } from "./sync";
import { settingsRequest } from "./wire";

/** A crash loses at most this (ms) of counted time, and the second under way. */
export const checkpointMs = 3_000;

/** While the rep switches windows back and forth, writes are at least this far (ms) apart. */
const switchingWriteMs = 60_000;

export interface TrackerPorts {
  readonly clock: ClockPort;
  readonly page: PagePort;
  readonly journal: JournalPort;
  readonly network: NetworkPort;
  readonly locks: LockPort;
  readonly channel: ChannelPort;
  readonly random: () => number;
}

export interface TrackerIdentity {
  /** Lower-case GUIDs without braces. */
  readonly caseId: string;
  readonly userId: string;
  /** Unique among all trackers of all tabs. */
  readonly instance: string;
}

export interface TrackerStatus {
  readonly running: boolean;
  /** Why it stands still; undefined while it runs. */
  readonly reason: StopReason | undefined;
  readonly connection: Connection;
  /** False where a crash would lose what is pending. */
  readonly durable: boolean;
  /** Seconds of any case found from earlier visits that the server had not been given. */
  readonly recovered: number;
  /** What the server refused, of any case. */
  readonly aside: readonly (JournalKey & SetAside)[];
}

export interface TrackerListener {
  /** The status may have changed. */
  changed(): void;
  /** An update interval has passed: time to write and to read again. */
  intervalPassed(): void;
  /** The network is back and what was pending has been sent: time to read again. */
  networkBack(): void;
  /** The server cut seconds: the case was closed or handling time switched off meanwhile. */
  closed(): void;
}

/** Counts the time of one case in one page and brings it to the server. */
export class Tracker {
  private readonly serverClock: ServerClock;
  private presence: Presence | undefined;
  private conditions: Conditions;
  private settings: Settings | undefined;
  private sync: Sync | undefined;
  /** Certain seconds of this page, and those of them that the server has. */
  private counted: IntervalSet = emptySet;
  private stored: IntervalSet = emptySet;
  private uncheckpointed: IntervalSet = emptySet;
  private provisionalDates: ReadonlySet<string> = new Set();
  private journalWork: Promise<void> = Promise.resolve();
  private aside: TrackerStatus["aside"] = [];
  private recovered = 0;
  /** Monotonic ms. */
  private lastSwitchWrite = -Infinity;
  private inputWhileDoubtful = false;
  private disposed = false;
  private readonly releases: (() => void)[] = [];
  private cancelTick: (() => void) | undefined;
  private cancelInterval: (() => void) | undefined;
  private cancelSwitchWrite: (() => void) | undefined;
  private cancelAsk: (() => void) | undefined;

  constructor(
    private readonly identity: TrackerIdentity,
    private readonly ports: TrackerPorts,
    private readonly listener: TrackerListener,
  ) {
    const { clock, page } = ports;
    this.serverClock = new ServerClock(
      () => clock.monotonic(),
      () => clock.wall(),
    );
    this.conditions = {
      enabled: false,
      caseActive: false,
      recordVisible: page.showsRecord(),
      documentVisible: page.isVisible(),
      documentFocused: page.hasFocus(),
      paused: false,
      clockKnown: false,
    };
  }

  /** Asks for settings and server time. Rejects with `SettingsError` where they cannot be read. */
  async readSettings(): Promise<Settings> {
    const answer = await this.ports.network.send(settingsRequest());
    const settings = readSettings(answer);
    if (this.disposed) return settings;
    this.settings = settings;
    const movedBy = this.serverClock.observe(answer.sentAt, answer.receivedAt, answer.date);
    if (this.presence) {
      this.dispatch({ kind: "settings", at: this.now(), idleMs: settings.idleMinutes * 60_000 });
      if (movedBy !== undefined) this.timeTold(movedBy);
      this.change({ enabled: settings.enabled });
    } else this.conditions = { ...this.conditions, enabled: settings.enabled, clockKnown: this.serverClock.known };
    this.restartInterval();
    return settings;
  }

  /** Whether the case may be worked on, as last read. The first call, after `readSettings`, begins the counting. */
  setCaseActive(caseActive: boolean): void {
    if (this.presence) return this.change({ caseActive });
    this.conditions = { ...this.conditions, caseActive };
    if (!this.disposed && this.settings && this.serverClock.known) this.begin();
  }

  pause(): void {
    this.change({ paused: true });
  }

  resume(): void {
    this.change({ paused: false });
  }

  /**
   * Opens the journal, counts what a crash left behind, and sends what earlier visits of any case left.
   * @returns Whether anything was there to send.
   */
  async recover(): Promise<boolean> {
    const { journal, locks } = this.ports;
    const device = await journal.device();
    if (this.disposed) return false;
    this.releases.push(locks.hold(this.lockName(`tracker/${this.identity.instance}`)));
    this.sync = new Sync(
      this.ports,
      { userId: this.identity.userId, device },
      this.serverClock,
      this.lockName("sync"),
      {
        stored: (key, seconds) => {
          if (key.caseId === this.identity.caseId) this.stored = union(this.stored, seconds);
          this.ports.channel.post(key.caseId);
        },
        closed: (key, seconds) => {
          if (key.caseId !== this.identity.caseId) return;
          this.counted = cut(this.counted, seconds);
          this.listener.closed();
        },
        timeTold: movedBy => this.timeTold(movedBy),
        stateChanged: () => void this.readAside().then(() => this.listener.changed()),
      },
    );
    const found = await adoptOrphans(journal, locks, this.lockName("tracker/"), this.identity.instance);
    this.recovered = found.recovered;
    if (this.disposed) return false;
    const hasWork = found.entries.some(entry => entry.pending.length > 0 || entry.aside.length > 0);
    if (hasWork) await this.flush("start");
    return hasWork;
  }

  /** Makes certain seconds durable, then sends all that is due. Never rejects for want of a network. */
  async flush(reason: FlushReason): Promise<void> {
    await this.saveCheckpoint();
    await this.sync?.flush(reason);
    await this.readAside();
  }

  status(): TrackerStatus {
    const reason = this.presence ? stillReason(this.presence) : "clock";
    return {
      running: reason === undefined,
      reason,
      connection: this.connection(),
      durable: this.ports.journal.durable,
      recovered: this.recovered,
      aside: this.aside,
    };
  }

  /** The server's seconds of this page: what a read begun now will contain. */
  storedSoFar(): IntervalSet {
    return this.stored;
  }

  /** Seconds counted in this page, uncertain ones included, that are not in `stored`. */
  secondsBeyond(stored: IntervalSet): number {
    const running = this.presence ? provisional({ ...this.presence, seen: this.now() }) : undefined;
    return measure(cut(union(this.counted, running ? [running] : emptySet), stored));
  }

  /** Server time, ms; undefined before the server told it. */
  serverNow(): number | undefined {
    return this.serverClock.known ? this.serverClock.now() : undefined;
  }

  /** The record changes or the form closes: stops, hands over what is pending, releases everything. */
  dispose(): void {
    if (this.disposed) return;
    this.leave();
    this.disposed = true;
    this.sync?.dispose();
    for (const cancel of [this.cancelTick, this.cancelInterval, this.cancelSwitchWrite, this.cancelAsk]) cancel?.();
    for (const release of this.releases.splice(0)) release();
    void this.journalWork.finally(() => this.ports.journal.close());
  }

  private begin(): void {
    const idleMs = (this.settings?.idleMinutes ?? 0) * 60_000;
    this.presence = openPresence(this.serverClock.now(), { ...this.conditions, clockKnown: true }, idleMs).presence;
    this.releases.push(
      this.ports.page.listen({
        changed: () => this.pageChanged(),
        input: () => this.input(),
        leaving: () => this.leave(),
        networkChanged: () => void this.networkChanged(),
      }),
      this.ports.channel.listen(() => this.listener.changed()),
    );
    this.watch();
    this.listener.changed();
  }

  /** The one repeating timer: it runs while the page is visible, for checkpoints and for focus that no event tells of. */
  private watch(): void {
    const due = this.conditionsNow().documentVisible;
    if (due && !this.cancelTick) this.cancelTick = this.ports.clock.every(checkpointMs, () => this.tick());
    if (!due) {
      this.cancelTick?.();
      this.cancelTick = undefined;
    }
  }

  private tick(): void {
    this.checkTime();
    this.dispatch({ kind: "tick", at: this.now() });
    this.pageChanged();
    void this.saveCheckpoint().catch(() => undefined);
  }

  private pageChanged(): void {
    this.checkTime();
    const { page } = this.ports;
    const before = this.conditionsNow();
    this.change({
      documentVisible: page.isVisible(),
      documentFocused: page.hasFocus(),
      recordVisible: page.showsRecord(),
    });
    this.watch();
    if (before.documentVisible && !page.isVisible()) this.hidden();
  }

  private input(): void {
    if (this.serverClock.known) this.dispatch({ kind: "input", at: this.now() });
    else this.inputWhileDoubtful = true;
  }

  /** The page was hidden, perhaps for good: write now, unless windows are merely being switched. */
  private hidden(): void {
    const { clock } = this.ports;
    const last = Math.max(this.sync?.lastWrite ?? -Infinity, this.lastSwitchWrite);
    const wait = last + switchingWriteMs - clock.monotonic();
    this.cancelSwitchWrite?.();
    if (wait <= 0) return this.handOver();
    this.cancelSwitchWrite = clock.after(wait, () => {
      this.lastSwitchWrite = clock.monotonic();
      void this.flush("stop").catch(() => undefined);
    });
  }

  private leave(): void {
    if (!this.presence) return;
    this.change({ documentVisible: false });
    this.watch();
    this.handOver();
  }

  private async networkChanged(): Promise<void> {
    this.listener.changed();
    if (!this.ports.page.isOnline()) return;
    await this.flush("rep").catch(() => undefined);
    if (!this.disposed) this.listener.networkBack();
  }

  private connection(): Connection {
    const connection = this.sync?.connection ?? "ok";
    return connection === "ok" && !this.ports.page.isOnline() ? "offline" : connection;
  }

  private handOver(): void {
    const saved = this.saveCheckpoint().catch(() => undefined);
    // A request that cannot leave would pass for one on its way: the next visit would not say what it recovered.
    if (!this.ports.page.isOnline()) return;
    const { caseId } = this.identity;
    const refused = this.aside.filter(aside => aside.caseId === caseId).flatMap(aside => aside.seconds);
    const pending = byWorkDate(cut(cut(this.counted, this.stored), normalise(refused)));
    this.sync?.handOver(
      [...pending].map(([date, seconds]) => ({ caseId, workDate: date, seconds })),
      saved,
    );
  }

  private change(change: Partial<Conditions>): void {
    if (!this.presence) {
      this.conditions = { ...this.conditions, ...change };
      return;
    }
    const names = Object.keys(change) as (keyof Conditions)[];
    const before = this.presence.conditions;
    if (names.some(name => before[name] !== change[name]))
      this.dispatch({ kind: "conditions", at: this.now(), change });
  }

  private dispatch(event: PresenceEvent): void {
    if (!this.presence || this.disposed) return;
    const before = stillReason(this.presence);
    const { presence, confirmed, stopped } = step(this.presence, event);
    this.presence = presence;
    if (confirmed.length > 0) {
      this.counted = union(this.counted, confirmed);
      this.uncheckpointed = union(this.uncheckpointed, confirmed);
    }
    if (stopped !== undefined) void this.saveCheckpoint().catch(() => undefined);
    if (stopped !== undefined || before !== stillReason(presence)) this.listener.changed();
  }

  /** Where the page's clock may have stood still, nothing counts until the server has told the time again. */
  private checkTime(): void {
    if (!this.serverClock.doubted()) return;
    this.change({ clockKnown: false });
    void this.askTime();
  }

  private async askTime(): Promise<void> {
    const answer = await this.ports.network.send(settingsRequest());
    if (this.disposed) return;
    const movedBy = this.serverClock.observe(answer.sentAt, answer.receivedAt, answer.date);
    if (movedBy !== undefined) return this.timeTold(movedBy);
    this.cancelAsk = this.ports.clock.after(checkpointMs, () => void this.askTime());
  }

  private timeTold(movedBy: number): void {
    if (!this.presence || !this.serverClock.known) return;
    if (movedBy !== 0) this.dispatch({ kind: "clockMoved", at: this.serverClock.now(), by: movedBy });
    this.change({ clockKnown: true });
    if (this.inputWhileDoubtful) this.dispatch({ kind: "input", at: this.now() });
    this.inputWhileDoubtful = false;
  }

  /** Writes to the journal what became certain since the last checkpoint, and what is uncertain now. In order. */
  private saveCheckpoint(): Promise<void> {
    const running = this.presence ? provisional(this.presence) : undefined;
    const confirmed = this.uncheckpointed;
    this.uncheckpointed = emptySet;
    const dates = this.provisionalDates;
    this.provisionalDates = new Set(running ? [workDate(running.start), workDate(running.end - 1)] : []);
    const { caseId, instance } = this.identity;
    const changes = checkpoint(caseId, instance, confirmed, running, dates);
    if (changes.length === 0) return this.journalWork;
    const work = this.journalWork.catch(() => undefined).then(() => this.ports.journal.change(changes));
    this.journalWork = work.catch(() => {
      this.uncheckpointed = union(this.uncheckpointed, confirmed);
    });
    return work;
  }

  private async readAside(): Promise<void> {
    if (this.disposed) return;
    this.aside = (await this.ports.journal.read()).flatMap(({ caseId, workDate, aside }) =>
      aside.map(refused => ({ caseId, workDate, ...refused })),
    );
  }

  private restartInterval(): void {
    this.cancelInterval?.();
    const minutes = this.settings?.updateMinutes;
    if (this.disposed || minutes === undefined) return;
    this.cancelInterval = this.ports.clock.after(minutes * 60_000, () => {
      this.restartInterval();
      this.listener.intervalPassed();
    });
  }

  private conditionsNow(): Conditions {
    return this.presence?.conditions ?? this.conditions;
  }

  /** Server time; while it is in doubt, the latest instant that was certain. */
  private now(): number {
    if (this.serverClock.known) return this.serverClock.now();
    return this.presence?.seen ?? 0;
  }

  private lockName(name: string): string {
    return `casetime/${this.identity.userId}/${name}`;
  }
}
