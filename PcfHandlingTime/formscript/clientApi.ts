import { normaliseGuid } from "../tracking/uuid5";

/** The parts of a form's context that are used here, as Microsoft documents them. */
export interface FormContext {
  readonly data?: {
    readonly entity?: {
      getId?(): string;
      getEntityName?(): string;
      addOnPostSave?(handler: () => void): void;
    };
  };
  readonly ui?: { getFormType?(): number };
  getAttribute?(name: string): { getValue?(): unknown } | null;
}

export interface ExecutionContext {
  getFormContext?(): FormContext;
}

interface GlobalContextHost {
  readonly Utility?: {
    getGlobalContext?(): {
      readonly userSettings?: { readonly userId?: string };
      /** With the token that lets browsers keep it. */
      getWebResourceUrl?(name: string): string;
    };
  };
}

/** What a form says of its case. */
export interface FormFacts {
  /** Lower case, no braces; empty while the case is not saved. */
  readonly caseId: string;
  /** Changes when the form has learned that the case's state has. */
  readonly state: string;
}

const caseTable = "incident";

/** @returns Undefined where it is no form of a case, or one that is being torn down. */
export function readForm(form: FormContext | undefined): FormFacts | undefined {
  const entity = form?.data?.entity;
  if (entity?.getEntityName?.() !== caseTable) return undefined;
  const state = form?.getAttribute?.("statecode")?.getValue?.();
  return {
    caseId: normaliseGuid(entity.getId?.() ?? ""),
    // Without the column on the form, the form's type tells: a closed case makes it read-only.
    state: `${String(state ?? "")}/${form?.ui?.getFormType?.() ?? ""}`,
  };
}

/** Lower case, no braces; undefined where the app does not say who is signed in. */
export function signedInUser(host: Window): string | undefined {
  const id = globalContext(host)?.userSettings?.userId;
  return id ? normaliseGuid(id) : undefined;
}

/** Address of a web resource; undefined where the app does not say. */
export function webResourceUrl(host: Window, name: string): string | undefined {
  return globalContext(host)?.getWebResourceUrl?.(name);
}

function globalContext(host: Window) {
  return (host as { Xrm?: GlobalContextHost }).Xrm?.Utility?.getGlobalContext?.();
}
