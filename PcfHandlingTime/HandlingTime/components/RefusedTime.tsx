import { Button } from "@fluentui/react-components";
import * as React from "react";
import { measure } from "../../tracking/intervals";
import type { Refused } from "../model/decisions";
import { DataError } from "../model/ports";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import { Figure } from "./Figure";
import { reasons } from "./LogForm";
import { span, type Wording } from "./shared";
import * as styles from "./styles";

interface RefusedTimeProps {
  readonly session: Session;
  readonly refused: readonly Refused[];
  readonly wording: Wording;
  readonly caseId: string;
  readonly mayLog: boolean;
  /** Whether the shown case takes logs; others are for the server to say. */
  readonly writable: boolean;
  readonly maximumSeconds: number;
  /** The button that had the focus is gone. */
  readonly onGone: () => void;
}

/** Miscellaneous: what the time was spent on is no longer known. */
const category = reasons[3]?.value ?? 0;

/** Seconds that the server would not take: why, and what the rep can do about it. They stay until decided on. */
export function RefusedTime(props: RefusedTimeProps): React.ReactElement | null {
  const { refused, wording } = props;
  if (refused.length === 0) return null;
  return (
    <section aria-label={wording.text("Aside_Title")} data-testid="ht-aside" style={styles.column}>
      <strong style={styles.warning}>{wording.text("Aside_Title")}</strong>
      <ul style={{ ...styles.plainList, ...styles.column }}>
        {refused.map(one => (
          <Item key={`${one.caseId} ${one.workDate} ${one.seconds[0]?.start}`} {...props} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Item(props: RefusedTimeProps & { readonly one: Refused }): React.ReactElement {
  const { session, one, wording, caseId, mayLog, writable, maximumSeconds, onGone } = props;
  const { text } = wording;
  const [asking, setAsking] = React.useState(false);
  const [failure, setFailure] = React.useState<string>();
  const [working, setWorking] = React.useState(false);
  const discard = React.useRef<HTMLButtonElement>(null);
  const mounted = React.useRef(true);
  React.useEffect(() => () => void (mounted.current = false), []);
  const attempt = async (work: () => Promise<void>, failed: TextKey) => {
    setWorking(true);
    setFailure(undefined);
    try {
      await work();
      onGone();
    } catch (error) {
      if (!mounted.current) return;
      setFailure((error instanceof DataError && error.message) || text(failed));
    }
    if (mounted.current) setWorking(false);
  };
  const seconds = measure(one.seconds);
  const spoken = wording.spokenDuration(seconds);
  const log = () => session.decisions.logRefused(one, { maximumSeconds, category, reason: text("Aside_Title") });
  return (
    <li style={styles.column}>
      <span>
        <Figure seconds={seconds} wording={wording} /> {text(one.caseId === caseId ? "Case_This" : "Case_Other")}
        <span style={styles.quiet}> {spanOf(one, wording)}</span>
      </span>
      <span style={styles.quiet}>{one.message === "" ? text("Aside_Unexplained") : one.message}</span>
      {asking && <span role="alert">{text("Aside_Confirm", wording.duration(seconds))}</span>}
      <div style={styles.wrappingRow}>
        {mayLog && (writable || one.caseId !== caseId) && !asking && (
          <Button
            size="small"
            style={styles.action}
            disabledFocusable={working}
            aria-label={`${text("Aside_Log")}: ${spoken}`}
            onClick={() => void attempt(log, "Log_Failed")}
          >
            {text("Aside_Log")}
          </Button>
        )}
        <Button
          ref={discard}
          size="small"
          style={styles.action}
          disabledFocusable={working}
          aria-label={`${text("Aside_Discard")}: ${spoken}`}
          onClick={() => {
            if (asking) void attempt(() => session.decisions.discardRefused(one), "Aside_Failed");
            else setAsking(true);
          }}
        >
          {text("Aside_Discard")}
        </Button>
        {asking && (
          <Button
            size="small"
            style={styles.action}
            onClick={() => {
              setAsking(false);
              discard.current?.focus();
            }}
          >
            {text("Action_Cancel")}
          </Button>
        )}
      </div>
      {failure !== undefined && (
        <div role="alert" style={styles.warning}>
          {failure}
        </div>
      )}
    </li>
  );
}

function spanOf({ seconds }: Refused, wording: Wording): string {
  return span(wording, seconds[0]?.start ?? 0, seconds[seconds.length - 1]?.end ?? 0);
}
