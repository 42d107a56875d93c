import { BackgroundTracking } from "../../formscript/backgroundTracking";
import type { FormContext } from "../../formscript/clientApi";
import { shownRecord } from "../../tracking/browser/shownRecord";
import type { TrackedRecord } from "../../tracking/browser/place";
import type { PageListener } from "../../tracking/ports";
import { CaseTracker } from "../../tracking/caseTracker";
import type { Tracking } from "../../formscript/trackedCase";
import { Disk, rep, settle } from "./browser";
import { ManualClock } from "./manualClock";
import { FakeLocks, FakePage, silentChannel } from "./page";
import { FakeServer } from "./server";
import { FakeApp } from "./xrm";

/** A form of a case, as scripts see it. */
export class FakeForm implements FormContext {
  readonly saved = new Set<() => void>();

  constructor(
    public id: string,
    private readonly table = "incident",
    public type = 2,
  ) {}

  readonly data = {
    entity: {
      getId: () => (this.id ? `{${this.id.toUpperCase()}}` : ""),
      getEntityName: () => this.table,
      addOnPostSave: (handler: () => void) => void this.saved.add(handler),
    },
  };
  readonly ui = { getFormType: () => this.type };

  save(id: string): void {
    this.id = id;
    for (const handler of this.saved) handler();
  }
}

/** The background script in a multi-session app, over doubles of everything outside. */
export class ScriptWorld {
  readonly app = new FakeApp();
  readonly clock = new ManualClock();
  readonly server = new FakeServer(this.clock, Date.parse("2030-01-01T08:00:00Z"));
  readonly disk = new Disk("0123456789abcdef");
  readonly pages = new Set<FakePage>();
  readonly page = {};
  private readonly locks = new FakeLocks();
  private instances = 0;
  openPorts = 0;
  /** How often the tracking was asked for. */
  loads = 0;
  unloadable = false;
  readonly background: BackgroundTracking;

  constructor() {
    Object.assign(window, { Xrm: this.app.xrm });
    const shown = shownRecord(window);
    this.background = new BackgroundTracking({
      page: this.page,
      shown,
      signedInUser: () => rep,
      pageOf: record => this.openPage(record),
      clock: this.clock,
      newInstance: () => `script${++this.instances}`,
      loadTracking: () => {
        this.loads++;
        return this.unloadable ? Promise.reject(new Error("No network.")) : Promise.resolve(this.tracking());
      },
    });
  }

  private tracking(): Tracking {
    return {
      newTracker: (...given) => new CaseTracker(...given),
      openPorts: (_userId, record) => {
        this.openPorts++;
        const page = this.openPage(record);
        return Promise.resolve({
          clock: this.clock,
          page,
          journal: this.disk,
          network: this.server,
          locks: this.locks.tab(),
          channel: silentChannel,
          random: () => 0.5,
          close: () => {
            this.openPorts--;
          },
        });
      },
    };
  }

  /** The page as one of its frames sees it, until nobody listens to it any more. */
  openPage(record: TrackedRecord): FakePage {
    const page = new ShownPage(record);
    this.pages.add(page);
    return page;
  }

  /** Time passes with an input every so many seconds, which reaches every tracker of the page. */
  async work(seconds: number, every = 1): Promise<void> {
    for (let passed = 0; passed < seconds; passed += every) {
      await settle();
      this.clock.pass(every * 1_000);
      for (const page of this.pages) page.input();
    }
    await settle();
  }

  /** Seconds that the server has and the journal keeps, by case. */
  async counted(caseId: string): Promise<number> {
    for (const page of this.pages) page.setOnline(true);
    await settle();
    await settle();
    const rows = [...this.server.rows.values()].filter(row => row.caseId === caseId);
    return rows.reduce((sum, { timeline }) => sum + timeline.reduce((s, { start, end }) => s + end - start, 0), 0);
  }
}

class ShownPage extends FakePage {
  constructor(private readonly record: TrackedRecord) {
    super();
  }

  override showsRecord(): boolean {
    return this.record.isCounted();
  }

  override listen(listener: PageListener): () => void {
    const releases = [super.listen(listener), this.record.listen(listener)];
    return () => releases.forEach(release => release());
  }
}
