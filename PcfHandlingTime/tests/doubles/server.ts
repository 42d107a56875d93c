import { cut, intersect, measure, normalise, union, type IntervalSet } from "../../tracking/intervals";
import type { ClockPort, NetworkAnswer, NetworkPort, NetworkRequest } from "../../tracking/ports";
import { encodeTimeline, parseTimeline } from "../../tracking/timeline";
import { automaticRowId } from "../../tracking/uuid5";

interface StoredRow {
  readonly rep: string;
  readonly caseId: string;
  readonly date: string;
  readonly device: string;
  timeline: IntervalSet;
  overlap: IntervalSet;
}

/** What a request meets instead of the rule. */
export type Trouble =
  | { readonly kind: "lostRequest" }
  | { readonly kind: "lostAnswer" }
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly retryAfter?: string };

/** A request as it arrived, and who was signed in. */
export interface Arrived {
  readonly rep: string;
  readonly request: NetworkRequest;
}

const daysAccepted = 31;

class Refusal extends Error {}

/**
 * The server as timekeeping.md, "What the server does with an Automatic row", has it: refused where malformed, of
 * another date, older than 31 days or wholly in the future; cut beyond now + 2 min and after closing; united with what
 * the row has; of what is new to the row, what another row of the rep on that date claims goes to the overlap.
 */
export class FakeServer implements NetworkPort {
  readonly rows = new Map<string, StoredRow>();
  readonly arrivals: Arrived[] = [];
  settings = { casetime_enabled: true, casetime_updateinterval: 10, casetime_idleminutes: 3 };
  /** Second from which the case counts no more, by case. */
  readonly closedFrom = new Map<string, number>();
  /** Taken from the front, one a request. */
  troubles: Trouble[] = [];
  /** Adds to what casetime_GetHandlingTime answers; rejects with the sentence of a refusal. */
  numbers: ((caseId: string, ownOnly: boolean) => Promise<Record<string, unknown>>) | undefined;
  /** While down nothing arrives. */
  down = false;

  constructor(
    private readonly clock: ClockPort,
    /** Server time minus the clock's monotonic time, ms. */
    public offset: number,
    /** Who is signed in where nobody else is named. */
    private readonly rep = "22222222-2222-2222-2222-222222222222",
  ) {}

  get now(): number {
    return this.clock.monotonic() + this.offset;
  }

  get requests(): NetworkRequest[] {
    return this.arrivals.map(arrived => arrived.request);
  }

  get writes(): NetworkRequest[] {
    return this.requests.filter(request => request.method === "PATCH");
  }

  send(request: NetworkRequest, rep = this.rep): Promise<NetworkAnswer> {
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
    this.arrivals.push({ rep, request });
    const refused = (status: number, message: string) =>
      answer(
        status,
        { error: { code: "0x80040265", message } },
        trouble?.kind === "status" ? trouble.retryAfter : null,
      );
    if (trouble?.kind === "status") return Promise.resolve(refused(trouble.status, trouble.message ?? ""));
    let told: NetworkAnswer;
    try {
      told = answer(200, request.method === "GET" ? this.read(request) : this.store(request, rep));
    } catch (error) {
      told = refused(400, (error as Error).message);
    }
    if (this.numbers && request.path.includes("casetime_GetHandlingTime"))
      return this.readNumbers(request.path, this.numbers).then(
        body => answer(200, body),
        (error: Error) => refused(400, error.message),
      );
    return Promise.resolve(trouble?.kind === "lostAnswer" ? answer(0, undefined) : told);
  }

  /** Seconds that rows claim: of a case, of a rep, or all. */
  claimed(caseId?: string, rep?: string): IntervalSet {
    const rows = [...this.rows.values()].filter(
      row => (caseId === undefined || row.caseId === caseId) && (rep === undefined || row.rep === rep),
    );
    return normalise(rows.flatMap(row => cut(row.timeline, row.overlap)));
  }

  private read(request: NetworkRequest): unknown {
    const caseId = /^incidents\(([^)]*)\)\/Microsoft\.Dynamics\.CRM\.casetime_GetHandlingTime/.exec(request.path)?.[1];
    if (caseId === undefined) return this.settings;
    return {
      CaseActive: (this.closedFrom.get(caseId) ?? Infinity) > this.now / 1000,
      Enabled: this.settings.casetime_enabled,
      UpdateInterval: this.settings.casetime_updateinterval,
      IdleMinutes: this.settings.casetime_idleminutes,
      AutomaticSeconds: measure(this.claimed(caseId)),
    };
  }

  private async readNumbers(path: string, read: NonNullable<FakeServer["numbers"]>): Promise<Record<string, unknown>> {
    const caseId = /\(([^)]*)\)/.exec(path)?.[1] ?? "";
    return { ...(this.read({ method: "GET", path }) as object), ...(await read(caseId, path.endsWith("@own=true"))) };
  }

  private store(request: NetworkRequest, rep: string): unknown {
    const id = /\(([^)]*)\)/.exec(request.path)?.[1] ?? "";
    const body = JSON.parse(request.body ?? "{}") as Record<string, string>;
    const caseId = /\(([^)]*)\)/.exec(body["casetime_regardingcase@odata.bind"] ?? "")?.[1] ?? "";
    const [date, device] = [body.casetime_workdate ?? "", body.casetime_device ?? ""];
    if (id !== automaticRowId(caseId, rep, date, device)) throw new Refusal("CT1009: not the id of that row.");
    const sent = parse(date, body.casetime_timeline ?? "");
    const second = Math.floor(this.now / 1000);
    if (Date.parse(date) / 1000 < second - (daysAccepted + 1) * 86_400) throw new Refusal("CT1009: too old.");
    if ((sent[0]?.start ?? 0) >= second + 120) throw new Refusal("CT1003: in the future.");
    const last = Math.min(second + 120, this.closedFrom.get(caseId) ?? Infinity);
    const taken = intersect(sent, [{ start: 0, end: last }]);
    const row = this.rows.get(id) ?? { rep, caseId, date, device, timeline: [], overlap: [] };
    const others = [...this.rows].filter(([other, r]) => other !== id && r.rep === rep && r.date === date);
    const claimedByOthers = normalise(others.flatMap(([, r]) => cut(r.timeline, r.overlap)));
    row.overlap = union(row.overlap, intersect(cut(taken, row.timeline), claimedByOthers));
    row.timeline = union(row.timeline, taken);
    this.rows.set(id, row);
    return {
      casetime_timeline: encodeTimeline(date, row.timeline),
      casetime_durationseconds: measure(cut(row.timeline, row.overlap)),
    };
  }
}

function parse(date: string, text: string): IntervalSet {
  try {
    return parseTimeline(date, text);
  } catch {
    throw new Refusal("CT1009: casetime_timeline is malformed.");
  }
}
