import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { TrackerStatus } from "../../tracking/tracker";
import type { RenderState } from "../model/renderState";
import type { Session, Snapshot } from "../model/session";
import type { TextKey } from "../model/texts";
import { numbersOf } from "../model/totals";
import { asksSomething } from "./Prompts";
import { motionOf, RunningDot } from "./RunningDot";
import { homeAttribute, type Wording } from "./shared";
import * as styles from "./styles";

interface ChipProps {
  readonly session: Session;
  readonly snapshot: Snapshot;
  readonly wording: Wording;
  readonly state: RenderState;
  readonly takeFocus: boolean;
  readonly onExpand: () => void;
}

/** What the chip says where there is no total to show. */
const withoutTotal: Partial<Record<RenderState, TextKey>> = {
  off: "Chip_Off",
  unsaved: "Chip_Unsaved",
  error: "Error_Message",
};

/** What a rep must see without opening the card, beside the dot. */
function noteOf(tracker: TrackerStatus | undefined): TextKey | undefined {
  if (tracker && (tracker.connection !== "ok" || tracker.aside.length > 0)) return "Chip_NotSynced";
  return tracker?.reason === "paused" ? "State_Paused" : undefined;
}

/** The collapsed widget: the total, and whether time runs. */
export function Chip({ snapshot, wording, state, takeFocus, onExpand }: ChipProps): React.ReactElement {
  const { text, duration } = wording;
  const button = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    if (takeFocus) button.current?.focus();
  }, [takeFocus]);
  const running = snapshot.tracker?.running === true;
  const shownTotals = state === "off" ? undefined : snapshot.totals;
  const seconds = shownTotals && numbersOf(shownTotals).total;
  const total = seconds === undefined ? undefined : duration(seconds);
  const note = noteOf(snapshot.tracker);
  const words = note ?? (running ? "State_Running" : "State_Stopped");
  const motion = motionOf(snapshot.tracker);
  const insteadOfTotal = text(withoutTotal[state] ?? "Widget_Name");
  const name = total === undefined ? insteadOfTotal : text("Chip_Total", total, text(words));
  return (
    <Button
      ref={button}
      {...{ [homeAttribute]: "" }}
      style={motion === "paused" ? styles.pausedChip : styles.chip}
      aria-expanded={false}
      aria-label={asksSomething(snapshot, state) ? text("Chip_Question", name) : name}
      onClick={onExpand}
    >
      {/* The name has all of it, with the words that are shown. */}
      <span aria-hidden="true" style={styles.row}>
        <RunningDot motion={motion} />
        <span data-testid="ht-total" style={styles.figure}>
          {total ?? insteadOfTotal}
        </span>
        {/* Apart for machines that read what is shown, too. */}
        {total !== undefined && note && " "}
        {total !== undefined && note && <span style={styles.chipNote}>{text(note)}</span>}
      </span>
    </Button>
  );
}
