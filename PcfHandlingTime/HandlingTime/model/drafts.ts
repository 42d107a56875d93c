/** What stands in the fields of a form, as typed. */
export type Fields = Readonly<Record<string, string>>;

/**
 * Forms that are open, with what was typed so far: they outlive a refresh, a collapsed widget and a case that turns
 * inactive for a while. In memory only: what a rep types is not stored before it is saved.
 */
export class Drafts {
  private readonly forms = new Map<string, Fields>();

  constructor(private readonly changed: () => void) {}

  isOpen(form: string): boolean {
    return this.forms.has(form);
  }

  open(form: string, fields: Fields): void {
    if (this.forms.has(form)) return;
    this.forms.set(form, fields);
    this.changed();
  }

  close(form: string): void {
    if (this.forms.delete(form)) this.changed();
  }

  fields(form: string): Fields {
    return this.forms.get(form) ?? {};
  }

  /** Keeps what is typed; the form that types it shows it already, so nobody is told. */
  keep(form: string, fields: Fields): void {
    if (this.forms.has(form)) this.forms.set(form, fields);
  }
}

/** Names of the forms: of a case, a log, a rep. */
export const formNames = {
  add: (caseId: string) => `add/${caseId}`,
  edit: (logId: string) => `edit/${logId}`,
  correct: (caseId: string, repId: string) => `correct/${caseId}/${repId}`,
};
