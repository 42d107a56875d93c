import { isClaimed } from "../tracking/browser/onePerPage";
import { readForm, type FormContext } from "./clientApi";
import { TrackedCase, type CaseEnvironment } from "./trackedCase";

export interface BackgroundEnvironment extends Omit<CaseEnvironment, "userId"> {
  /** Undefined where the app does not say. */
  signedInUser(): string | undefined;
}

/** The cases whose forms were handed over, from their opening to their closing. */
export class BackgroundTracking {
  private readonly cases = new Map<string, { readonly tracked: TrackedCase; state: string }>();
  /** New cases that wait for their first save. */
  private readonly unsaved = new WeakSet<object>();

  constructor(private readonly environment: BackgroundEnvironment) {}

  /** Takes a form, as often as the platform hands it over. */
  attend(form: FormContext | undefined): void {
    const facts = readForm(form);
    if (!form || !facts) return;
    const { caseId, state } = facts;
    if (caseId === "") return this.awaitSave(form);
    const known = this.cases.get(caseId);
    if (known) {
      if (known.state === state) return;
      known.state = state;
      void known.tracked.read();
      return;
    }
    const userId = this.environment.signedInUser();
    // Another frame of the page may have run this very script for the same case.
    if (userId === undefined || isClaimed(this.environment.page, caseId, "script")) return;
    const tracked = new TrackedCase(caseId, { ...this.environment, userId }, () => this.cases.delete(caseId));
    this.cases.set(caseId, { tracked, state });
  }

  dispose(): void {
    for (const { tracked } of [...this.cases.values()]) tracked.dispose();
  }

  private awaitSave(form: FormContext): void {
    const entity = form.data?.entity;
    if (!entity || this.unsaved.has(entity)) return;
    this.unsaved.add(entity);
    entity.addOnPostSave?.(() => this.attend(form));
  }
}
