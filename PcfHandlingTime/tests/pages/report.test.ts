// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { dayStarts, type DateRange } from "../../pages/report/dateRange";
import { ReportModel, type ReportView } from "../../pages/report/reportModel";
import type { Grouping } from "../../pages/report/sources";
import { Refusal, webApi } from "../../pages/shared/webApi";
import { readWindows } from "../../pages/report/windows";
import { counted, localDate, TrackerServer, type Work } from "./trackerServer";
import { berlin, losAngeles, tokyo, utc } from "./zones";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;

/** Three people who work around the clock, so that every midnight of every zone falls into somebody's work. */
function work(from: string, days: number): readonly Work[] {
  return Array.from({ length: days * 8 }, (_, i) => {
    const start = at(`${from}T00:00:00`) + i * 10_800 + (i % 7) * 61;
    return { rep: `rep${i % 3}`, start, end: start + 5_000 + (i % 5) * 613 };
  });
}

async function ask(server: TrackerServer, by: Grouping, range: DateRange, offset: (instant: number) => number) {
  const views: ReportView[] = [];
  const model = new ReportModel(webApi(server.fetch), view => views.push(view));
  await model.ask({ by, days: dayStarts(range, offset), offset });
  const last = views[views.length - 1];
  if (last?.phase !== "done") throw new Error(JSON.stringify(last));
  return { views, sums: Object.fromEntries((last.report?.lines ?? []).map(line => [line.key, line.automatic])) };
}

describe("the report", () => {
  const zones = [
    ["UTC", utc, "2030-03-25"],
    ["Tokyo", tokyo, "2030-03-25"],
    ["Los Angeles, where the clock is set forward on 10 March", losAngeles, "2030-03-08"],
    ["Los Angeles, where the clock is set back on 3 November", losAngeles, "2030-11-01"],
    ["Berlin, where the clock is set forward on 31 March", berlin, "2030-03-28"],
    ["Berlin, where the clock is set back on 27 October", berlin, "2030-10-25"],
  ] as const;

  test.each(zones)("by day counts each second on its day in %s", async (_, offset, from) => {
    const all = work(from, 6);
    const [first, last] = [
      localDate(at(`${from}T00:00:00`) + 86_400, offset),
      localDate(at(`${from}T00:00:00`) + 345_600, offset),
    ];
    const bounds = dayStarts({ from: first, to: last }, offset);
    const expected = counted(all, (bounds[0] ?? 0) / 1000, (bounds[bounds.length - 1] ?? 0) / 1000, s =>
      localDate(s, offset),
    );
    const { sums } = await ask(new TrackerServer(all, offset), "day", { from: first, to: last }, offset);
    expect(sums).toEqual(expected);
  });

  test.each(zones)("by rep counts what lies within the reader's days in %s", async (_, offset, from) => {
    const all = work(from, 6);
    const range = {
      from: localDate(at(`${from}T00:00:00`) + 86_400, offset),
      to: localDate(at(`${from}T00:00:00`) + 259_200, offset),
    };
    const bounds = dayStarts(range, offset);
    const expected = counted(all, (bounds[0] ?? 0) / 1000, (bounds[bounds.length - 1] ?? 0) / 1000, (_s, rep) => rep);
    const { sums } = await ask(new TrackerServer(all, offset), "rep", range, offset);
    expect(Object.fromEntries(Object.entries(sums).sort())).toEqual(expected);
  });

  test("says the same where it has to part the range, since the server sums up no more rows", async () => {
    const all = work("2030-01-01", 60);
    const range = { from: "2030-01-02", to: "2030-02-20" };
    const whole = await ask(new TrackerServer(all, utc), "day", range, utc);
    const small = new TrackerServer(all, utc, 7);
    expect((await ask(small, "day", range, utc)).sums).toEqual(whole.sums);
    expect(small.requests.length).toBeGreaterThan(20);
  });

  test("shows its first numbers after one request of its own", async () => {
    const server = new TrackerServer(work("2030-01-01", 5), tokyo);
    let atFirst = 0;
    const model = new ReportModel(webApi(server.fetch), view => {
      if (!atFirst && view.phase === "reading" && view.report) atFirst = server.requests.length;
    });
    await model.ask({ by: "day", days: dayStarts({ from: "2030-01-01", to: "2030-01-31" }, tokyo), offset: tokyo });
    expect(atFirst).toBe(1);
  });

  test("never holds more rows than fill a screen, and asks no longer address than the server takes", async () => {
    const server = new TrackerServer(work("2030-01-01", 120), losAngeles);
    await ask(server, "day", { from: "2030-01-02", to: "2030-04-28" }, losAngeles);
    expect(server.mostRows).toBeLessThanOrEqual(25);
    expect(Math.max(...server.requests.map(request => encodeURI(request).length))).toBeLessThan(20_000);
  });

  test("counts a row that grows over midnight while it is read once, as the sums had it", async () => {
    const [evening, night] = [at("2030-01-01T14:30:00"), at("2030-01-01T15:30:00")];
    const rows = (end: number) => new TrackerServer([{ rep: "rep0", start: evening, end }], tokyo);
    const [before, after] = [rows(evening + 1200), rows(night)];
    const fetch: typeof before.fetch = (url, init) =>
      (String(url).includes("fetchXml=") ? before : after).fetch(url, init);
    const views: ReportView[] = [];
    const model = new ReportModel(webApi(fetch), view => views.push(view));
    const days = dayStarts({ from: "2030-01-01", to: "2030-01-02" }, tokyo);
    await model.ask({ by: "day", days, offset: tokyo });
    const last = views[views.length - 1];
    expect(last?.phase === "done" && last.report?.sum.total).toBe(1200);
  });

  test("that is given up keeps what it has and says so", async () => {
    const server = new TrackerServer(work("2030-01-01", 60), utc, 10);
    const views: ReportView[] = [];
    const model = new ReportModel(webApi(server.fetch), view => {
      views.push(view);
      if (view.phase === "reading" && view.report) model.cancel();
    });
    await model.ask({ by: "day", days: dayStarts({ from: "2030-01-01", to: "2030-02-28" }, utc), offset: utc });
    const last = views[views.length - 1];
    expect(last).toMatchObject({ phase: "cancelled" });
    expect(last?.phase === "cancelled" && last.report?.lines.length).toBeGreaterThan(0);
  });

  test("that fails midway keeps what it has and says why", async () => {
    const server = new TrackerServer(work("2030-01-01", 60), utc, 10);
    const fetch: typeof server.fetch = async (url, init) => {
      if (server.requests.length > 12) throw new TypeError("Failed to fetch");
      return server.fetch(url, init);
    };
    const views: ReportView[] = [];
    const model = new ReportModel(webApi(fetch), view => views.push(view));
    await model.ask({ by: "day", days: dayStarts({ from: "2030-01-01", to: "2030-02-28" }, utc), offset: utc });
    expect(views[views.length - 1]).toMatchObject({ phase: "failed", refusal: { kind: "network" } });
  });

  test("without the right to read activities shows the rest", async () => {
    const server = new TrackerServer(work("2030-01-01", 3), utc);
    const fetch: typeof server.fetch = async (url, init) =>
      String(url).includes("activitypointer")
        ? Response.json({ error: { code: "0x80040220", message: "No privilege." } }, { status: 403 })
        : server.fetch(url, init);
    const views: ReportView[] = [];
    const model = new ReportModel(webApi(fetch), view => views.push(view));
    await model.ask({ by: "rep", days: dayStarts({ from: "2030-01-01", to: "2030-01-03" }, utc), offset: utc });
    expect(views[views.length - 1]).toMatchObject({ phase: "done", withoutActivities: true });
  });
});

