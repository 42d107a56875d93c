import { MemoryJournal } from "../../tracking/memoryJournal";
import type { ChannelPort, ClockPort, JournalPort, NetworkAnswer, NetworkPort } from "../../tracking/ports";
import type { HandedOver, JournalEntry } from "../../tracking/journal";
import { Tracker, type TrackerIdentity } from "../../tracking/tracker";
import { DeviceClock } from "./deviceClock";
import { ManualClock } from "./manualClock";
import { FakeLocks, FakePage } from "./page";
import { FakeServer } from "./server";

export const theCase = "11111111-1111-1111-1111-111111111111";
export const otherCase = "33333333-3333-3333-3333-333333333333";
export const rep = "22222222-2222-2222-2222-222222222222";

/** 2030-01-01T08:00:00Z: server time when the page's clock stands at 0. */
const morning = Date.parse("2030-01-01T08:00:00Z");

/** Everything that is under way and needs no timer has happened. */
export const settle = () => new Promise<void>(resolve => setImmediate(resolve));

/** What a browser keeps on its disk beyond the life of a tab, the notes of closing pages included. */
export class Disk extends MemoryJournal {
  /** False: it takes nothing any more, and what lies in it would not survive. */
  override durable = true;
  private notes: HandedOver[] = [];

  override noteHandedOver(handed?: HandedOver): void {
    if (handed) this.notes.push(handed);
  }

  override takeHandedOver(): Promise<readonly HandedOver[]> {
    return Promise.resolve(this.notes.splice(0));
  }
}

export interface BrowserOptions {
  readonly device?: string;
  readonly userId?: string;
  readonly machine?: DeviceClock;
}

/** One browser of one rep: tabs share its disk and locks; all share the world's time and the server. */
export class Browser {
  readonly disk: Disk;
  readonly locks = new FakeLocks();
  readonly machine: DeviceClock;
  readonly device: string;
  readonly userId: string;
  /** While cut off nothing of this browser arrives anywhere. */
  cutOff = false;
  private tabs = 0;

  constructor(
    readonly clock: ManualClock,
    readonly server: FakeServer,
    options: BrowserOptions = {},
  ) {
    this.device = options.device ?? "0123456789abcdef";
    this.userId = options.userId ?? rep;
    this.machine = options.machine ?? new DeviceClock(clock);
    this.disk = new Disk(this.device);
  }

  static open(): Browser {
    const clock = new ManualClock();
    return new Browser(clock, new FakeServer(clock, morning));
  }

  /** Opens a case in a new tab, as the component does: settings, case state, then what earlier visits left. */
  async visit(caseId = theCase): Promise<Tab> {
    const tab = new Tab(this, { caseId, userId: this.userId, instance: `tab${++this.tabs}` });
    await tab.tracker.readSettings();
    tab.tracker.setCaseActive(true);
    await tab.tracker.recover();
    await settle();
    return tab;
  }

  /** Opens a case while the server may not be reached: the page asks every thirty seconds until it answers. */
  async show(caseId = theCase): Promise<Tab> {
    const tab = new Tab(this, { caseId, userId: this.userId, instance: `tab${++this.tabs}` });
    void tab.start();
    await settle();
    return tab;
  }

  journal(): Promise<readonly JournalEntry[]> {
    return this.disk.read();
  }
}

/** A tab that can be closed, or killed so that nothing of it runs any more. */
export class Tab {
  readonly page = new FakePage();
  readonly tracker: Tracker;
  readonly events: string[] = [];
  /** Cases that other tabs were told of. */
  readonly posted: string[] = [];
  channelListeners = 0;
  /** How often the listener was told that the status may have changed. */
  changes = 0;
  /** Monotonic ms at which it was killed: its clock stands still from then on. */
  private died: number | undefined;
  private readonly locks;

  constructor(
    private readonly browser: Browser,
    readonly identity: TrackerIdentity,
  ) {
    this.locks = browser.locks.tab();
    this.tracker = new Tracker(
      identity,
      {
        clock: this.clock(),
        page: this.page,
        journal: this.journal(),
        network: this.network(),
        locks: this.locks,
        channel: this.channel(),
        random: () => 0.5,
      },
      {
        changed: () => this.changes++,
        intervalPassed: () => {
          this.events.push("interval");
          void this.tracker.flush("interval");
        },
        networkBack: () => this.events.push("networkBack"),
        closed: () => this.events.push("closed"),
      },
    );
  }

  async start(): Promise<void> {
    const { tracker } = this;
    try {
      await tracker.readSettings();
    } catch {
      this.clock().after(30_000, () => void this.start());
      return;
    }
    tracker.setCaseActive(true);
    await tracker.recover().catch(() => false);
  }

  /** Time passes with an input every so many ms. */
  work(ms: number, inputEvery = 60_000): void {
    for (let left = ms; left > 0; left -= inputEvery) {
      this.browser.clock.pass(Math.min(left, inputEvery));
      this.page.input();
    }
  }

  /** The process is killed at this instant. */
  kill(): void {
    this.died = this.browser.machine.monotonic();
    this.page.listeners.clear();
    this.locks.die();
  }

  /** The rep closes the tab. */
  close(): void {
    this.page.leave();
    this.kill();
  }

  private get alive(): boolean {
    return this.died === undefined;
  }

  private clock(): ClockPort {
    const { machine } = this.browser;
    const whileAlive = (run: () => void) => () => (this.alive ? run() : undefined);
    return {
      monotonic: () => this.died ?? machine.monotonic(),
      wall: () => machine.wall(),
      every: (ms, run) => machine.every(ms, whileAlive(run)),
      after: (ms, run) => machine.after(ms, whileAlive(run)),
    };
  }

  private channel(): ChannelPort {
    return {
      post: caseId => this.posted.push(caseId),
      listen: () => {
        this.channelListeners++;
        return () => this.channelListeners--;
      },
    };
  }

  private network(): NetworkPort {
    const { browser } = this;
    const { machine, server, userId } = browser;
    const never = new Promise<never>(() => undefined);
    return {
      send: async request => {
        if (!this.alive) return never;
        const sentAt = machine.monotonic();
        const nothing: NetworkAnswer = {
          status: 0,
          date: null,
          retryAfter: null,
          body: undefined,
          sentAt,
          receivedAt: sentAt,
        };
        const answer = browser.cutOff ? nothing : await server.send(request, userId);
        return this.alive ? { ...answer, sentAt, receivedAt: machine.monotonic() } : never;
      },
    };
  }

  private journal(): JournalPort {
    const { disk } = this.browser;
    return {
      get durable() {
        return disk.durable;
      },
      damaged: 0,
      sweep: () => disk.sweep(),
      dayLog: from => disk.dayLog(from),
      device: () => disk.device(),
      read: () => disk.read(),
      change: (changes, pieces) => (this.alive ? disk.change(changes, pieces) : Promise.resolve()),
      noteHandedOver: handed => disk.noteHandedOver(handed),
      takeHandedOver: () => disk.takeHandedOver(),
      close: () => undefined,
    };
  }
}
