import * as React from "react";
import { measure } from "../../tracking/intervals";
import type { TrackerStatus } from "../../tracking/tracker";
import type { Snapshot } from "../model/session";
import type { Wording } from "./shared";
import * as styles from "./styles";

/** What the rep should know of the tracking: paused, idle, not synced, recovered, refused. */
export function StatusLines(props: { readonly snapshot: Snapshot; readonly wording: Wording }): React.ReactElement {
  const { snapshot, wording } = props;
  const lines = [
    ...(snapshot.failure === undefined ? [] : [snapshot.failure || wording.text("Status_RefreshFailed")]),
    ...(snapshot.tracker ? trackerLines(snapshot.tracker, wording) : []),
  ];
  const recovered = snapshot.tracker?.recovered ?? 0;
  return (
    <div role="status" data-testid="ht-status" style={styles.quiet}>
      {recovered > 0 && <div>{wording.text("Status_Recovered", wording.duration(recovered))}</div>}
      {lines.map(line => (
        <div key={line} style={styles.warning}>
          {line}
        </div>
      ))}
    </div>
  );
}

function trackerLines(tracker: TrackerStatus, { text, duration }: Wording): string[] {
  return [
    ...(tracker.reason === "paused" ? [text("Status_Paused")] : []),
    ...(tracker.reason === "idle" ? [text("Status_Idle")] : []),
    ...(tracker.connection === "offline" ? [text("Status_NotSynced")] : []),
    ...(tracker.connection === "signedOut" ? [text("Status_SignedOut")] : []),
    ...(tracker.durable ? [] : [text("Status_NotDurable")]),
    ...tracker.aside.map(({ seconds, message }) =>
      message === ""
        ? text("Status_Refused", duration(measure(seconds)))
        : text("Status_RefusedReason", duration(measure(seconds)), message),
    ),
  ];
}
