import { Button, tokens } from "@fluentui/react-components";
import * as React from "react";
import type { DayPiece } from "../../tracking/dayLog";
import type { TextKey } from "../model/texts";
import type { Today, TodayPiece } from "../model/today";
import { Figure } from "./Figure";
import { Loading } from "./Loading";
import { span, type Wording } from "./shared";
import * as styles from "./styles";

interface TodayListProps {
  readonly today: Today | undefined;
  readonly caseId: string;
  readonly wording: Wording;
  readonly onRetry: () => void;
}

const started: Record<DayPiece["startReason"], TextKey> = {
  opened: "Start_Opened",
  returned: "Start_Returned",
  input: "Start_Input",
  resumed: "Start_Resumed",
  shown: "Start_Shown",
  activated: "Start_Activated",
  switchedOn: "Start_SwitchedOn",
  kept: "Start_Kept",
  clock: "Start_Clock",
};

const stopped: Record<NonNullable<DayPiece["stopReason"]>, TextKey> = {
  off: "Stop_Off",
  caseInactive: "Stop_CaseInactive",
  elsewhere: "Stop_Elsewhere",
  hidden: "Stop_Hidden",
  unfocused: "Stop_Unfocused",
  paused: "Stop_Paused",
  clock: "Stop_Clock",
  idle: "Stop_Idle",
  asleep: "Stop_Asleep",
};

/** A piece without an end that was older than this (s) when it was read ended with its page; checkpoints come every 3 s. */
const runningSlack = 15;

/** Where today's number comes from: each stretch of the rep's automatic time, on all cases, newest first. */
export function TodayList({ today, caseId, wording, onRetry }: TodayListProps): React.ReactElement {
  const { text } = wording;
  return (
    <section aria-label={text("Today_Title")} data-testid="ht-timeline" style={styles.column}>
      <strong>{text("Today_Title")}</strong>
      {!today && <Loading text={text} />}
      {today?.failed && (
        <div style={styles.row}>
          <span role="alert" style={styles.warning}>
            {text("Today_Failed")}
          </span>
          <Button size="small" onClick={onRetry}>
            {text("Error_Retry")}
          </Button>
        </div>
      )}
      {today && today.pieces.length === 0 && <div style={styles.quiet}>{text("Today_None")}</div>}
      {today && today.pieces.length > 0 && (
        <>
          <Bar today={today} caseId={caseId} />
          <ol style={styles.plainList}>
            {today.pieces.map(piece => (
              <li key={`${piece.caseId} ${piece.start}`} style={styles.entry}>
                <div style={styles.spread}>
                  <bdi>{span(wording, piece.start, piece.end)}</bdi>
                  <Figure seconds={piece.end - piece.start} wording={wording} />
                </div>
                <div style={styles.typed}>
                  {piece.caseId === caseId ? text("Case_This") : piece.caseName || text("Case_Other")}
                </div>
                <div style={styles.quiet}>{reasonsOf(piece, wording, today.day.end)}</div>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function reasonsOf({ seen, end }: TodayPiece, { text }: Wording, readAt: number): string {
  if (!seen) return text("Today_Device");
  // Of idle time that was kept, the beginning is where input ceased: one reason says it all.
  if (seen.startReason === "kept") return text("Start_Kept");
  if (seen.stopReason === undefined && readAt - end < runningSlack)
    return text("Today_Running", text(started[seen.startReason]));
  const stop = seen.stopReason === undefined ? "Stop_Closed" : stopped[seen.stopReason];
  return text("Today_Reasons", text(started[seen.startReason]), text(stop));
}

/** The day from its first stretch to now; this case stands out. What it shows, the list says. */
function Bar({ today, caseId }: { readonly today: Today; readonly caseId: string }): React.ReactElement {
  const { pieces, day } = today;
  const from = pieces.reduce((earliest, { start }) => Math.min(earliest, start), day.end);
  const whole = Math.max(1, day.end - from);
  return (
    <div aria-hidden="true" style={styles.dayBar}>
      {pieces.map(piece => (
        <div
          key={`${piece.caseId} ${piece.start}`}
          style={{
            ...styles.dayPiece,
            insetInlineStart: `${((piece.start - from) / whole) * 100}%`,
            width: `max(2px, ${((piece.end - piece.start) / whole) * 100}%)`,
            backgroundColor: piece.caseId === caseId ? tokens.colorBrandBackground : tokens.colorNeutralForeground3,
          }}
        />
      ))}
    </div>
  );
}
