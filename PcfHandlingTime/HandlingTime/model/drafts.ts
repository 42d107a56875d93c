import { ConflictError, DataError, SavedBeforeError, UnansweredError, type LogItem } from "./ports";

/** What stands in the fields of a form, as typed. */
export type Fields = Readonly<Record<string, string>>;

/** A form that is open. */
export interface Draft {
  /** Of the row that is made of it: written once more after a lost answer, it makes no second one. */
  readonly id: string;
  readonly fields: Fields;
  /** The log that it changes, as it was when the rep last looked; undefined where it makes a new row. */
  readonly log: LogItem | undefined;
  /** The log was found changed by somebody else, and the rep has not been shown how it is now. */
  readonly outdated: boolean;
  readonly saving: boolean;
  /** Why the latest save failed. */
  readonly failure: DataError | undefined;
  /** A save had no answer: the row may be there. */
  readonly doubtful: boolean;
}

/**
 * Forms that are open, with what was typed so far and how far their saving is: they outlive a refresh, a collapsed widget
 * and a case that turns inactive for a while. In memory only: what a rep types is not stored before it is saved.
 */
export class Drafts {
  private readonly forms = new Map<string, Draft>();

  constructor(
    private readonly newId: () => string,
    private readonly changed: () => void,
  ) {}

  get(form: string): Draft | undefined {
    return this.forms.get(form);
  }

  isOpen(form: string): boolean {
    return this.forms.has(form);
  }

  isSaving(form: string): boolean {
    return this.forms.get(form)?.saving === true;
  }

  /** The logs of a case whose forms are open, as they were when the rep last looked. */
  editedLogs(caseId: string): readonly LogItem[] {
    return [...this.forms].flatMap(([form, { log }]) => (log && form === formNames.edit(caseId, log.id) ? [log] : []));
  }

  /** @param log The log that the form changes; undefined for a new row. */
  open(form: string, fields: Fields, log?: LogItem): void {
    if (this.forms.has(form)) return;
    const fresh = { outdated: false, saving: false, failure: undefined, doubtful: false };
    this.forms.set(form, { ...fresh, id: this.newId(), fields, log });
    this.changed();
  }

  /** Gives the form up; while it is being saved there is no way back. */
  close(form: string): void {
    if (!this.isSaving(form) && this.forms.delete(form)) this.changed();
  }

  /** Keeps what is typed; the form that types it shows it already, so nobody is told. */
  keep(form: string, fields: Fields): void {
    const draft = this.forms.get(form);
    if (draft && !draft.saving) this.forms.set(form, { ...draft, fields });
  }

  /** The rep is shown the log as it is now: what is saved from here on takes its place. */
  renew(form: string, log: LogItem): void {
    const draft = this.forms.get(form);
    if (!draft?.outdated || draft.saving || draft.log?.version === log.version) return;
    this.forms.set(form, { ...draft, log, outdated: false });
    this.changed();
  }

  /** Saves a draft and closes it, or keeps it with the reason why not. A second call while one is under way does nothing. */
  async save(form: string, send: (draft: Draft) => Promise<void>): Promise<void> {
    const draft = this.forms.get(form);
    if (!draft || draft.saving) return;
    this.forms.set(form, { ...draft, saving: true, failure: undefined });
    this.changed();
    try {
      await send(draft);
      this.forms.delete(form);
    } catch (error) {
      const failure = error instanceof DataError ? error : new DataError("");
      this.forms.set(form, {
        ...draft,
        // That row is written: what is saved from here on is another one.
        id: failure instanceof SavedBeforeError ? this.newId() : draft.id,
        outdated: draft.outdated || failure instanceof ConflictError,
        failure,
        doubtful: failure instanceof UnansweredError,
      });
    }
    this.changed();
  }
}

/** Names of the forms: of a case, a log, a rep. */
export const formNames = {
  add: (caseId: string) => `add/${caseId}`,
  edit: (caseId: string, logId: string) => `edit/${caseId}/${logId}`,
  correct: (caseId: string, repId: string) => `correct/${caseId}/${repId}`,
};
