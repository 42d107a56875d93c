import {
  ConflictError,
  DataError,
  SavedBeforeError,
  UnansweredError,
  type Correction,
  type DataPort,
  type LogDraft,
  type LogItem,
} from "./ports";

/** What was done last, as the widget tells it. */
export interface Notice {
  readonly kind: "deleted" | "edited" | "undone" | "deleteFailed" | "undoFailed";
  /** Why it failed: the server's sentence, empty where there was none. */
  readonly sentence: string;
  /** It failed since somebody changed the log meanwhile. */
  readonly conflict: boolean;
  readonly undoable: boolean;
  /** It is being taken back. */
  readonly undoing: boolean;
}

/** How the latest change is taken back. */
type Undo = () => Promise<void>;

/**
 * Changes by hand, each written at once: nothing waits for the page to stay open. The latest deletion or change of a log
 * can be taken back until the next one, without a limit of time.
 */
export class Editing {
  private latest: { readonly notice: Notice; readonly undo: Undo | undefined } | undefined;

  constructor(
    private readonly data: DataPort,
    private readonly caseId: () => string | undefined,
    private readonly listener: {
      changed(): void;
      /** Rows were changed on the server: read again. */
      written(): void;
      removed(logId: string): void;
    },
  ) {}

  notice(): Notice | undefined {
    return this.latest?.notice;
  }

  /**
   * Rejects with `DataError`, whose message is the server's sentence; so do `changeLog` and `correct`.
   * @param id Of the new row: the same for every try, so that a lost answer makes no second one.
   */
  async addLog(draft: LogDraft, id: string): Promise<void> {
    await this.reading(() => this.data.createLog(this.shownCase(), draft, id));
    this.listener.written();
  }

  /** @param id As of `addLog`. */
  async correct(correction: Correction, id: string): Promise<void> {
    await this.reading(() => this.data.createCorrection(this.shownCase(), correction, id));
    this.listener.written();
  }

  async changeLog(log: LogItem, draft: LogDraft): Promise<void> {
    const version = await this.reading(() => this.data.updateLog(log.id, log.version, draft));
    this.tell("edited", async () => {
      await this.data.updateLog(log.id, version, draftOf(log));
    });
    this.listener.written();
  }

  /** Never rejects: a failure is told by the notice. */
  async deleteLog(log: LogItem): Promise<void> {
    const caseId = this.caseId();
    if (caseId === undefined) return;
    try {
      await this.reading(() => this.data.deleteLog(log.id, log.version));
    } catch (error) {
      return this.fail("deleteFailed", error);
    }
    this.listener.removed(log.id);
    this.tell("deleted", () => this.data.createLog(caseId, draftOf(log), log.id));
    this.listener.written();
  }

  /** Takes the latest change back. Never rejects; what could not be taken back is told. */
  async undo(): Promise<void> {
    const { latest } = this;
    if (!latest?.undo || latest.notice.undoing) return;
    this.latest = { ...latest, notice: { ...latest.notice, undoing: true } };
    this.listener.changed();
    const failure = await latest.undo().then(
      () => undefined,
      (error: unknown) => error ?? new DataError(""),
    );
    // Another case may be shown by now, where this means nothing.
    if (this.latest?.undo !== latest.undo) return;
    if (failure === undefined) this.tell("undone");
    else this.fail("undoFailed", failure, failure instanceof ConflictError ? undefined : latest.undo);
    this.listener.written();
  }

  /** The rep has read it, or another case is shown. */
  dismiss(): void {
    if (!this.latest) return;
    this.latest = undefined;
    this.listener.changed();
  }

  private shownCase(): string {
    const caseId = this.caseId();
    if (caseId === undefined) throw new DataError("");
    return caseId;
  }

  /** After a conflict, or without an answer, the rep should see what is there. */
  private async reading<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    try {
      return await write();
    } catch (error) {
      const changed = [ConflictError, UnansweredError, SavedBeforeError].some(kind => error instanceof kind);
      if (changed) this.listener.written();
      throw error;
    }
  }

  private fail(kind: Notice["kind"], error: unknown, undo?: Undo): void {
    const sentence = error instanceof DataError ? error.message : "";
    this.tell(kind, undo, sentence, error instanceof ConflictError);
  }

  private tell(kind: Notice["kind"], undo?: Undo, sentence = "", conflict = false): void {
    const notice = { kind, sentence, conflict, undoable: undo !== undefined, undoing: false };
    this.latest = { notice, undo };
    this.listener.changed();
  }
}

/** The log as it was. */
function draftOf(log: LogItem): LogDraft {
  const { seconds, at, reasonCategory, text } = log;
  return { seconds, start: at, reasonCategory, reason: text };
}
