import { emptySet, type IntervalSet } from "../../tracking/intervals";
import type { Place } from "../../tracking/browser/place";
import type { Watched } from "../../tracking/recording";
import { SettingsError, readSettings, type Settings } from "../../tracking/settings";
import { Tracker, type TrackerPorts, type TrackerStatus } from "../../tracking/tracker";
import type { FlushReason } from "../../tracking/sync";
import { settingsRequest } from "../../tracking/wire";
import { Decisions, nothingDismissed, type Dismissed } from "./decisions";
import { Drafts } from "./drafts";
import { Editing, type Notice } from "./editing";
import { handlingTimeRequest, readHandlingTime, type HandlingTimeAnswer } from "./handlingTime";
import { HistoryReader, type History } from "./history";
import { Pictures } from "./pictures";
import { DataError, type DataPort, type LogDraft, type Rights } from "./ports";
import { dayOf, TodayReader, type Today } from "./today";
import { numbersOf, type Totals } from "./totals";
import { watchUnsaved } from "./unsaved";
import type { OffsetMinutes } from "./userTime";

/** What the host says at each update. */
export interface Inputs {
  /** Undefined while the case is not saved. Lower case, no braces. */
  readonly caseId: string | undefined;
  readonly userId: string;
  readonly allowTimeLogs: boolean;
  readonly ownOnly: boolean;
  /** The form is read-only: the case inactive, or the user without the right to change it. */
  readonly readOnly: boolean;
  /** Changes when the host's view of the case's rows does, as after a form was saved elsewhere. */
  readonly rowsSeen: string;
}

/** All that the widget shows, at one instant. */
export interface Snapshot {
  readonly inputs: Inputs | undefined;
  readonly settings: Settings | undefined;
  /** Whether the user is to be told that handling time is off. */
  readonly mayConfigure: boolean;
  readonly rights: Rights;
  readonly totals: Totals | undefined;
  readonly readOn: Date | undefined;
  readonly historyShown: boolean;
  /** Undefined until it was read for the first time. */
  readonly history: History | undefined;
  readonly todayShown: boolean;
  /** Undefined until it was read for the first time. */
  readonly today: Today | undefined;
  /** Addresses of reps' pictures, by rep. */
  readonly pictures: ReadonlyMap<string, string>;
  /** What was changed by hand last. */
  readonly notice: Notice | undefined;
  readonly dismissed: Dismissed;
  readonly refreshing: boolean;
  /** The latest read failed: the server's sentence, empty where there was none. */
  readonly failure: string | undefined;
  readonly tracker: TrackerStatus | undefined;
  /** The page shows this case. */
  readonly inFront: boolean;
}

export interface SessionEnvironment {
  readonly data: DataPort;
  /** Unique among the widgets of all tabs. */
  readonly instance: string;
  /** A new row's id: a GUID, lower case, no braces. */
  newId(): string;
  /** @param caseId Undefined while the case is not saved. */
  openPorts(userId: string, caseId: string | undefined): Promise<WidgetPorts>;
}

export interface WidgetPorts extends TrackerPorts {
  readonly place: Place;
  /** What was seen of the page since the case is shown; the tracker watches from then on. */
  watched(): Watched;
  close(): void;
}

/** The case being shown: its ports live and die with it. */
interface OpenCase {
  readonly caseId: string;
  readonly ports: WidgetPorts;
  /** Where another widget of the page counts, what is shared is that one's. */
  readonly tracker: Tracker;
  /** Whether time of earlier visits was looked for. */
  recovered: boolean;
}

/** After the server cut seconds the case is read again, but no more often than this (ms). */
const closedReadMs = 60_000;

/** Until the first numbers are there nothing counts, so they are asked for again this often (ms). */
const firstReadMs = 30_000;

const nothing: Snapshot = {
  inputs: undefined,
  settings: undefined,
  mayConfigure: false,
  rights: { create: false, write: false, delete: false, writeAll: false },
  totals: undefined,
  readOn: undefined,
  historyShown: false,
  history: undefined,
  todayShown: false,
  today: undefined,
  pictures: new Map(),
  notice: undefined,
  dismissed: nothingDismissed,
  refreshing: false,
  failure: undefined,
  tracker: undefined,
  inFront: true,
};

