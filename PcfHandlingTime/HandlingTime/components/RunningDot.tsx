import { tokens } from "@fluentui/react-components";
import * as React from "react";
import type { TrackerStatus } from "../../tracking/tracker";
import type { TextKey, Texts } from "../model/texts";
import * as styles from "./styles";

export type Motion = "running" | "stopped" | "paused";

export function motionOf(tracker: TrackerStatus | undefined): Motion {
  if (tracker?.running === true) return "running";
  return tracker?.reason === "paused" ? "paused" : "stopped";
}

const words: Record<Motion, TextKey> = { running: "State_Running", stopped: "State_Stopped", paused: "State_Paused" };

interface RunningDotProps {
  readonly motion: Motion;
  /** Left out where the words stand beside it. */
  readonly text?: Texts;
}

/** Filled while time runs, a ring while it stands still, two bars while paused: told by shape, not by colour alone. */
export function RunningDot({ motion, text }: RunningDotProps): React.ReactElement {
  // `currentColor` follows the system's colours where the user forces them; paused, it is as strong as the text around it.
  const color = {
    running: tokens.colorPaletteGreenForeground1,
    stopped: tokens.colorNeutralForeground2,
    paused: undefined,
  };
  return (
    // Browsers force the colours of HTML, not of the svg itself.
    <span style={{ ...styles.sign, color: color[motion] }}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        {...(text ? { role: "img", "aria-label": text(words[motion]) } : { "aria-hidden": true })}
        data-running={motion === "running"}
      >
        {motion === "paused" ? (
          <path d="M3 2h2.5v8H3zM6.5 2H9v8H6.5z" fill="currentColor" />
        ) : (
          <circle
            cx="6"
            cy="6"
            r="4"
            fill={motion === "running" ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth="2"
          />
        )}
      </svg>
    </span>
  );
}
