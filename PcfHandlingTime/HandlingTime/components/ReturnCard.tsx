import { Button, Select } from "@fluentui/react-components";
import * as React from "react";
import { measure, type IntervalSet } from "../../tracking/intervals";
import { DataError, UnansweredError } from "../model/ports";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import { reasons } from "./LogForm";
import { heard, span, type Wording } from "./shared";
import * as styles from "./styles";

interface ReturnCardProps {
  readonly session: Session;
  readonly gap: IntervalSet;
  readonly wording: Wording;
  readonly mayLog: boolean;
  /** Of one log; a longer gap becomes several. */
  readonly maximumSeconds: number;
  /** The button that had the focus is gone. */
  readonly onDecided: () => void;
}

/** After idle time: whose were the seconds? It takes no focus, blocks nothing, and waits until it is answered. */
export function ReturnCard(props: ReturnCardProps): React.ReactElement {
  const { session, gap, wording, mayLog, maximumSeconds, onDecided } = props;
  const { text } = wording;
  const { decisions } = session;
  const [reason, setReason] = React.useState(String(reasons[0]?.value));
  const [refusal, setRefusal] = React.useState<string>();
  const [saving, setSaving] = React.useState(false);
  const mounted = React.useRef(true);
  React.useEffect(() => () => void (mounted.current = false), []);
  const decide = (decision: () => Promise<void>, failed: TextKey) => async () => {
    if (saving) return;
    setSaving(true);
    setRefusal(undefined);
    try {
      await decision();
      onDecided();
    } catch (error) {
      if (!mounted.current) return;
      const unanswered = error instanceof UnansweredError;
      setRefusal(
        unanswered ? text("Return_Unanswered") : (error instanceof DataError && error.message) || text(failed),
      );
    }
    if (mounted.current) setSaving(false);
  };
  const keep = decide(() => decisions.keepGap(), "Return_Failed");
  const discard = decide(() => decisions.discardGap(), "Return_Failed");
  const log = decide(() => decisions.logGap({ category: Number(reason), reason: "", maximumSeconds }), "Log_Failed");
  const title = (words: Wording) => text("Return_Title", words.duration(measure(gap)));
  return (
    <div role="group" aria-label={title(heard(wording))} data-testid="ht-return" style={styles.prompt}>
      <strong>{title(wording)}</strong>
      <span style={styles.quiet}>{span(wording, gap[0]?.start ?? 0, gap[gap.length - 1]?.end ?? 0)}</span>
      <span>{text("Return_Question")}</span>
      <div style={styles.wrappingRow}>
        <Button
          size="small"
          appearance="primary"
          style={styles.action}
          disabledFocusable={saving}
          onClick={() => void keep()}
        >
          {text("Return_Keep")}
        </Button>
        <Button size="small" style={styles.action} disabledFocusable={saving} onClick={() => void discard()}>
          {text("Return_Discard")}
        </Button>
      </div>
      {mayLog && (
        <div style={styles.wrappingRow}>
          <label style={styles.row}>
            {text("Return_LogAs")}
            <Select size="small" value={reason} onChange={(_, { value }) => setReason(value)}>
              {reasons.map(({ value, key }) => (
                <option key={value} value={value}>
                  {text(key)}
                </option>
              ))}
            </Select>
          </label>
          <Button size="small" style={styles.action} disabledFocusable={saving} onClick={() => void log()}>
            {text("Return_Log")}
          </Button>
        </div>
      )}
      {refusal !== undefined && (
        <div role="alert" style={styles.warning}>
          {refusal}
        </div>
      )}
    </div>
  );
}
