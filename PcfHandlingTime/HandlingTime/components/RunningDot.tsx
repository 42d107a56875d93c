import { tokens } from "@fluentui/react-components";
import * as React from "react";

/** Filled while time runs, a ring while it stands still: told by shape, not by colour alone. */
export function RunningDot({ running }: { readonly running: boolean }): React.ReactElement {
  const colour = running ? tokens.colorPaletteGreenForeground1 : tokens.colorNeutralForeground3;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" data-running={running}>
      <circle cx="6" cy="6" r="4" fill={running ? colour : "none"} stroke={colour} strokeWidth="2" />
    </svg>
  );
}
