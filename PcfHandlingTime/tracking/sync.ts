import { judge, type Verdict } from "./answer";
import { backoffMs } from "./backoff";
import type { ServerClock } from "./clock";
import { cut, emptySet, union, type IntervalSet } from "./intervals";
import { acknowledge, putAside, takeBack, type HandedOver, type JournalEntry, type JournalKey } from "./journal";
import type { ClockPort, JournalPort, LockPort, NetworkAnswer, NetworkPort } from "./ports";
import { fitting, keepaliveBytes, timelineRequest, type Writer } from "./wire";

export interface SyncPorts {
  readonly clock: ClockPort;
  readonly journal: JournalPort;
  readonly network: NetworkPort;
  readonly locks: LockPort;
  readonly random: () => number;
}

export interface SyncListener {
  /** The server holds these seconds now. */
  stored(key: JournalKey, seconds: IntervalSet): void;
  /** The server will never count these: the case was closed, or handling time off, before them. */
  closed(key: JournalKey, seconds: IntervalSet): void;
  /** An answer came, which may tell the time. */
  answered(answer: NetworkAnswer): void;
  /** Whether writes get through, and what was refused, may have changed. */
  stateChanged(): void;
}

/** Whether writes get through: `offline` waits for the back-off, `signedOut` for the rep. */
export type Connection = "ok" | "offline" | "signedOut";

/**
 * `start` also retries what was refused for lack of a privilege; `rep` ignores the back-off: somebody waits for it.
 * `online` ends the waiting for a network, not one that the server asked for.
 */
export type FlushReason = "start" | "rep" | "online" | "interval" | "stop" | "retry";

/** What is waited for: a failure to pass, as long as the server asked, or seconds that lie in its future. */
type WaitKind = "failed" | "asked" | "early";

/** A back-off: tries in a row, and the monotonic instant (ms) until which nothing is tried. */
interface Wait {
  readonly kind: WaitKind;
  readonly tries: number;
  readonly until: number;
}

/** Rows that are written by several at once fail now and then; a row that fails so many times in a row is told. */
const toldAfter = 2;

/** Brings the journal to the server: acknowledged before deleted, one tab at a time, nothing blocked by what is refused. */
export class Sync {
  /** Monotonic ms at which the last write, or the look for something to write, began. */
  lastWrite = -Infinity;
  /** Waiting for the server as a whole, and for single rows: a row that fails holds up no other. */
  private server: Wait | undefined;
  private readonly rows = new Map<string, Wait>();
  private signedOut = false;
  /** What `handOver` sent and has had no answer, by row, and the size of those requests. */
  private readonly flying = new Map<string, IntervalSet>();
  private flyingBytes = 0;
  private cancelRetry: (() => void) | undefined;
  private disposed = false;

  constructor(
    private readonly ports: SyncPorts,
    private readonly writer: Writer,
    private readonly serverClock: ServerClock,
    private readonly lockName: string,
    private readonly listener: SyncListener,
  ) {}

  get connection(): Connection {
    if (this.signedOut) return "signedOut";
    const failing = [...this.rows.values()].some(({ kind, tries }) => kind !== "early" && tries >= toldAfter);
    return this.server || failing ? "offline" : "ok";
  }

  /** Sends all that the journal holds and is due. Resolves when every entry has had its answer. */
  flush(reason: FlushReason): Promise<void> {
    if (this.waits(this.server, reason)) return Promise.resolve();
    this.lastWrite = this.ports.clock.monotonic();
    return this.ports.locks.exclusive(this.lockName, async () => {
      const entries = await this.ports.journal.read();
      this.forgetSent(entries);
      for (const entry of entries) {
        if (this.disposed) return;
        if (this.waits(this.rows.get(nameOf(entry)), reason)) continue;
        const seconds = await this.due(entry, reason);
        if (seconds.length > 0 && !(await this.write(entry, seconds))) return;
      }
    });
  }

  /**
   * Hands seconds to the network while the page goes away: begins every request before it returns, and waits for no
   * lock, since the server takes the union whoever sends. What does not fit stays in the journal; what is on its way
   * already, as where a page is hidden and then closed, is not sent twice.
   * @param saved When the journal has these seconds: an acknowledgement heard before must not be undone by it.
   */
  handOver(seconds: readonly HandedOver[], saved: Promise<void>): void {
    for (const { caseId, workDate, seconds: pending } of seconds) {
      const key = { caseId, workDate };
      const row = nameOf(key);
      const flying = this.flying.get(row) ?? emptySet;
      const sent = fitting(this.writer, key, cut(pending, flying), keepaliveBytes - this.flyingBytes);
      if (sent.length === 0) continue;
      const request = timelineRequest(this.writer, key, sent, true);
      const bytes = request.body?.length ?? 0;
      this.flyingBytes += bytes;
      this.flying.set(row, union(flying, sent));
      this.lastWrite = this.ports.clock.monotonic();
      const answer = this.ports.network.send(request);
      // Where writes do not get through, these seconds are as good as still here.
      if (this.connection === "ok") this.ports.journal.noteHandedOver({ ...key, seconds: union(flying, sent) });
      void Promise.all([answer.finally(() => this.landed(row, sent, bytes)), saved])
        .then(([heard]) => (this.disposed ? undefined : this.take(key, sent, heard)))
        .catch(() => undefined);
    }
  }

