import { cut, measure, normalise, type Interval, type IntervalSet } from "../../tracking/intervals";
import { Browser, settle, type Tab } from "./browser";
import { DeviceClock } from "./deviceClock";
import { ManualClock } from "./manualClock";
import { FakeServer, type Trouble } from "./server";

export const reps = ["22222222-2222-2222-2222-222222222222", "44444444-4444-4444-4444-444444444444"] as const;
export const cases = [1, 3, 5].map(n => `${n}`.repeat(8) + `-${`${n}`.repeat(4)}`.repeat(3) + `-${`${n}`.repeat(12)}`);

/** One thing that a rep, a machine, a browser or the network does. `who` picks the machine, `which` one of its tabs. */
export type Act = { readonly who: number; readonly which: number } & (
  | { readonly kind: "work" | "wait" | "idleAndKeep" | "sleep"; readonly ms: number; readonly stoodStill: boolean }
  | { readonly kind: "open" | "openLate" | "switchCase"; readonly caseNumber: number }
  | {
      readonly kind:
        "focus" | "blur" | "hide" | "close" | "crash" | "reload" | "pause" | "resume" | "keep" | "discard" | "flush";
    }
  | { readonly kind: "cut" | "mend" }
  | { readonly kind: "stepWall"; readonly ms: number }
  | { readonly kind: "trouble"; readonly trouble: Trouble }
  | { readonly kind: "replay"; readonly pick: number }
);

/** The last checkpoint is at most 3 s old, and the second under way is lost with it. */
const crashSeconds = 4;

/** How far (s) a page's idea of server time may be off: half of the second that a Date header leaves open, and rounding. */
const clockError = 2;

/** Two machines of one rep and one of another, each set differently; beside them a plain account of what may count. */
export class World {
  readonly clock = new ManualClock();
  readonly server = new FakeServer(this.clock, Date.parse("2030-01-01T23:40:00Z"));
  readonly begun = this.server.now;
  readonly browsers = [
    this.browser(reps[0], "0000000000000001", 0, 0),
    this.browser(reps[0], "0000000000000002", 7_654_321, -3 * 3_600_000),
    this.browser(reps[1], "0000000000000003", 1_234, 26 * 3_600_000),
  ];
  /** Living tabs by browser; the last one named by `front` has the focus. */
  private readonly tabs: Tab[][] = this.browsers.map(() => []);
  private readonly front: (Tab | undefined)[] = this.browsers.map(() => undefined);
  /** Tabs that were closed properly, and those killed. */
  readonly left: { readonly tab: Tab; readonly browser: Browser; readonly killed: boolean }[] = [];
  /** When a case was in front of an awake machine and nobody had paused it. */
  private readonly eligible = new Map<string, Interval[]>();
  private readonly paused = new Set<Tab>();
  /** When a rep was at work in a tab, with input. */
  private readonly worked = new Map<Tab, Interval[]>();
  private readonly recorded = new Map<string, IntervalSet>();

