import { Checkpoints } from "./checkpoints";
import { Departures } from "./departures";
import { Doubt } from "./doubt";
import { byWorkDate, cut, emptySet, normalise, union, type IntervalSet } from "./intervals";
import type { JournalEntry } from "./journal";
import type { JournalPort, NetworkAnswer } from "./ports";
import { stillReason, type Conditions, type EndedRun, type Presence } from "./presence";
import {
  received,
  Recording,
  replay,
  replayWatched,
  type Handover,
  type Happening,
  type Noted,
  type Opening,
  type PageConditions,
  type Past,
  type Replayed,
  type Watched,
} from "./recording";
import { adoptOrphans } from "./recovery";
import { readCaseState, type CaseState, type Settings } from "./settings";
import { Sync, type FlushReason } from "./sync";
import { TimeWatch } from "./timeWatch";
import type { TrackerIdentity, TrackerListener, TrackerPorts, TrackerStatus } from "./trackerTypes";
import { Wakeups } from "./wakeups";
import { lookAt } from "./watch";
import { handlingTimeRequest } from "./wire";

/** Counts the time of one case in one page and brings it to the server: all that the form script needs. */
export class CaseTracker {
  protected readonly time: TimeWatch;
  protected readonly checkpoints: Checkpoints;
  private readonly departures: Departures;
  private readonly wakeups: Wakeups;
  /** Undefined until the server has told its time and whether the case counts; until then the page is watched. */
  protected presence: Presence | undefined;
  private opening: Opening;
  private watched: Recording;
  /** While the page's clock may have stood still. */
  protected doubt: Doubt | undefined;
  private conditions: Conditions;
  private settings: Settings | undefined;
  protected sync: Sync | undefined;
  /** Certain seconds of this page, and those of them that the server has. */
  protected counted: IntervalSet = emptySet;
  protected stored: IntervalSet = emptySet;
  /** Idle seconds that the rep has not decided on. */
  protected gap: IntervalSet = emptySet;
  protected inputWhilePaused = false;
  private focusHidden = false;
  protected aside: TrackerStatus["aside"] = [];
  protected recovered = 0;
  protected disposed = false;
  /** Whether the case may be worked on has been read. */
  private stateRead = false;
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
      doubted: by => this.doubted(by),
      told: (movedBy, within) => this.timeTold(movedBy, within),
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
    const at = clock.monotonic();
    const before = identity.watched && received(identity.watched, at);
    const paused = identity.watched?.paused === true;
    this.conditions = { ...lookAt(ports.page), paused, enabled: false, caseActive: false };
    this.opening = before?.opening ?? { at, change: this.pageConditions(), seamless: false };
    this.watched = new Recording(before?.events);
    this.releases.push(
      ports.page.listen({
        changed: () => this.pageChanged(),
        tookOver: handover => this.tookOver(handover),
        input: typed => this.input(typed),
        leaving: () => this.leave(),
        networkChanged: () => void this.networkChanged(),
      }),
      ports.channel.listen(() => listener.changed()),
    );
    if (before) this.notice({ kind: "conditions", change: this.pageConditions() });
    this.wakeups.setVisible(this.conditions.documentVisible);
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
    if (this.presence) this.notice({ kind: "settings", idleMs: settings.idleMinutes * 60_000 });
    this.change({ enabled: settings.enabled });
    this.wakeups.restartInterval(settings.updateMinutes * 60_000);
  }

  /** Whether the case may be worked on, as last read. The first call, after the settings, begins the counting. */
  setCaseActive(caseActive: boolean): void {
    this.stateRead = true;
    this.change({ caseActive });
    this.beginWhereReady();
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
    // While the time is in doubt, what others counted must not pass for damage.
    const now = this.time.server.certain ? this.serverNow() : undefined;
    const found = await adoptOrphans(journal, locks, this.lockName("tracker/"), instance, now);
    this.recovered = found.recovered;
    if (this.disposed) return false;
    // What this page has counted itself by now waits for its own time.
    const counted = (entry: JournalEntry) => (entry.caseId === this.identity.caseId ? this.counted : emptySet);
    const hasWork = found.entries.some(
      entry => cut(entry.pending, counted(entry)).length > 0 || entry.aside.length > 0,
    );
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

  get paused(): boolean {
    return this.conditionsNow().paused;
  }

  /** What was watched and could not count yet, for the tracker that takes over; undefined once anything counts. */
  watchedSoFar(): Watched | undefined {
    if (this.presence || this.disposed) return undefined;
    const { opening, watched, paused } = this;
    return { now: this.ports.clock.monotonic(), opening, events: watched.events, paused };
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
      answered: answer => this.time.hear(answer),
      stateChanged: () => void this.readAside().then(() => this.listener.changed()),
    });
  }

  /** Counts what was watched so far, and from now on. */
  private beginWhereReady(): void {
    if (this.presence || this.disposed || !this.settings || !this.stateRead || !this.time.server.known) return;
    this.notice({ kind: "tick" });
    this.take(this.judge({ opening: this.opening, events: this.watched.events }));
    this.watched = new Recording();
    void this.saveCheckpoint().catch(() => undefined);
    this.wakeups.setVisible(this.conditionsNow().documentVisible);
    this.listener.changed();
  }

  private judge(watched: Past): Replayed {
    const { server } = this.time;
    const idleMs = (this.settings?.idleMinutes ?? 0) * 60_000;
    const { enabled, caseActive } = this.conditionsNow();
    return replayWatched(watched, { enabled, caseActive }, idleMs, monotonic => server.at(monotonic));
  }

  /** The one before this one may not have been able to count what it watched. */
  private tookOver({ seamless, paused, watched }: Handover): void {
    const { clock, page } = this.ports;
    const before = watched && received(watched, clock.monotonic());
    if (this.presence && before) {
      // Nothing of it counts here: it ends where this one begins.
      const away: Noted = { kind: "conditions", at: clock.monotonic(), change: { recordVisible: false } };
      const { confirmed, ended } = this.judge({ ...before, events: [...before.events, away] });
      this.book(confirmed, ended);
    } else if (!this.presence) {
      this.conditions = { ...this.conditions, ...lookAt(page), paused };
      const change = this.pageConditions();
      this.opening = before?.opening ?? { at: clock.monotonic(), change, seamless };
      this.watched = new Recording(before?.events);
      this.notice({ kind: "conditions", change });
    }
    this.change({ paused });
    this.pageChanged(seamless);
  }

  private tick(): void {
    this.notice({ kind: "tick" });
    this.pageChanged();
    void this.saveCheckpoint().catch(() => undefined);
  }

  private pageChanged(seamless = false): void {
    this.time.check();
    const { page } = this.ports;
    const before = this.conditionsNow();
    this.change(lookAt(page), seamless);
    const hidden = page.focusHidden();
    if (hidden !== this.focusHidden) this.notice({ kind: "focusHidden", hidden });
    this.focusHidden = hidden;
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
    this.notice({ kind: "input" });
  }

  private leave(): void {
    if (!this.presence) return;
    this.change({ documentVisible: false });
    // Nobody may be there to hear what the server says of the clock.
    this.believeClock();
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
    const names = Object.keys(change) as (keyof Conditions)[];
    const before = this.conditionsNow();
    if (names.every(name => before[name] === change[name])) return;
    this.conditions = { ...this.conditions, ...change };
    this.notice({ kind: "conditions", change, seamless });
    if (!this.presence) this.listener.changed();
  }

  /** Everything that happens comes through here: watched at first, then judged at once; while in doubt, both. */
  protected notice(what: Happening): void {
    if (this.disposed) return;
    this.time.check();
    const event: Noted = { ...what, at: this.ports.clock.monotonic() };
    (this.presence ? this.doubt?.recording : this.watched)?.add(event);
    if (!this.presence) return;
    const { presence, gap } = this;
    this.take(replay({ presence, gap }, [event], monotonic => this.time.server.at(monotonic)));
  }

  /** Makes what came of events the state of affairs. */
  private take({ presence, confirmed, ended, gap }: Replayed): void {
    const before = this.presence;
    const gapBefore = this.gap;
    this.presence = presence;
    this.gap = gap;
    this.book(confirmed, ended);
    if (ended.length > 0) void this.saveCheckpoint().catch(() => undefined);
    const moved = before?.conditions.recordVisible !== presence.conditions.recordVisible;
    const still = before && stillReason(before) === stillReason(presence);
    if (ended.length > 0 || moved || gap !== gapBefore || !still) this.listener.changed();
  }

  private book(seconds: IntervalSet, ended: readonly EndedRun[]): void {
    if (this.doubt) return this.doubt.book(seconds, ended);
    this.counted = union(this.counted, seconds);
    if (seconds.length > 0) this.checkpoints.add(seconds);
    for (const run of ended) this.checkpoints.ended(run);
  }

  private doubted(by: number): void {
    if (!this.presence) return;
    this.doubt ??= new Doubt({ presence: this.presence, gap: this.gap });
    this.doubt.mark(by);
  }

  private timeTold(movedBy: number, within: number): void {
    if (!this.presence) return this.beginWhereReady();
    const slept = this.doubt?.ifSlept(movedBy, within, monotonic => this.time.server.at(monotonic));
    if (slept) {
      this.doubt = undefined;
      this.take(slept);
      return;
    }
    this.believeClock();
    if (movedBy !== 0) this.notice({ kind: "clockMoved", by: movedBy });
  }

  /** The clock that was in doubt went on: all that was counted by it stands. */
  private believeClock(): void {
    const { doubt } = this;
    if (!doubt) return;
    this.doubt = undefined;
    this.book(doubt.seconds, doubt.ended);
    void this.saveCheckpoint().catch(() => undefined);
  }

  protected async saveCheckpoint(): Promise<void> {
    try {
      await this.checkpoints.save(this.presence, this.doubt);
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

  private pageConditions(): PageConditions {
    const { recordVisible, documentVisible, documentFocused, paused } = this.conditionsNow();
    return { recordVisible, documentVisible, documentFocused, paused };
  }

  protected conditionsNow(): Conditions {
    return this.presence?.conditions ?? this.conditions;
  }

  private lockName(name: string): string {
    return `casetime/${this.identity.userId}/${name}`;
  }
}

function healthOf({ durable, damaged }: JournalPort): string {
  return `${durable} ${damaged}`;
}
