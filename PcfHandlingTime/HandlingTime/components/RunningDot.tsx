import { tokens } from "@fluentui/react-components";
import * as React from "react";
import type { TrackerStatus } from "../../tracking/tracker";

export type Motion = "running" | "stopped" | "paused";

export function motionOf(tracker: TrackerStatus | undefined): Motion {
  if (tracker?.running === true) return "running";
  return tracker?.reason === "paused" ? "paused" : "stopped";
}

/** Filled while time runs, a ring while it stands still, two bars while paused: told by shape, not by colour alone. */
export function RunningDot({ motion }: { readonly motion: Motion }): React.ReactElement {
  // `currentColor` follows the system's colours where the user forces them.
  const color = motion === "running" ? tokens.colorPaletteGreenForeground1 : tokens.colorNeutralForeground2;
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      data-running={motion === "running"}
      style={{ color, flexShrink: 0 }}
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
  );
}