  async act(act: Act): Promise<void> {
    const index = act.who % this.browsers.length;
    const browser = this.browsers[index] as Browser;
    const tabs = this.tabs[index] as Tab[];
    const tab = tabs[act.which % Math.max(1, tabs.length)];
    const before = this.server.now;
    switch (act.kind) {
      case "work":
        this.front[index]?.page.input();
        for (let left = act.ms; left > 0; left -= 20_000) {
          await this.pass(Math.min(left, 20_000));
          this.front[index]?.page.input();
        }
        this.bookWork(index, before);
        break;
      case "wait":
        await this.pass(act.ms);
        break;
      case "idleAndKeep":
        await this.pass(180_000 + act.ms);
        this.front[index]?.page.input();
        this.front[index]?.tracker.keepGap();
        break;
      case "sleep": {
        browser.machine.sleep();
        await this.pass(act.ms);
        await settle();
        this.account(before, browser);
        // A page that the server can't tell of the sleep before it goes puts what follows right after what came before.
        browser.machine.wake(act.stoodStill && this.hearsServer(index));
        await settle();
        return;
      }
      case "open":
        if (tabs.length < 3) await this.open(index, cases[act.caseNumber % cases.length] as string);
        break;
      case "openLate":
        if (tabs.length < 3) this.toFront(index, await browser.show(cases[act.caseNumber % cases.length]));
        break;
      case "focus":
        if (tab) this.bringToFront(index, tab);
        break;
      case "blur":
        this.front[index]?.page.set({ focused: false });
        this.front[index] = undefined;
        break;
      case "hide":
        this.front[index]?.page.set({ visible: false });
        this.front[index] = undefined;
        break;
      case "close":
      case "reload":
      case "switchCase":
        if (!tab) break;
        await this.close(index, tab);
        if (act.kind === "reload") await this.open(index, tab.identity.caseId);
        if (act.kind === "switchCase") await this.open(index, cases[act.caseNumber % cases.length] as string);
        break;
      case "crash":
        if (tab) this.kill(index, tab);
        break;
      case "pause":
        tab?.tracker.pause();
        if (tab) this.paused.add(tab);
        break;
      case "resume":
        tab?.tracker.resume();
        if (tab) this.paused.delete(tab);
        break;
      case "keep":
        tab?.tracker.keepGap();
        break;
      case "discard":
        tab?.tracker.discardGap();
        break;
      case "flush":
        await tab?.tracker.flush("rep");
        break;
      case "cut":
        browser.cutOff = true;
        break;
      case "mend":
        browser.cutOff = false;
        break;
      case "stepWall":
        browser.machine.stepWall(act.ms);
        break;
      case "trouble":
        this.server.troubles.push(act.trouble);
        break;
      case "replay": {
        const writes = this.server.arrivals.filter(({ request }) => request.method === "PATCH");
        const again = writes[act.pick % Math.max(1, writes.length)];
        if (again) await this.server.send(again.request, again.rep);
        break;
      }
    }
    await settle();
    if (this.server.now > before) this.account(before);
  }

  /** Everybody leaves, the network heals, and every browser is visited once more. */
  async end(): Promise<void> {
    for (const [index, tabs] of this.tabs.entries()) for (const tab of [...tabs]) await this.close(index, tab);
    this.server.troubles = [];
    for (const browser of this.browsers) {
      browser.cutOff = false;
      // What the server holds back for two minutes as lying in its future is due by then.
      this.clock.pass(130_000);
      const last = await browser.visit(cases[0]);
      last.page.set({ visible: false });
      await last.tracker.flush("rep");
      last.close();
      await settle();
      this.left.push({ tab: last, browser, killed: false });
    }
  }

  /** The seconds that a row holds, what it claims of them or not. */
  timeline(rep: string, caseId: string, device: string): IntervalSet {
    const rows = [...this.server.rows.values()];
    return normalise(
      rows.filter(r => r.rep === rep && r.caseId === caseId && r.device === device).flatMap(r => r.timeline),
    );
  }

  /** Recorded seconds that could not have counted: the case was not in front, paused, or the machine slept. */
  unearned(): number {
    return [...this.server.rows.values()].reduce((sum, row) => {
      const earned = normalise(this.eligible.get(`${row.device} ${row.caseId}`) ?? []);
      const widened = earned.map(({ start, end }) => ({ start: start - clockError, end: end + clockError }));
      return sum + measure(cut(row.timeline, normalise(widened)));
    }, 0);
  }

  /** Recorded seconds that have disappeared from a row since this was last asked. */
  vanished(): number {
    let gone = 0;
    for (const [id, row] of this.server.rows) {
      gone += measure(cut(this.recorded.get(id) ?? [], row.timeline));
      this.recorded.set(id, row.timeline);
    }
    return gone;
  }

  private browser(userId: string, device: string, monotonicShift: number, wallShift: number): Browser {
    const machine = new DeviceClock(this.clock, monotonicShift, wallShift);
    return new Browser(this.clock, this.server, { userId, device, machine });
  }