/** The widget's work behind the screen: opens and closes cases, refreshes, logs. Knows no host and no React. */
export class Session {
  private current = nothing;
  private open: OpenCase | undefined;
  private closeUnsaved: (() => void) | undefined;
  private storedAtRead: IntervalSet = emptySet;
  private rowsSeen = "";
  private offset: OffsetMinutes = () => 0;
  private refreshing: Promise<void> | undefined;
  /** Why another refresh follows the one under way; undefined where none does. */
  private refreshAgain: FlushReason | undefined;
  private lastClosedRead = -Infinity;
  private generation = 0;
  private disposed = false;
  /** Of a case that is not saved yet. */
  private unsaved: WidgetPorts | undefined;
  private cancelFirstRead: (() => void) | undefined;
  private telling = false;
  private readonly listeners = new Set<() => void>();
  readonly history: HistoryReader;
  readonly editing: Editing;
  readonly pictures: Pictures;
  readonly decisions: Decisions;
  private readonly today: TodayReader;
  /** Forms that are open, with what was typed. */
  readonly drafts: Drafts;

  constructor(private readonly environment: SessionEnvironment) {
    const { data } = environment;
    this.drafts = new Drafts(environment.newId, () => this.set({}));
    this.history = new HistoryReader(data, () => this.set({ history: this.history.view() }));
    this.pictures = new Pictures(data, () => this.set({ pictures: this.pictures.view() }));
    this.today = new TodayReader(data, () => this.set({ today: this.today.view() }));
    this.decisions = new Decisions(
      data,
      () => this.open && { ...this.open, userId: this.current.inputs?.userId ?? "" },
      () => void this.refresh(),
    );
    this.editing = new Editing(data, () => this.open?.caseId, {
      changed: () => this.set({ notice: this.editing.notice() }),
      written: () => void this.refresh(),
      removed: id => this.history.remove(id),
    });
  }

