// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { widgetPlace } from "../../tracking/browser/place";
import { measure, union } from "../../tracking/intervals";
import { Watch } from "../../tracking/watch";
import { Tracker } from "../../tracking/tracker";
import { Disk, rep, settle, theCase } from "../doubles/browser";
import { ManualClock } from "../doubles/manualClock";
import { FakeLocks, FakePage, silentChannel } from "../doubles/page";
import { FakeServer } from "../doubles/server";

/** A page whose record is that of a widget's place. */
class PlacedPage extends FakePage {
  constructor(private readonly widget: ReturnType<typeof widgetPlace>) {
    super();
  }

  override showsRecord(): boolean {
    return this.widget.record.isCounted();
  }

  override listen(listener: Parameters<FakePage["listen"]>[0]): () => void {
    const releases = [super.listen(listener), this.widget.record.listen(listener)];
    return () => releases.forEach(release => release());
  }
}

describe("two widgets of one case on one page", () => {
  let clock: ManualClock;
  let server: FakeServer;
  let disk: Disk;
  let locks: FakeLocks;

  beforeEach(() => {
    clock = new ManualClock();
    server = new FakeServer(clock, Date.parse("2030-01-01T08:00:00Z"));
    disk = new Disk("0123456789abcdef");
    locks = new FakeLocks();
  });

  afterEach(() => {
    for (const open of opened.splice(0)) open.close();
  });

  const opened: { close(): void }[] = [];

  async function open(instance: string) {
    const widget = widgetPlace(theCase);
    const page = new PlacedPage(widget);
    const own: Tracker = new Tracker(
      { caseId: theCase, userId: rep, instance, watched: new Watch(clock, page, widget.handover).end() },
      { clock, page, journal: disk, network: server, locks: locks.tab(), channel: silentChannel, random: () => 0.5 },
      {
        changed: () => widget.place.tell(),
        intervalPassed: () => undefined,
        networkBack: () => undefined,
        closed: () => undefined,
      },
    );
    let told = 0;
    const shared = widget.place.share(own, () => told++);
    await own.readSettings();
    own.setCaseActive(true);
    await own.recover();
    await settle();
    const close = () => {
      widget.release();
      own.dispose();
    };
    opened.push({ close });
    return { own, shared, page, close, told: () => told };
  }

  /** Time passes with input. */
  function work(ms: number, ...widgets: { page: FakePage }[]): void {
    clock.pass(ms);
    for (const { page } of widgets) page.input();
  }

  test("one counts, and the other shows that it runs and how far it is", async () => {
    const first = await open("first");
    const second = await open("second");
    work(10_000, first, second);
    expect([first.own.status().running, second.own.status().running]).toEqual([true, false]);
    expect(second.shared.status()).toEqual(first.shared.status());
    // The second in which the case was opened is none of a whole one.
    expect(second.shared.secondsBeyond([])).toBe(9);
    expect(second.own.secondsBeyond([])).toBe(0);
  });

  test("the other's buttons work on the one that counts, and each hears of it", async () => {
    const first = await open("first");
    const second = await open("second");
    const before = second.told();
    second.shared.pause();
    expect([first.own.status().reason, second.shared.status().reason]).toEqual(["paused", "paused"]);
    expect(second.told()).toBeGreaterThan(before);
    second.shared.resume();
    expect(first.own.status().running).toBe(true);
  });

  test("no second is lost or doubled when the next takes over in the middle of one", async () => {
    const first = await open("first");
    const second = await open("second");
    work(10_400, first, second);
    first.close();
    expect(second.own.status().running).toBe(true);
    work(9_600, second);
    await second.own.flush("rep");
    const rows = await disk.read();
    const counted = union(
      second.own.storedSoFar(),
      rows.flatMap(row => row.pending),
    );
    expect(counted).toHaveLength(1);
    expect(measure(counted)).toBe(19);
    expect(first.own.secondsBeyond([]) + second.own.secondsBeyond([])).toBe(19);
  });

  test("paused stays paused with the next one", async () => {
    const first = await open("first");
    const second = await open("second");
    first.shared.pause();
    first.close();
    expect(second.own.status().reason).toBe("paused");
    second.shared.resume();
    expect(second.own.status().running).toBe(true);
  });
});
