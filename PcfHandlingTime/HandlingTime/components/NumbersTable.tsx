import * as React from "react";
import type { Session, Snapshot } from "../model/session";
import { numbersOf } from "../model/totals";
import { Adjusted, Figure } from "./Figure";
import type { Wording } from "./shared";
import * as styles from "./styles";
import { Ticker } from "./Ticker";

interface NumbersTableProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  /** Only the signed-in rep's time, its sum ticking. */
  readonly mine: boolean;
  /** Only the sum, where the room is needed for something else. */
  readonly brief: boolean;
}

/** Total, automatic and manual time; the manual part split where logs may be seen. */
export function NumbersTable({ session, snapshot, wording, mine, brief }: NumbersTableProps): React.ReactElement {
  const { text, duration } = wording;
  const { inputs, totals } = snapshot;
  if (!inputs || !totals) return <></>;
  const numbers = numbersOf(totals, mine ? inputs.userId : undefined);
  const figure = (id: string, seconds: number) => <Figure id={id} seconds={seconds} wording={wording} />;
  const sum = (
    <div style={styles.spread}>
      <span>{text(mine ? "Number_Mine" : "Number_Total")}</span>
      {mine ? (
        <Ticker session={session} running={snapshot.tracker?.running === true} wording={wording} />
      ) : (
        <Figure id="ht-total" big seconds={numbers.total} wording={wording} />
      )}
    </div>
  );
  if (brief) return sum;
  return (
    <div style={styles.column}>
      {sum}
      <div style={styles.spread}>
        <span>{text("Number_Automatic")}</span>
        <span style={styles.row}>
          {figure("ht-automatic", numbers.automatic)}
          <Adjusted seconds={numbers.adjusted} wording={wording} />
        </span>
      </div>
      <div style={styles.spread}>
        <span>{text("Number_Manual")}</span>
        {figure("ht-manual", numbers.manual)}
      </div>
      {inputs.allowTimeLogs && (
        <div style={styles.indented}>
          <span>{text("Number_Logs")}</span>
          {figure("ht-logs", numbers.logs)}
        </div>
      )}
      <div style={styles.indented}>
        <span>{text("Number_Activities")}</span>
        {figure("ht-activities", numbers.activities)}
      </div>
      {numbers.wallClock !== numbers.effort && (
        <div>
          <div style={styles.spread}>
            <span>{text("Number_Effort")}</span>
            {figure("ht-effort", numbers.effort)}
          </div>
          <div style={styles.spread}>
            <span>{text("Number_WallClock")}</span>
            {figure("ht-wallclock", numbers.wallClock)}
          </div>
          <div style={styles.quiet}>
            {text(totals.overlapOnce ? "Overlap_Once" : "Overlap_Twice", duration(numbers.effort - numbers.wallClock))}
          </div>
        </div>
      )}
      {snapshot.readOn && (
        <div data-testid="ht-updated" style={styles.quiet}>
          {text("Updated", wording.dateTime(snapshot.readOn))}
        </div>
      )}
    </div>
  );
}
