import * as React from "react";
import { newLogFields } from "../model/logForm";
import type { Session } from "../model/session";
import { LogForm, reasons } from "./LogForm";
import type { Wording } from "./shared";

interface AddLogProps {
  readonly session: Session;
  readonly wording: Wording;
  /** Its name among the open drafts. */
  readonly form: string;
  readonly maximumSeconds: number;
  /** The form is gone, and the focus with it. */
  readonly onGone: () => void;
}

/** What stands in a new log before anything is typed. */
export const emptyLog = newLogFields(reasons[0]?.value ?? 0);

/** Logs time by hand. */
export function AddLog(props: AddLogProps): React.ReactElement {
  const { session, wording } = props;
  return <LogForm {...props} label={wording.text("Action_Add")} onSave={(log, { id }) => session.addLog(log, id)} />;
}
