import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { TrackerStatus } from "../../tracking/tracker";
import type { Session, Snapshot } from "../model/session";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface StatusLinesProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  /** The button that had the focus is gone. */
  readonly onDismissed: () => void;
}

/** What the rep should know of the tracking: paused, idle, not synced, recovered. The widget's one live region tells it. */
export function StatusLines({ session, snapshot, wording, onDismissed }: StatusLinesProps): React.ReactElement {
  const recovered = recoveredLine(snapshot, wording);
  return (
    <div data-testid="ht-status" style={styles.quiet}>
      {recovered !== undefined && (
        <div style={styles.spread}>
          <span>{recovered}</span>
          <Button
            size="small"
            appearance="subtle"
            style={styles.action}
            onClick={() => {
              session.dismiss({ recovered: true });
              onDismissed();
            }}
          >
            {wording.text("Action_Dismiss")}
          </Button>
        </div>
      )}
      {statusLines(snapshot, wording).map(line => (
        <div key={line} style={styles.warning}>
          {line}
        </div>
      ))}
    </div>
  );
}

/** Time of earlier visits that was found in this browser: told until it is dismissed. */
export function recoveredLine({ tracker, dismissed }: Snapshot, { text, duration }: Wording): string | undefined {
  if (!tracker || tracker.recovered === 0 || dismissed.recovered) return undefined;
  return text("Status_Recovered", duration(tracker.recovered));
}

export function statusLines({ failure, tracker }: Snapshot, wording: Wording): readonly string[] {
  return [
    ...(failure === undefined ? [] : [failure || wording.text("Status_RefreshFailed")]),
    ...(tracker ? trackerLines(tracker, wording) : []),
  ];
}

function trackerLines(tracker: TrackerStatus, { text }: Wording): string[] {
  return [
    ...(tracker.reason === "paused" ? [text("Paused_Message")] : []),
    ...(tracker.reason === "idle" ? [text("Status_Idle")] : []),
    ...(tracker.connection === "offline"
      ? [text(tracker.running ? "Status_NotSynced" : "Status_NotSyncedStopped")]
      : []),
    ...(tracker.connection === "signedOut" ? [text("Status_SignedOut")] : []),
    ...(tracker.durable ? [] : [text("Status_NotDurable")]),
    ...(tracker.damaged > 0 ? [text("Status_Damaged")] : []),
  ];
}