  /** Opening needs the server: whoever is cut off is not while the page loads. */
  private async open(index: number, caseId: string): Promise<void> {
    const browser = this.browsers[index] as Browser;
    const [wasCut, troubles] = [browser.cutOff, this.server.troubles];
    [browser.cutOff, this.server.troubles] = [false, []];
    this.front[index]?.page.set({ visible: false });
    this.front[index] = undefined;
    const tab = await browser.visit(caseId);
    [browser.cutOff, this.server.troubles] = [wasCut, troubles];
    this.toFront(index, tab);
  }

  /** A new tab covers the others of its machine. */
  private toFront(index: number, tab: Tab): void {
    this.front[index]?.page.set({ visible: false });
    (this.tabs[index] as Tab[]).push(tab);
    this.front[index] = tab;
  }

  /** A page that waits for its first answer hears it when it is due: what else would tell it the time? */
  private async pass(ms: number): Promise<void> {
    const waiting = this.tabs.some(tabs => tabs.some(tab => tab.tracker.serverNow() === undefined));
    const step = waiting ? 1_000 : ms;
    for (let left = ms; left > 0; left -= step) {
      this.clock.pass(Math.min(left, step));
      if (waiting) await settle();
    }
  }

  private hearsServer(index: number): boolean {
    const told = (this.tabs[index] as Tab[]).every(tab => tab.tracker.serverNow() !== undefined);
    return told && !(this.browsers[index] as Browser).cutOff && this.server.troubles.length === 0;
  }

  /** All of it must count. Its first and last second may be none of whole ones, and the page's time somewhat off. */
  private bookWork(index: number, from: number): void {
    const tab = this.front[index];
    if (!tab || this.paused.has(tab)) return;
    const stretch = {
      start: Math.ceil(from / 1000) + clockError,
      end: Math.floor(this.server.now / 1000) - clockError,
    };
    if (stretch.end > stretch.start) this.worked.set(tab, [...(this.worked.get(tab) ?? []), stretch]);
  }

  /** Seconds of work, input and all, that no row holds, by the page. A page that never heard the server has none. */
  unrecorded(): number {
    return this.left.reduce((sum, { tab, browser, killed }) => {
      if (tab.tracker.serverNow() === undefined) return sum;
      const held = this.timeline(browser.userId, tab.identity.caseId, browser.device);
      const missing = measure(cut(normalise(this.worked.get(tab) ?? []), held));
      return sum + Math.max(0, missing - (killed ? crashSeconds : 0));
    }, 0);
  }

  private bringToFront(index: number, tab: Tab): void {
    if (this.front[index] !== tab) this.front[index]?.page.set({ visible: false });
    this.front[index] = tab;
    tab.page.set({ visible: true, focused: true });
  }

  private async close(index: number, tab: Tab): Promise<void> {
    tab.page.leave();
    await settle();
    this.gone(index, tab, false);
  }

  private kill(index: number, tab: Tab): void {
    this.gone(index, tab, true);
  }

  private gone(index: number, tab: Tab, killed: boolean): void {
    tab.kill();
    this.left.push({ tab, browser: this.browsers[index] as Browser, killed });
    this.tabs[index] = (this.tabs[index] as Tab[]).filter(other => other !== tab);
    if (this.front[index] === tab) this.front[index] = undefined;
  }

  /** Time has passed: what was in front may have counted. */
  private account(from: number, asleep?: Browser): void {
    for (const [index, tab] of this.front.entries()) {
      const browser = this.browsers[index] as Browser;
      if (!tab || browser === asleep || this.paused.has(tab)) continue;
      const name = `${browser.device} ${tab.identity.caseId}`;
      const stretch = { start: Math.floor(from / 1000), end: Math.ceil(this.server.now / 1000) };
      this.eligible.set(name, [...(this.eligible.get(name) ?? []), stretch]);
    }
  }
}
