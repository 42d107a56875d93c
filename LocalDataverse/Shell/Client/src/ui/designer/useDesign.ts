import * as React from "react";
import { publishTable, saveForm, StoredForm } from "../../designer/designedForm";
import { afterSave, beginEdits, edited, Edits, isUnsaved, redone, undone } from "../../designer/edits";
import { ApiError, sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";

export interface Design {
  formXml: string;
  isUnsaved: boolean;
  isBusy: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** What went wrong last, for the maker; empty: nothing. */
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
  overwrite(current: StoredForm): Promise<boolean>;
  dismiss(): void;
}

const CHANGED_MEANWHILE = 412;

export function useDesign(opened: StoredForm): Design {
  const environment = useEnvironment();
  const [edits, setEdits] = React.useState<Edits<string>>(() => beginEdits(opened.formXml));
  const stored = React.useRef(opened);
  const [isBusy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState({ error: "", isConflict: false });

  const run = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailure({ error: "", isConflict: false });
    try {
      await work();
      return true;
    } catch (error) {
      const isConflict = error instanceof ApiError && error.status === CHANGED_MEANWHILE;
      setFailure({ error: sentenceOf(error), isConflict });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const write = async () => {
    const sent = edits.present;
    if (!isUnsaved(edits)) return;
    stored.current = await saveForm(environment, stored.current, sent);
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
        setFailure({ error: "", isConflict: false });
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
      }),
    overwrite: current =>
      run(async () => {
        stored.current = current;
        await write();
      }),
    dismiss: () => setFailure({ error: "", isConflict: false }),
  };
}
