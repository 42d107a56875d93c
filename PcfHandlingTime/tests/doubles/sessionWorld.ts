import { workDate } from "../../tracking/intervals";
import { Session, type Inputs } from "../../HandlingTime/model/session";
import { Watch } from "../../tracking/watch";
import { FakeData } from "./data";
import { ManualClock } from "./manualClock";
import { alone, FakeLocks, FakePage, silentChannel } from "./page";
import { FakeServer } from "./server";
import { Disk, rep, settle, theCase } from "./browser";

export const inputs: Inputs = {
  caseId: theCase,
  userId: rep,
  allowTimeLogs: true,
  ownOnly: false,
  readOnly: false,
  rowsSeen: "",
};

/** A widget's session over doubles of everything outside. */
export class SessionWorld {
  readonly clock = new ManualClock();
  readonly server = new FakeServer(this.clock, Date.parse("2030-01-01T08:00:00Z"));
  readonly data = new FakeData();
  readonly page = new FakePage();
  readonly locks = new FakeLocks();
  readonly disk = new Disk("0123456789abcdef");
  openPorts = 0;
  private ids = 0;
  readonly session = new Session({
    data: this.data,
    instance: "widget",
    newId: () => `id${++this.ids}`,
    openPorts: () => {
      this.openPorts++;
      const watch = new Watch(this.clock, this.page, { seamless: false, paused: false, watched: undefined });
      return Promise.resolve({
        clock: this.clock,
        page: this.page,
        journal: this.disk,
        network: this.server,
        locks: this.locks.tab(),
        channel: silentChannel,
        random: () => 0.5,
        place: alone,
        watched: () => watch.end(),
        close: () => {
          watch.end();
          this.openPorts--;
        },
      });
    },
  });

  constructor() {
    this.server.numbers = (caseId, ownOnly) => this.data.readNumbers(caseId, ownOnly);
  }

  /** An earlier visit of a case left so many seconds that the server was not given. */
  leaveBehind(caseId: string, seconds: number): Promise<void> {
    const start = Math.floor(this.server.now / 1000) - 3600;
    const key = { caseId, workDate: workDate(start) };
    return this.disk.change([{ key, apply: entry => ({ ...entry, pending: [{ start, end: start + seconds }] }) }]);
  }

  /** Shows the case and waits for the numbers. */
  async show(change: Partial<Inputs> = {}): Promise<void> {
    this.session.update({ ...inputs, ...change });
    await settle();
  }
}
