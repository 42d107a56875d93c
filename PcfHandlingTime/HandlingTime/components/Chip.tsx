import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import { numbersOf } from "../model/totals";
import { RunningDot } from "./RunningDot";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface ChipProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  readonly state: RenderState;
  readonly takeFocus: boolean;
  readonly onExpand: () => void;
}

/** The collapsed widget: the total, and whether time runs. */
export function Chip({ snapshot, wording, takeFocus, onExpand }: ChipProps): React.ReactElement {
  const { text, duration } = wording;
  const button = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    if (takeFocus) button.current?.focus();
  }, [takeFocus]);
  const running = snapshot.tracker?.running === true;
  const total = snapshot.totals && duration(numbersOf(snapshot.totals).total);
  const state = text(running ? "State_Running" : "State_Stopped");
  return (
    <Button
      ref={button}
      style={styles.chip}
      aria-expanded={false}
      aria-label={total === undefined ? text("Widget_Name") : text("Chip_Total", total, state)}
      onClick={onExpand}
    >
      <span style={styles.row}>
        <RunningDot running={running} />
        <span data-testid="ht-total" style={styles.figure}>
          {total ?? text("Widget_Name")}
        </span>
      </span>
    </Button>
  );
}
