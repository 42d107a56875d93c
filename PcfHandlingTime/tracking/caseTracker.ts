import { Checkpoints } from "./checkpoints";
import { Departures } from "./departures";
import { byWorkDate, cut, emptySet, normalise, union, type IntervalSet } from "./intervals";
import type { JournalPort, NetworkAnswer } from "./ports";
import { openPresence, step, stillReason, type Conditions, type Presence, type PresenceEvent } from "./presence";
import { adoptOrphans } from "./recovery";
import { readCaseState, type CaseState, type Settings } from "./settings";
import { Sync, type FlushReason } from "./sync";
import { TimeWatch } from "./timeWatch";
import type { TrackerIdentity, TrackerListener, TrackerPorts, TrackerStatus } from "./trackerTypes";
import { Wakeups } from "./wakeups";
import { handlingTimeRequest } from "./wire";

/** Counts the time of one case in one page and brings it to the server: all that the form script needs. */
export class CaseTracker {
  protected readonly time: TimeWatch;
  protected readonly checkpoints: Checkpoints;
  private readonly departures: Departures;
  private readonly wakeups: Wakeups;
  protected presence: Presence | undefined;
  private conditions: Conditions;
  private settings: Settings | undefined;
  protected sync: Sync | undefined;
  /** Certain seconds of this page, and those of them that the server has. */
  protected counted: IntervalSet = emptySet;
  protected stored: IntervalSet = emptySet;
  /** Idle seconds that the rep has not decided on. */
  protected gap: IntervalSet = emptySet;
  protected inputWhilePaused = false;
  protected aside: TrackerStatus["aside"] = [];
  protected recovered = 0;
  private inputWhileDoubtful = false;
  protected disposed = false;
  /** What the listener was last told of the journal. */
  private healthTold: string;
  private readonly releases: (() => void)[] = [];

  constructor(
    protected readonly identity: TrackerIdentity,
    protected readonly ports: TrackerPorts,
    protected readonly listener: TrackerListener,
  ) {
    const { clock, network, journal } = ports;
    this.time = new TimeWatch(clock, network, {
      doubted: () => this.change({ clockKnown: false }),
      told: movedBy => this.timeTold(movedBy),
    });
    this.checkpoints = new Checkpoints(identity, journal);
    this.healthTold = healthOf(journal);
    this.departures = new Departures(clock, {
      handOver: () => this.handOver(),
      flush: () => void this.flush("stop").catch(() => undefined),
    });
    this.wakeups = new Wakeups(clock, {
      tick: () => this.tick(),
      intervalPassed: () => listener.intervalPassed(),
    });
    this.conditions = {
      ...this.pageConditions(),
      enabled: false,
      caseActive: false,
      paused: false,
      clockKnown: false,
    };
  }

  /**
   * Asks for settings, server time and the state of the case in one request, and counts by them.
   * Rejects with `SettingsError` where they cannot be read.
   */
  async readCase(): Promise<CaseState> {
    const answer = await this.ports.network.send(handlingTimeRequest(this.identity.caseId, true));
    const state = readCaseState(answer);
    this.takeSettings(state.settings, answer);
    this.setCaseActive(state.caseActive);
    return state;
  }

  /** Takes settings, and server time from the headers of the answer that told them. */
  takeSettings(settings: Settings, answer: Pick<NetworkAnswer, "sentAt" | "receivedAt" | "date">): void {
    if (this.disposed) return;
    this.settings = settings;
    this.time.hear(answer);
    if (this.presence) this.dispatch({ kind: "settings", at: this.now(), idleMs: settings.idleMinutes * 60_000 });
    this.change({ enabled: settings.enabled });
    this.wakeups.restartInterval(settings.updateMinutes * 60_000);
  }

