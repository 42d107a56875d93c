import * as React from "react";
import { isConflict, lastSavedBy, publishTable, readAgain, saveForm, StoredForm } from "../../designer/designedForm";
import { afterSave, beginEdits, edited, Edits, isUnsaved, redone, undone } from "../../designer/edits";
import { ApiError, sentenceOf } from "../../platform/webApi";
import { Environment, useEnvironment } from "../Environment";

export interface Design {
  formXml: string;
  isUnsaved: boolean;
  isBusy: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** What went wrong last and what to do, for the maker; empty: nothing. */
  error: string;
  /** Somebody else saved the form since it was opened. */
  isConflict: boolean;
  /** Changes the form; what the change refuses is told and changes nothing. @returns whether it was made. */
  change(make: (formXml: string) => string): boolean;
  undo(): void;
  redo(): void;
  save(): Promise<boolean>;
  /** Saves and makes it what users see. */
  publish(): Promise<boolean>;
  /** Saves over what somebody else saved. */
  overwrite(read: () => Promise<StoredForm>): Promise<boolean>;
  dismiss(): void;
}

interface Failure {
  error: string;
  isConflict: boolean;
}

const NONE: Failure = { error: "", isConflict: false };

export function useDesign(opened: StoredForm): Design {
  const environment = useEnvironment();
  const [edits, setEdits] = React.useState<Edits<string>>(() => beginEdits(opened.formXml));
  const latest = React.useRef(edits);
  latest.current = edits;
  const stored = React.useRef(opened);
  const unanswered = React.useRef<ReadonlySet<string>>(new Set());
  const isRunning = React.useRef(false);
  const [isBusy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState(NONE);

  /** One after the other: a second save on the way of the first would be a conflict with oneself. */
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setBusy(true);
    setFailure(NONE);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(await failureOf(environment, opened.id, error));
      return false;
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  const write = async () => {
    if (!isUnsaved(latest.current)) return;
    const sent = latest.current.present;
    const before = unanswered.current;
    unanswered.current = new Set([...before, sent]);
    stored.current = await saveForm(environment, stored.current, sent, before);
    unanswered.current = new Set();
    setEdits(now => afterSave(now, sent));
  };

  return {
    formXml: edits.present,
    isUnsaved: isUnsaved(edits),
    isBusy,
    canUndo: edits.past.length > 0,
    canRedo: edits.future.length > 0,
    ...failure,
    change: make => {
      try {
        setEdits(edited(edits, make(edits.present)));
        setFailure(NONE);
        return true;
      } catch (error) {
        setFailure({ error: sentenceOf(error), isConflict: false });
        return false;
      }
    },
    undo: () => setEdits(undone),
    redo: () => setEdits(redone),
    save: () => run(write),
    publish: () =>
      run(async () => {
        await write();
        await publishTable(environment, stored.current.table);
        environment.customizations.forget(stored.current.table);
        stored.current = await readAgain(environment, stored.current);
      }),
    overwrite: read =>
      run(async () => {
        stored.current = await read();
        await write();
      }),
    dismiss: () => setFailure(NONE),
  };
}

async function failureOf(environment: Environment, formId: string, error: unknown): Promise<Failure> {
  if (!isConflict(error)) {
    const isUnreached = error instanceof ApiError && error.status === 0;
    const advice = isUnreached ? "Try again when it is back." : "Undo what the server does not take, and try again.";
    return { error: `${sentenceOf(error)} Your changes are still here. ${advice}`, isConflict: false };
  }
  // Who it was is a courtesy: the conflict is told either way.
  const who = (await lastSavedBy(environment, formId).catch(() => "")) || "Somebody else";
  return {
    error: `${who} has saved this form since you opened it. Your changes are still here and not saved: save over theirs, or discard yours and load theirs.`,
    isConflict: true,
  };
}
