import type { DataPort, History, LogDraft } from "../../HandlingTime/model/ports";
import { DataError } from "../../HandlingTime/model/ports";
import type { RepTotals, Totals } from "../../HandlingTime/model/totals";

/** The reads and manual logs of a case, answered from memory; every call is noted. */
export class FakeData implements DataPort {
  readonly calls: string[] = [];
  readonly logs: LogDraft[] = [];
  caseActive = true;
  reps: RepTotals[] = [];
  history: History = { logs: [], activities: [] };
  configures = false;
  logsAllowed = true;
  /** While set, every request fails with this sentence. */
  refusal: string | undefined;
  /** While set, reads wait for it. */
  gate: Promise<void> = Promise.resolve();

  async readTotals(caseId: string, ownOnly: boolean): Promise<Totals> {
    await this.answer(`totals ${caseId}${ownOnly ? " own" : ""}`);
    return { caseActive: this.caseActive, reps: this.reps };
  }

  async readHistory(caseId: string): Promise<History> {
    await this.answer(`history ${caseId}`);
    return this.history;
  }

  async createLog(caseId: string, draft: LogDraft): Promise<void> {
    await this.answer(`log ${caseId}`);
    this.logs.push(draft);
  }

  mayConfigure(): Promise<boolean> {
    return Promise.resolve(this.configures);
  }

  mayLog(): boolean {
    return this.logsAllowed;
  }

  private async answer(call: string): Promise<void> {
    this.calls.push(call);
    await this.gate;
    if (this.refusal !== undefined) throw new DataError(this.refusal);
  }
}