  /** Whether the case may be worked on, as last read. The first call, after the settings, begins the counting. */
  setCaseActive(caseActive: boolean): void {
    if (this.presence) return this.change({ caseActive });
    this.conditions = { ...this.conditions, caseActive };
    if (!this.disposed && this.settings && this.time.server.known) this.begin();
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
    this.sync = this.openSync(device);
    const { instance } = this.identity;
    const found = await adoptOrphans(journal, locks, this.lockName("tracker/"), instance, this.serverNow());
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

  /** Server time, ms; undefined before the server told it. */
  serverNow(): number | undefined {
    return this.time.server.known ? this.time.server.now() : undefined;
  }

  /** Time counts now. */
  get running(): boolean {
    return this.presence !== undefined && stillReason(this.presence) === undefined;
  }

  /** The record changes or the form closes: stops, hands over what is pending, releases everything. */
  dispose(): void {
    if (this.disposed) return;
    this.leave();
    this.disposed = true;
    this.gap = emptySet;
    this.sync?.dispose();
    this.time.dispose();
    this.departures.dispose();
    this.wakeups.dispose();
    for (const release of this.releases.splice(0)) release();
    void this.checkpoints.settled().finally(() => this.ports.journal.close());
  }

  private openSync(device: string): Sync {
    return new Sync(this.ports, { userId: this.identity.userId, device }, this.time.server, this.lockName("sync"), {
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
    });
  }

  private begin(): void {
    const idleMs = (this.settings?.idleMinutes ?? 0) * 60_000;
    // Nobody listened to the page since the tracker was made; a new case may have got its address only now.
    const conditions = { ...this.conditions, ...this.pageConditions(), clockKnown: true };
    this.presence = openPresence(this.openedAt(), conditions, idleMs).presence;
    this.dispatch({ kind: "tick", at: this.now() });
    this.releases.push(
      this.ports.page.listen({
        changed: () => this.pageChanged(),
        tookOver: () => this.pageChanged(true),
        input: typed => this.input(typed),
        leaving: () => this.leave(),
        networkChanged: () => void this.networkChanged(),
      }),
      this.ports.channel.listen(() => this.listener.changed()),
    );
    this.wakeups.setVisible(this.conditionsNow().documentVisible);
    this.listener.changed();
  }

  /** Server time, ms. */
  private openedAt(): number {
    const { since } = this.identity;
    const now = this.time.server.now();
    if (!since) return now;
    const at = now - (this.ports.clock.monotonic() - since.at);
    return since.seamless ? Math.floor(at / 1000) * 1000 : at;
  }

  private tick(): void {
    this.time.check();
    this.dispatch({ kind: "tick", at: this.now() });
    this.pageChanged();
    void this.saveCheckpoint().catch(() => undefined);
  }

  private pageChanged(seamless = false): void {
    this.time.check();
    const { page } = this.ports;
    const before = this.conditionsNow();
    this.change(this.pageConditions(), seamless);
    const hidden = page.focusHidden();
    if (this.presence && hidden !== this.presence.focusHidden)
      this.dispatch({ kind: "focusHidden", at: this.now(), hidden });
    this.wakeups.setVisible(this.conditionsNow().documentVisible);
    if (before.documentVisible && !page.isVisible()) this.departures.hidden(this.sync?.lastWrite ?? -Infinity);
  }

  private input(typed: boolean): void {
    // A click may just have led to another record, of which no event tells.
    this.pageChanged();
    if (typed && this.conditionsNow().paused && !this.inputWhilePaused) {
      this.inputWhilePaused = true;
      this.listener.changed();
    }
    if (this.time.server.known) this.dispatch({ kind: "input", at: this.now() });
    else this.inputWhileDoubtful = true;
  }

  private leave(): void {
    if (!this.presence) return;
    this.change({ documentVisible: false });
    this.wakeups.setVisible(this.conditionsNow().documentVisible);
    this.handOver();
  }

  private async networkChanged(): Promise<void> {
    this.listener.changed();
    if (!this.ports.page.isOnline()) return;
    await this.flush("online").catch(() => undefined);
    if (!this.disposed) this.listener.networkBack();
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

  protected change(change: Partial<Conditions>, seamless = false): void {
    if (!this.presence) {
      this.conditions = { ...this.conditions, ...change };
      return;
    }
    const names = Object.keys(change) as (keyof Conditions)[];
    const before = this.presence.conditions;
    if (names.some(name => before[name] !== change[name]))
      this.dispatch({ kind: "conditions", at: this.now(), change, seamless });
  }

  private dispatch(event: PresenceEvent): void {
    if (!this.presence || this.disposed) return;
    const before = this.presence;
    const { presence, confirmed, ended, gap = emptySet } = step(before, event);
    this.presence = presence;
    if (confirmed.length > 0) {
      this.counted = union(this.counted, confirmed);
      this.checkpoints.add(confirmed);
    }
    this.gap = union(this.gap, gap);
    if (ended) {
      this.checkpoints.ended(ended);
      void this.saveCheckpoint().catch(() => undefined);
    }
    const moved = before.conditions.recordVisible !== presence.conditions.recordVisible;
    if (ended || moved || gap.length > 0 || stillReason(before) !== stillReason(presence)) this.listener.changed();
  }

  private timeTold(movedBy: number): void {
    if (!this.time.server.known) return;
    if (this.presence && movedBy !== 0) this.dispatch({ kind: "clockMoved", at: this.time.server.now(), by: movedBy });
    this.change({ clockKnown: true });
    if (this.inputWhileDoubtful) this.dispatch({ kind: "input", at: this.now() });
    this.inputWhileDoubtful = false;
  }

  protected async saveCheckpoint(): Promise<void> {
    try {
      await this.checkpoints.save(this.presence);
    } finally {
      this.tellHealth();
    }
  }

  /** A storage that fails, or works again, is told at the checkpoint that finds out: the rep may not refresh for long. */
  private tellHealth(): void {
    const health = healthOf(this.ports.journal);
    if (this.disposed || health === this.healthTold) return;
    this.healthTold = health;
    this.listener.changed();
  }

  protected async readAside(): Promise<void> {
    if (this.disposed) return;
    this.aside = (await this.ports.journal.read()).flatMap(({ caseId, workDate, aside }) =>
      aside.map(refused => ({ caseId, workDate, ...refused })),
    );
  }

  private pageConditions(): Pick<Conditions, "documentVisible" | "documentFocused" | "recordVisible"> {
    const { page } = this.ports;
    return {
      documentVisible: page.isVisible(),
      documentFocused: page.hasFocus(),
      recordVisible: page.showsRecord(),
    };
  }

  protected conditionsNow(): Conditions {
    return this.presence?.conditions ?? this.conditions;
  }

  /** Server time; while it is in doubt, the latest instant that was certain. */
  protected now(): number {
    if (this.time.server.known) return this.time.server.now();
    return this.presence?.seen ?? 0;
  }

  private lockName(name: string): string {
    return `casetime/${this.identity.userId}/${name}`;
  }
}

function healthOf({ durable, damaged }: JournalPort): string {
  return `${durable} ${damaged}`;
}
