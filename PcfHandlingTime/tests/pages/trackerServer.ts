import { encodeTimeline } from "../../tracking/timeline";

/** One stretch of work. Seconds since 1970. */
export interface Work {
  readonly rep: string;
  readonly start: number;
  readonly end: number;
}

interface Row extends Work {
  readonly category: number;
  readonly seconds: number;
  readonly timeline: string;
  readonly workDate: string;
}

const automatic = 735500001;
const daySeconds = 86_400;

/**
 * Time trackers behind a Web API that sums and lists them as Dataverse does: sums by the local day of a row's start, refusing more
 * rows than its limit; lists a page at a time. Activities it has none.
 */
export class TrackerServer {
  readonly requests: string[] = [];
  /** Rows that were in one answer at most. */
  mostRows = 0;
  private readonly rows: readonly Row[];

  /** @param limit Rows that an aggregate may take. */
  constructor(
    work: readonly Work[],
    private readonly offset: (instant: number) => number,
    private readonly limit = 50_000,
  ) {
    this.rows = rowsOf(work);
  }

  readonly fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted();
    const address = decodeURIComponent(String(url));
    this.requests.push(address);
    if (address.includes("activitypointer")) return Response.json({ value: [] });
    return address.includes("fetchXml=") ? this.aggregate(address) : this.list(address);
  };

  private aggregate(address: string): Response {
    const xml = new DOMParser().parseFromString(address.slice(address.indexOf("<fetch")), "application/xml");
    const rows = this.rows.filter(row =>
      [...xml.querySelectorAll("entity > filter")].every(filter => holds(filter, row)),
    );
    if (rows.length > this.limit)
      return Response.json(
        { error: { code: "0x8004E023", message: "AggregateQueryRecordLimit exceeded." } },
        { status: 400 },
      );
    const byDay = xml.querySelector("[dategrouping]") !== null;
    const groups = new Map<string, Record<string, unknown>>();
    for (const row of rows) {
      const [year, month, day] = localDate(row.start, this.offset).split("-").map(Number);
      const group = byDay ? { category: row.category, day, month, year } : { category: row.category, rep: row.rep };
      const sums = groups.get(JSON.stringify(group)) ?? { ...group, amount: 0, rows: 0 };
      groups.set(JSON.stringify(group), {
        ...sums,
        amount: Number(sums.amount) + row.seconds,
        rows: Number(sums.rows) + 1,
      });
    }
    return Response.json({ value: [...groups.values()] });
  }

  private list(address: string): Response {
    const query = new URL(address, "https://host");
    const filter = query.searchParams.get("$filter") ?? "";
    const over = [
      ...filter.matchAll(/starttime ge (\S+) and casetime_starttime lt (\S+) and casetime_endtime gt ([^\s)]+)/g),
    ].map(match => match.slice(1).map(text => Date.parse(text) / 1000));
    const found = this.rows.filter(row =>
      over.some(([from = 0, to = 0, bound = 0]) => row.start >= from && row.start < to && row.end > bound),
    );
    const [size, skip] = [25, Number(query.searchParams.get("skip") ?? 0)];
    const page = found.slice(skip, skip + size);
    this.mostRows = Math.max(this.mostRows, page.length);
    const next = skip + size < found.length ? `${query.href.replace(/&skip=.*/, "")}&skip=${skip + size}` : undefined;
    return Response.json({ value: page.map(listed), "@odata.nextLink": next });
  }
}

/** Seconds by local day, or by rep, counted one by one. */
export function counted(work: readonly Work[], from: number, to: number, key: (second: number, rep: string) => string) {
  const sums = new Map<string, number>();
  for (const { rep, start, end } of work)
    for (let second = Math.max(start, from); second < Math.min(end, to); second++)
      sums.set(key(second, rep), (sums.get(key(second, rep)) ?? 0) + 1);
  return Object.fromEntries([...sums].sort());
}

export function localDate(second: number, offset: (instant: number) => number): string {
  return new Date((second + offset(second * 1000) * 60) * 1000).toISOString().slice(0, 10);
}

/** A row for each rep and UTC date, as the widget writes them. */
function rowsOf(work: readonly Work[]): readonly Row[] {
  const byKey = new Map<string, { start: number; end: number }[]>();
  for (const { rep, start, end } of work)
    for (let from = start; from < end; from = (Math.floor(from / daySeconds) + 1) * daySeconds) {
      const to = Math.min(end, (Math.floor(from / daySeconds) + 1) * daySeconds);
      const key = `${rep}|${new Date(from * 1000).toISOString().slice(0, 10)}`;
      byKey.set(key, [...(byKey.get(key) ?? []), { start: from, end: to }]);
    }
  return [...byKey].map(([key, pieces]) => {
    const [rep = "", workDate = ""] = key.split("|");
    const sorted = [...pieces].sort((a, b) => a.start - b.start);
    return {
      ...{ rep, workDate, category: automatic, timeline: encodeTimeline(workDate, sorted) },
      seconds: sorted.reduce((sum, { start, end }) => sum + end - start, 0),
      start: sorted[0]?.start ?? 0,
      end: sorted[sorted.length - 1]?.end ?? 0,
    };
  });
}

function listed(row: Row): Record<string, unknown> {
  return {
    casetime_category: row.category,
    casetime_starttime: new Date(row.start * 1000).toISOString(),
    casetime_endtime: new Date(row.end * 1000).toISOString(),
    casetime_durationseconds: row.seconds,
    casetime_workdate: row.workDate,
    casetime_timeline: row.timeline,
    casetime_overlap: null,
    _casetime_rep_value: row.rep,
  };
}

/** A FetchXML filter over the columns that the report asks for. */
function holds(filter: Element, row: Row): boolean {
  const results = [...filter.children].map(child => {
    if (child.tagName === "filter") return holds(child, row);
    const column = child.getAttribute("attribute");
    if (column === "casetime_category") return String(row.category) !== child.getAttribute("value");
    const value = column === "casetime_starttime" ? row.start : row.end;
    const other = Date.parse(child.getAttribute("value") ?? "") / 1000;
    switch (child.getAttribute("operator")) {
      case "ge":
        return value >= other;
      case "lt":
        return value < other;
      default:
        throw new Error(`No such condition here: ${child.outerHTML}`);
    }
  });
  return filter.getAttribute("type") === "or" ? results.some(Boolean) : results.every(Boolean);
}
