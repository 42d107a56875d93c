import { Button, ToggleButton } from "@fluentui/react-components";
import * as React from "react";
import { formNames } from "../model/drafts";
import type { Session, Snapshot } from "../model/session";
import { emptyLog } from "./AddLog";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface ActionsProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  readonly mayAdd: boolean;
  /** Whether only the signed-in rep's time is shown. */
  readonly mine: boolean;
  readonly onMine: (mine: boolean) => void;
  /** Buttons to which the focus returns. */
  readonly refs: Readonly<Record<"add" | "history" | "refresh", React.RefObject<HTMLButtonElement>>>;
}

/** What the rep can do, in one row. */
export function Actions(props: ActionsProps): React.ReactElement {
  const { session, snapshot, wording, mayAdd, mine, onMine, refs } = props;
  const { text } = wording;
  const { inputs, totals, tracker, historyShown, todayShown } = snapshot;
  const paused = tracker?.reason === "paused";
  const addForm = formNames.add(inputs?.caseId ?? "");
  const adding = session.drafts.isOpen(addForm);
  return (
    <div style={styles.wrappingRow}>
      <Button
        ref={refs.refresh}
        size="small"
        style={styles.action}
        disabledFocusable={snapshot.refreshing}
        onClick={() => void session.refresh()}
      >
        {text("Action_Refresh")}
      </Button>
      {!inputs?.ownOnly && (
        <ToggleButton size="small" style={styles.action} checked={mine} onClick={() => onMine(!mine)}>
          {text("Action_MyTime")}
        </ToggleButton>
      )}
      {totals?.caseActive && snapshot.rights.create && (
        <Button
          size="small"
          appearance={paused ? "primary" : "secondary"}
          style={styles.action}
          onClick={() => (paused ? session.resume() : session.pause())}
        >
          {text(paused ? "Action_Resume" : "Action_Pause")}
        </Button>
      )}
      <Button
        size="small"
        style={styles.action}
        aria-expanded={todayShown}
        onClick={() => void session.showToday(!todayShown, wording.offset)}
      >
        {text("Action_Today")}
      </Button>
      <Button
        ref={refs.history}
        size="small"
        style={styles.action}
        aria-expanded={historyShown}
        onClick={() => void session.showHistory(!historyShown)}
      >
        {text("Action_History")}
      </Button>
      {mayAdd && (
        <Button
          ref={refs.add}
          size="small"
          style={styles.action}
          aria-expanded={adding}
          disabledFocusable={session.drafts.isSaving(addForm)}
          onClick={() => (adding ? session.drafts.close(addForm) : session.drafts.open(addForm, emptyLog))}
        >
          {text("Action_Add")}
        </Button>
      )}
    </div>
  );
}