  snapshot(): Snapshot {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes what the host says now. Hosts say it often, so only what differs from the last time does anything. */
  update(inputs: Inputs): void {
    const before = this.current.inputs;
    if (this.disposed || (before && sameInputs(before, inputs))) return;
    this.set({ inputs });
    if (!before || before.caseId !== inputs.caseId || before.userId !== inputs.userId) {
      void this.show(inputs);
      return;
    }
    const rowsChanged = this.rowsChanged(inputs.rowsSeen);
    if (before.readOnly !== inputs.readOnly || before.ownOnly !== inputs.ownOnly || rowsChanged)
      void this.refresh("interval");
  }

  /**
   * Writes what is pending, then reads numbers and history together. One at a time; a wish meanwhile adds one more.
   * @param reason `rep` where somebody waits for it; what comes by itself leaves the server alone as long as it asked.
   */
  refresh(reason: FlushReason = "rep"): Promise<void> {
    if (this.refreshing) {
      if (this.refreshAgain !== "rep") this.refreshAgain = reason;
      return this.refreshing;
    }
    this.refreshing = this.refreshUntilDone(reason).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  /** The signed-in rep's seconds up to this instant: what the server has and what this page counted beyond it. */
  ownSeconds(): number {
    const { totals, inputs } = this.current;
    if (!totals || !inputs) return 0;
    return numbersOf(totals, inputs.userId).total + (this.open?.tracker.secondsBeyond(this.storedAtRead) ?? 0);
  }

  pause(): void {
    this.dismiss({ offer: false });
    this.open?.tracker.pause();
  }

  resume(): void {
    this.open?.tracker.resume();
  }

  /** The history is read when it is first looked at, and with every refresh from then on. */
  async showHistory(shown: boolean): Promise<void> {
    this.set({ historyShown: shown });
    if (shown) await this.refresh();
  }

  /**
   * Today's stretches, read as the history is.
   * @param offset The user's time zone, which says when today began.
   */
  async showToday(shown: boolean, offset: OffsetMinutes): Promise<void> {
    this.offset = offset;
    this.set({ todayShown: shown });
    if (shown) await this.readToday();
  }

  /** The rep has read it. */
  dismiss(change: Partial<Dismissed>): void {
    this.set({ dismissed: { ...this.current.dismissed, ...change } });
  }

  /** Logs time by hand. Rejects with `DataError`, whose message is the server's sentence. */
  addLog(draft: LogDraft, id: string): Promise<void> {
    return this.editing.addLog(draft, id);
  }

  /** Opens a row's form; undefined where the host can't. */
  get openRow(): DataPort["openRow"] {
    return this.environment.data.openRow;
  }

  /** Server time, or the page's where the server has not told it. */
  now(): Date {
    return new Date(this.open?.tracker.serverNow() ?? Date.now());
  }

  dispose(): void {
    this.disposed = true;
    this.close();
    this.listeners.clear();
  }

  /** The host's rows differ from those it had loaded before; while it loads, it has none to compare. */
  private rowsChanged(rowsSeen: string): boolean {
    if (rowsSeen === "") return false;
    const changed = this.rowsSeen !== "" && this.rowsSeen !== rowsSeen;
    this.rowsSeen = rowsSeen;
    return changed;
  }

  private async show(inputs: Inputs): Promise<void> {
    this.close();
    this.set({ ...nothing, inputs });
    const generation = this.generation;
    const ports = await this.environment.openPorts(inputs.userId, inputs.caseId);
    if (generation !== this.generation) return closeUnused(ports);
    if (inputs.caseId === undefined) return this.showUnsaved(ports, generation);

    const { caseId, userId } = inputs;
    const identity = { caseId, userId, instance: this.environment.instance, watched: ports.watched() };
    const told = () => {
      const status = tracker.status();
      this.set({ tracker: status, inFront: status.inFront });
    };
    const own = new Tracker(identity, ports, {
      changed: () => {
        told();
        ports.place.tell();
      },
      intervalPassed: () => void this.refresh("interval"),
      networkBack: () => void this.refresh("online"),
      closed: () => this.caseClosed(),
    });
    const tracker = ports.place.share(own, told);
    told();
    this.open = { caseId, ports, tracker, recovered: false };
    await this.read(this.open, generation);
    await this.recover(this.open, generation);
  }

  /**
   * Time of earlier visits comes after the first numbers, so that it does not hold them up. It is sent also while
   * handling time is off: the server takes what was counted before it was switched off.
   */
  private async recover(open: OpenCase, generation: number): Promise<void> {
    if (generation !== this.generation || open.recovered || !this.current.settings) return;
    open.recovered = true;
    const sent = await open.tracker.recover().catch(() => false);
    if (sent && generation === this.generation) await this.read(open, generation);
    if (generation === this.generation) this.set({ tracker: open.tracker.status() });
  }

  /** An unsaved case needs no more than to know whether handling time is on, and whether the page shows it. */
  private async showUnsaved(ports: WidgetPorts, generation: number): Promise<void> {
    ports.watched();
    const release = watchUnsaved(ports.page, inFront => this.set({ inFront }));
    this.closeUnsaved = () => {
      release();
      closeUnused(ports);
    };
    this.unsaved = ports;
    await this.readUnsaved(generation);
  }

  private async readUnsaved(generation: number): Promise<void> {
    const answer = await this.unsaved?.network.send(settingsRequest());
    if (!answer || generation !== this.generation) return;
    try {
      await this.takeSettings(readSettings(answer), generation);
    } catch (error) {
      this.set({ failure: sentenceOf(error) });
    }
  }

  private async refreshUntilDone(first: FlushReason): Promise<void> {
    for (let reason: FlushReason | undefined = first; reason && !this.disposed; reason = this.refreshAgain) {
      this.refreshAgain = undefined;
      const { open, generation } = this;
      if (!open) return this.readUnsaved(generation);
      this.set({ refreshing: true });
      // A journal that fails must not keep the numbers from being read.
      await open.tracker.flush(reason).catch(() => undefined);
      if (generation === this.generation) await this.read(open, generation);
      await this.recover(open, generation);
      if (generation === this.generation && this.current.todayShown) await this.readToday();
      if (generation === this.generation) this.set({ refreshing: false, tracker: open.tracker.status() });
    }
  }

  private async readToday(): Promise<void> {
    const { open } = this;
    if (open) await this.today.read(open.tracker, this.current.inputs?.userId ?? "", dayOf(this.now(), this.offset));
  }

  private async read(open: OpenCase, generation: number): Promise<void> {
    const { ownOnly = false, allowTimeLogs = false, userId } = this.current.inputs ?? {};
    const storedBefore = open.tracker.storedSoFar();
    const [numbers, history] = await Promise.allSettled([
      this.readNumbers(open, ownOnly),
      this.current.historyShown
        ? this.history.read(open.caseId, ownOnly ? userId : undefined, allowTimeLogs)
        : undefined,
    ]);
    if (generation !== this.generation) return;
    if (numbers.status === "fulfilled") await this.takeSettings(numbers.value.settings, generation);
    if (generation !== this.generation) return;
    const rights = this.environment.data.rights();
    // Each list says itself what of it could not be read: the numbers go on without them.
    if (history.status === "fulfilled") this.history.show(history.value);
    this.set({ history: this.history.view() });
    if (numbers.status === "fulfilled") {
      const { totals } = numbers.value;
      this.storedAtRead = storedBefore;
      this.set({ totals, readOn: this.now() });
      // Time that the server would refuse for want of the privilege is not counted in the first place.
      open.tracker.setCaseActive(totals.caseActive && rights.create);
    }
    const failure = numbers.status === "rejected" ? sentenceOf(numbers.reason) : undefined;
    this.set({ failure, rights, tracker: open.tracker.status() });
    this.cancelFirstRead?.();
    this.cancelFirstRead = this.current.totals
      ? undefined
      : open.ports.clock.after(firstReadMs, () => void this.refresh("interval"));
  }

  /** Settings, the case's state, all numbers and the server's time, in one request. */
  private async readNumbers(open: OpenCase, ownOnly: boolean): Promise<HandlingTimeAnswer> {
    const answer = await open.ports.network.send(handlingTimeRequest(open.caseId, ownOnly));
    const read = readHandlingTime(answer);
    open.tracker.takeSettings(read.settings, answer);
    return read;
  }

  private async takeSettings(settings: Settings, generation: number): Promise<void> {
    const mayConfigure = !settings.enabled && (await this.environment.data.mayConfigure());
    if (generation === this.generation) this.set({ settings, mayConfigure, failure: undefined });
  }

  private caseClosed(): void {
    const now = this.open?.ports.clock.monotonic() ?? 0;
    if (now - this.lastClosedRead < closedReadMs) return;
    this.lastClosedRead = now;
    void this.refresh("interval");
  }

  private close(): void {
    this.generation++;
    this.storedAtRead = emptySet;
    this.history.forget();
    this.today.forget();
    this.cancelFirstRead?.();
    this.cancelFirstRead = undefined;
    this.editing.dismiss();
    this.rowsSeen = this.current.inputs?.rowsSeen ?? "";
    // The place goes first: the next widget of the page begins where this one stops.
    this.open?.ports.close();
    this.open?.tracker.dispose();
    this.open = undefined;
    this.closeUnsaved?.();
    this.closeUnsaved = undefined;
    this.unsaved = undefined;
  }

  private set(change: Partial<Snapshot>): void {
    this.current = { ...this.current, ...change };
    // Hosts call `update` while they render, when nobody may be told; so everybody is told right afterwards.
    if (this.telling) return;
    this.telling = true;
    void Promise.resolve().then(() => {
      this.telling = false;
      for (const listener of this.listeners) listener();
    });
  }
}

function sameInputs(a: Inputs, b: Inputs): boolean {
  return (Object.keys(a) as (keyof Inputs)[]).every(name => a[name] === b[name]);
}

function closeUnused(ports: WidgetPorts): void {
  ports.journal.close();
  ports.close();
}

function sentenceOf(error: unknown): string {
  return error instanceof DataError || error instanceof SettingsError ? error.message : "";
}
