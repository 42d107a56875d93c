import {
  ConflictError,
  DataError,
  GoneError,
  SavedBeforeError,
  UnansweredError,
  type ActivityItem,
  type AutomaticRow,
  type Correction,
  type DataPort,
  type LogDraft,
  type LogItem,
  type Page,
  type PageRequest,
  type Rights,
} from "../../HandlingTime/model/ports";
import type { Rep, RepTotals } from "../../HandlingTime/model/totals";

/** A rep's sums; what is left out is zero. */
export type RepSums = Rep & Partial<RepTotals>;

/** Numbers, history and changes by hand of a case, answered from memory; every call is noted. */
export class FakeData implements DataPort {
  readonly calls: string[] = [];
  readonly logs: LogDraft[] = [];
  readonly corrections: Correction[] = [];
  caseActive = true;
  overlapOnce = false;
  maximumLogMinutes = 1440;
  reps: RepSums[] = [];
  history: { logs: LogItem[]; activities: ActivityItem[] } = { logs: [], activities: [] };
  automatic: AutomaticRow[] = [];
  pictures = new Map<string, string>();
  configures = false;
  held: Rights = { create: true, write: true, delete: true, writeAll: false };
  opened: string[] | undefined = [];
  /** While set, every request fails with this sentence. */
  refusal: string | undefined;
  /** While set, reads wait for it. */
  gate: Promise<void> = Promise.resolve();
  private versions = 0;
  /** So many writes are done, but nobody hears of it. */
  lostAnswers = 0;
  /** Of `logs` and `corrections`, in order. */
  readonly logIds: string[] = [];
  readonly correctionIds: string[] = [];

  /** What casetime_GetHandlingTime answers, but the settings. */
  async readNumbers(caseId: string, ownOnly: boolean): Promise<Record<string, unknown>> {
    await this.answer(`totals ${caseId}${ownOnly ? " own" : ""}`);
    const reps = this.reps.map(rep => ({ automatic: 0, adjusted: 0, logs: 0, activities: 0, overlap: 0, ...rep }));
    return {
      CaseActive: this.caseActive,
      OverlapOnce: this.overlapOnce,
      MaximumLogMinutes: this.maximumLogMinutes,
      Reps: JSON.stringify({ version: 1, reps }),
    };
  }

  async readLogs(request: PageRequest): Promise<Page<LogItem>> {
    await this.answer(`logs ${told(request)}`);
    return page(this.history.logs, request);
  }

  async readActivities(request: PageRequest): Promise<Page<ActivityItem>> {
    await this.answer(`activities ${told(request)}`);
    return page(this.history.activities, request);
  }

  async createLog(caseId: string, draft: LogDraft, id: string): Promise<void> {
    await this.answer(`log ${caseId} as ${id}`);
    const there = this.logIds.indexOf(id);
    if (there >= 0) this.logs[there] = draft;
    else {
      this.logs.push(draft);
      this.logIds.push(id);
    }
    this.loseAnswer();
  }

  async withdrawLog(id: string): Promise<void> {
    await this.answer(`withdraw ${id}`);
    const there = this.logIds.indexOf(id);
    if (there < 0) return;
    this.logs.splice(there, 1);
    this.logIds.splice(there, 1);
  }

  async updateLog(id: string, version: string, draft: LogDraft): Promise<string> {
    await this.answer(`update ${id}`);
    const log = this.find(id, version);
    const { seconds, start, reasonCategory, reason } = draft;
    const changed = { ...log, seconds, at: start, reasonCategory, text: reason, version: `W/"${++this.versions}"` };
    this.history.logs = this.history.logs.map(other => (other === log ? changed : other));
    return changed.version;
  }

  async deleteLog(id: string, version: string): Promise<void> {
    await this.answer(`delete ${id}`);
    const log = this.find(id, version);
    this.history.logs = this.history.logs.filter(other => other !== log);
  }

  async createCorrection(caseId: string, correction: Correction, id: string): Promise<void> {
    await this.answer(`correct ${caseId}`);
    const before = this.corrections[this.correctionIds.indexOf(id)];
    if (before && before.seconds !== correction.seconds) throw new SavedBeforeError(before.seconds);
    if (!before) {
      this.corrections.push(correction);
      this.correctionIds.push(id);
    }
    this.loseAnswer();
  }

  async readAutomatic(userId: string, workDates: readonly string[]): Promise<readonly AutomaticRow[]> {
    await this.answer(`automatic ${userId} ${workDates.join(" ")}`);
    return this.automatic;
  }

  async readPictures(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    await this.answer(`pictures ${userIds.join(" ")}`);
    return this.pictures;
  }

  mayConfigure(): Promise<boolean> {
    return Promise.resolve(this.configures);
  }

  rights(): Rights {
    return this.held;
  }

  get openRow(): DataPort["openRow"] {
    const { opened } = this;
    return opened && ((table, id) => void opened.push(`${table} ${id}`));
  }

  private find(id: string, version: string): LogItem {
    const log = this.history.logs.find(candidate => candidate.id === id);
    if (!log) throw new GoneError("Does not exist.");
    if (log.version !== version) throw new ConflictError("The version of the existing record doesn't match.");
    return log;
  }

  private loseAnswer(): void {
    if (this.lostAnswers === 0) return;
    this.lostAnswers--;
    throw new UnansweredError("");
  }

  private async answer(call: string): Promise<void> {
    this.calls.push(call);
    await this.gate;
    if (this.refusal !== undefined) throw new DataError(this.refusal);
  }
}

function told(request: PageRequest): string {
  const from = "next" in request ? `from ${request.next}` : request.caseId + (request.onlyRep ? " own" : "");
  return `${from} size ${request.size}`;
}

function page<Item>(all: readonly Item[], request: PageRequest): Page<Item> {
  const from = "next" in request ? Number(request.next) : 0;
  const end = from + request.size;
  return { items: all.slice(from, end), next: end < all.length ? String(end) : undefined };
}
