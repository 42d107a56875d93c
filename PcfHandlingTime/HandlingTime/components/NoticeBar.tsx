import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { Notice } from "../model/editing";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface NoticeBarProps {
  readonly session: Session;
  readonly notice: Notice | undefined;
  readonly wording: Wording;
  /** The button that had the focus is gone. */
  readonly onDismissed: () => void;
}

const said: Record<Notice["kind"], TextKey> = {
  deleted: "Notice_Deleted",
  edited: "Notice_Edited",
  undone: "Notice_Undone",
  deleteFailed: "Notice_DeleteFailed",
  undoFailed: "Notice_UndoFailed",
};

/**
 * What was changed last, with Undo. It stays until it is dismissed or the next change: an offer that lapses would be
 * missed by those who need longer to reach it. The region is always there, so that what appears in it is announced.
 */
export function NoticeBar({ session, notice, wording, onDismissed }: NoticeBarProps): React.ReactElement {
  const { text } = wording;
  const undo = React.useRef<HTMLButtonElement>(null);
  const dismiss = React.useRef<HTMLButtonElement>(null);
  const kind = notice?.kind;
  const told = React.useRef(kind);
  React.useLayoutEffect(() => {
    if (told.current === kind) return;
    told.current = kind;
    // The button that was pressed goes away with the deleted row, and Undo with what it has taken back.
    if (kind === "deleted") undo.current?.focus();
    if (kind === "undone") dismiss.current?.focus();
  }, [kind]);
  const failed = notice?.kind === "deleteFailed" || notice?.kind === "undoFailed";
  const why = notice?.conflict ? text("Log_Conflict") : notice?.sentence;
  return (
    <div style={notice ? styles.wrappingRow : undefined} data-testid="ht-notice">
      <span role="status" style={failed ? styles.warning : undefined}>
        {notice && text(said[notice.kind])} {why}
      </span>
      {notice?.undoable && (
        <Button
          ref={undo}
          size="small"
          style={styles.action}
          disabledFocusable={notice.undoing}
          onClick={() => void session.editing.undo()}
        >
          {text("Action_Undo")}
        </Button>
      )}
      {notice && (
        <Button
          ref={dismiss}
          size="small"
          appearance="subtle"
          style={styles.action}
          onClick={() => {
            session.editing.dismiss();
            onDismissed();
          }}
        >
          {text("Action_Dismiss")}
        </Button>
      )}
    </div>
  );
}
