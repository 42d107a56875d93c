import { cut, intersect, measure, normalise, union, type IntervalSet } from "../../tracking/intervals";
import type { ClockPort, NetworkAnswer, NetworkPort, NetworkRequest } from "../../tracking/ports";
import { encodeTimeline, parseTimeline } from "../../tracking/timeline";

interface StoredRow {
  readonly caseId: string;
  readonly date: string;
  timeline: IntervalSet;
  overlap: IntervalSet;
}

/** What a request meets instead of the rule. */
export type Trouble =
  | { readonly kind: "lostRequest" }
  | { readonly kind: "lostAnswer" }
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly retryAfter?: string };

/** The server as timekeeping.md has it: union, first accepted wins, cut beyond now + 2 min and after closing. */
export class FakeServer implements NetworkPort {
  readonly rows = new Map<string, StoredRow>();
  readonly requests: NetworkRequest[] = [];
  settings = { casetime_enabled: true, casetime_updateinterval: 10, casetime_idleminutes: 3 };
  /** Second from which the case counts no more, by case. */
  readonly closedFrom = new Map<string, number>();
  /** Taken from the front, one a request. */
  troubles: Trouble[] = [];
  /** While down nothing arrives. */
  down = false;

  constructor(
    private readonly clock: ClockPort,
    /** Server time minus the page's monotonic time, ms. */
    public offset: number,
  ) {}

  get now(): number {
    return this.clock.monotonic() + this.offset;
  }

  get writes(): NetworkRequest[] {
    return this.requests.filter(request => request.method === "PATCH");
  }

  send(request: NetworkRequest): Promise<NetworkAnswer> {
    const sentAt = this.clock.monotonic();
    const answer = (status: number, body: unknown, retryAfter: string | null = null): NetworkAnswer => ({
      status,
      body,
      retryAfter,
      date: status === 0 ? null : new Date(Math.floor(this.now / 1000) * 1000).toUTCString(),
      sentAt,
      receivedAt: this.clock.monotonic(),
    });
    const trouble: Trouble | undefined = this.down ? { kind: "lostRequest" } : this.troubles.shift();
    if (trouble?.kind === "lostRequest") return Promise.resolve(answer(0, undefined));
    this.requests.push(request);
    if (trouble?.kind === "status") {
      const body = { error: { code: "0x80040265", message: trouble.message ?? "" } };
      return Promise.resolve(answer(trouble.status, body, trouble.retryAfter ?? null));
    }
    const told = request.method === "GET" ? answer(200, this.settings) : answer(200, this.store(request));
    return Promise.resolve(trouble?.kind === "lostAnswer" ? answer(0, undefined) : told);
  }

  /** Seconds that the rep's rows of a case claim. */
  claimed(caseId: string): IntervalSet {
    const rows = [...this.rows.values()].filter(row => row.caseId === caseId);
    return normalise(rows.flatMap(row => cut(row.timeline, row.overlap)));
  }

  private store(request: NetworkRequest): unknown {
    const id = /\(([^)]*)\)/.exec(request.path)?.[1] ?? "";
    const body = JSON.parse(request.body ?? "{}") as Record<string, string>;
    const caseId = /\(([^)]*)\)/.exec(body["casetime_regardingcase@odata.bind"] ?? "")?.[1] ?? "";
    const date = body.casetime_workdate ?? "";
    const sent = parseTimeline(date, body.casetime_timeline ?? "");
    const last = Math.min(Math.floor(this.now / 1000) + 120, this.closedFrom.get(caseId) ?? Infinity);
    const taken = intersect(sent, [{ start: 0, end: last }]);
    const row = this.rows.get(id) ?? { caseId, date, timeline: [], overlap: [] };
    const others = [...this.rows].filter(([other]) => other !== id).map(([, r]) => cut(r.timeline, r.overlap));
    const fresh = cut(taken, row.timeline);
    row.overlap = union(row.overlap, intersect(fresh, normalise(others.flat())));
    row.timeline = union(row.timeline, taken);
    this.rows.set(id, row);
    return {
      casetime_timeline: encodeTimeline(date, row.timeline),
      casetime_durationseconds: measure(cut(row.timeline, row.overlap)),
    };
  }
}