describe("windows", () => {
  const signal = new AbortController().signal;
  const quiet = { signal, progress: () => undefined };

  test("cover the whole span, each instant once", async () => {
    const seen: { from: number; to: number }[] = [];
    await readWindows(
      { from: 0, to: 1_000_000 },
      async window => {
        if (window.to - window.from > 100_000) throw new Refusal("tooMany", "");
        seen.push(window);
        return 0.8;
      },
      quiet,
    );
    seen.sort((a, b) => a.from - b.from);
    expect(seen[0]?.from).toBe(0);
    expect(seen[seen.length - 1]?.to).toBe(1_000_000);
    expect(seen.slice(1).every((window, i) => window.from === seen[i]?.to)).toBe(true);
  });

  test("give up where a single second is too much", async () => {
    const tooMany = readWindows({ from: 0, to: 60_000 }, () => Promise.reject(new Refusal("tooMany", "Limit.")), quiet);
    await expect(tooMany).rejects.toMatchObject({ kind: "tooMany", message: "Limit." });
  });

  test("read a million even rows with few refusals, two at a time once it is known how many there are", async () => {
    let [asked, refused, running] = [0, 0, 0];
    const together: number[] = [];
    await readWindows(
      { from: 0, to: 1_000_000_000 },
      async ({ from, to }) => {
        asked++;
        together.push(++running);
        await Promise.resolve();
        running--;
        if ((to - from) / 1000 <= 50_000) return (to - from) / 50_000_000;
        refused++;
        throw new Refusal("tooMany", "");
      },
      quiet,
    );
    expect(refused).toBeLessThan(5);
    expect(asked).toBeLessThan(32);
    expect(together.slice(0, refused + 1)).toEqual(Array(refused + 1).fill(1));
    expect(Math.max(...together)).toBe(2);
  });

  test("are not shorter after the second that is left of a span in four", async () => {
    const span = 100_001_000;
    const busy = { from: 5 * span, to: 6 * span - 1000 };
    const lengths: number[] = [];
    await readWindows(
      { from: 0, to: 16 * span },
      async ({ from, to }) => {
        lengths.push(to - from);
        await Promise.resolve();
        const isBusy = Math.max(0, Math.min(to, busy.to) - Math.max(from, busy.from));
        const fill = (0.85 * (to - from + 3 * isBusy)) / span;
        if (fill > 1) throw new Refusal("tooMany", "");
        return fill;
      },
      quiet,
    );
    expect(lengths.filter(length => length < span / 5)).toEqual([1000]);
    expect(lengths.length).toBeLessThan(25);
  });

  test("begin no more once one of them failed, and wait for the other", async () => {
    let [later, ended] = [0, 0];
    const failing = readWindows(
      { from: 0, to: 1_000_000 },
      async ({ from, to }) => {
        if (to - from > 100_000) throw new Refusal("tooMany", "");
        if (from === 0) return 0.85;
        if (++later === 2) throw new Refusal("network", "");
        await new Promise(resolve => setTimeout(resolve, 5));
        ended++;
        return 0.85;
      },
      quiet,
    );
    await expect(failing).rejects.toMatchObject({ kind: "network" });
    expect([later, ended]).toEqual([2, 1]);
  });
});