  /** No timer, no answer does anything after this. */
  dispose(): void {
    this.disposed = true;
    this.cancelRetry?.();
  }

  private landed(row: string, sent: IntervalSet, bytes: number): void {
    this.flyingBytes -= bytes;
    const left = cut(this.flying.get(row) ?? emptySet, sent);
    if (left.length > 0) this.flying.set(row, left);
    else this.flying.delete(row);
  }

  private async due(entry: JournalEntry, reason: FlushReason): Promise<IntervalSet> {
    const now = this.serverClock.known ? this.serverClock.now() : -Infinity;
    const again = entry.aside.filter(({ retry }) =>
      typeof retry === "object" ? now >= retry.from : retry === "nextStart" && reason === "start",
    );
    if (again.length === 0) return entry.pending;
    await this.ports.journal.change(again.map(aside => takeBack(entry, aside)));
    const current = await this.ports.journal.read();
    return current.find(e => e.caseId === entry.caseId && e.workDate === entry.workDate)?.pending ?? emptySet;
  }

  /** @returns Whether it is any use to go on to the next entry. */
  private async write(key: JournalKey, seconds: IntervalSet): Promise<boolean> {
    return this.take(key, seconds, await this.ports.network.send(timelineRequest(this.writer, key, seconds)));
  }

  private async take(key: JournalKey, sent: IntervalSet, answer: NetworkAnswer): Promise<boolean> {
    this.listener.answered(answer);
    const verdict = judge(key, sent, answer);
    const goOn = await this.heed(key, sent, verdict, answer.status);
    this.listener.stateChanged();
    return goOn;
  }

  private async heed(key: JournalKey, sent: IntervalSet, verdict: Verdict, status: number): Promise<boolean> {
    const row = nameOf(key);
    switch (verdict.kind) {
      case "accepted": {
        this.reached(row);
        await this.ports.journal.change([acknowledge(key, verdict.stored), acknowledge(key, verdict.closed)]);
        if (verdict.stored.length > 0) this.listener.stored(key, verdict.stored);
        if (verdict.closed.length > 0) this.listener.closed(key, verdict.closed);
        const left = cut(cut(sent, verdict.stored), verdict.closed);
        if (left.length > 0) this.rows.set(row, this.longer(this.rows.get(row), "early"));
        break;
      }
      case "refused":
        this.reached(row);
        await this.ports.journal.change([
          putAside(key, { seconds: sent, code: verdict.code, message: verdict.message, retry: verdict.retry }),
        ]);
        break;
      case "signIn":
        this.signedOut = true;
        return false;
      case "retry":
        // Silence and overload concern the whole server; another answer only this row.
        this.signedOut = false;
        if (status === 0 || status === 429 || status >= 500)
          this.server = this.longer(this.server, "failed", verdict.afterMs);
        else this.rows.set(row, this.longer(this.rows.get(row), "failed", verdict.afterMs));
        break;
    }
    this.scheduleRetry();
    return this.server === undefined;
  }

  private reached(row: string): void {
    this.signedOut = false;
    this.server = undefined;
    this.rows.delete(row);
  }

  /** Another tab may have sent what this one failed to send: then nothing is waited for any more. */
  private forgetSent(entries: readonly JournalEntry[]): void {
    const before = this.connection;
    const pending = new Set(entries.filter(entry => entry.pending.length > 0).map(nameOf));
    for (const row of this.rows.keys()) if (!pending.has(row)) this.rows.delete(row);
    if (pending.size === 0) this.signedOut = false;
    if (pending.size === 0 && !this.waits(this.server)) this.server = undefined;
    if (this.connection !== before) this.listener.stateChanged();
  }

  private waits(wait: Wait | undefined, reason: FlushReason = "interval"): boolean {
    if (wait === undefined || reason === "rep" || reason === "start") return false;
    if (reason === "online" && wait.kind !== "asked") return false;
    return this.ports.clock.monotonic() < wait.until;
  }

  private longer(wait: Wait | undefined, kind: "failed" | "early", afterMs?: number): Wait {
    const tries = (wait && (wait.kind === "early") === (kind === "early") ? wait.tries : 0) + 1;
    const until = this.ports.clock.monotonic() + backoffMs(tries, afterMs, this.ports.random());
    return { kind: afterMs === undefined ? kind : "asked", tries, until };
  }

  private scheduleRetry(): void {
    this.cancelRetry?.();
    this.cancelRetry = undefined;
    const waits = this.server ? [this.server] : [...this.rows.values()];
    if (this.disposed || waits.length === 0) return;
    const wait = Math.max(0, Math.min(...waits.map(w => w.until)) - this.ports.clock.monotonic());
    this.cancelRetry = this.ports.clock.after(wait, () => void this.flush("retry").catch(() => undefined));
  }
}

function nameOf(key: JournalKey): string {
  return `${key.caseId} ${key.workDate}`;
}
