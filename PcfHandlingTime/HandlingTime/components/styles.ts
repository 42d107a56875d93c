import { tokens } from "@fluentui/react-components";
import type { CSSProperties } from "react";

/** Above the form's content, below the platform's dialogs. */
const floatingLayer = 900;

/** Fixed at the bottom right (bottom left in right-to-left languages) of the window, and never wider than it. */
export const floating: CSSProperties = {
  position: "fixed",
  insetInlineEnd: 16,
  bottom: 16,
  zIndex: floatingLayer,
  maxWidth: "calc(100vw - 32px)",
  backgroundColor: "transparent",
};

export const chip: CSSProperties = {
  borderRadius: tokens.borderRadiusCircular,
  boxShadow: tokens.shadow16,
  backgroundColor: tokens.colorNeutralBackground1,
};

export const card: CSSProperties = {
  boxSizing: "border-box",
  width: "min(328px, calc(100vw - 32px))",
  maxHeight: "min(560px, calc(100vh - 32px))",
  overflowY: "auto",
  padding: tokens.spacingHorizontalM,
  display: "flex",
  flexDirection: "column",
  gap: tokens.spacingVerticalS,
  borderRadius: tokens.borderRadiusXLarge,
  border: `1px solid ${tokens.colorNeutralStroke2}`,
  boxShadow: tokens.shadow28,
  backgroundColor: tokens.colorNeutralBackground1,
  color: tokens.colorNeutralForeground1,
};

export const row: CSSProperties = {
  display: "flex",
  alignItems: "center",
  gap: tokens.spacingHorizontalS,
};

export const wrappingRow: CSSProperties = { ...row, flexWrap: "wrap", gap: tokens.spacingHorizontalXS };

/** As wide as its text: all of them stand in one line in most languages. */
export const action: CSSProperties = { minWidth: 0 };

export const spread: CSSProperties = { ...row, justifyContent: "space-between" };

export const indented: CSSProperties = { ...spread, paddingInlineStart: tokens.spacingHorizontalM };

export const quiet: CSSProperties = { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 };

export const warning: CSSProperties = { color: tokens.colorPaletteDarkOrangeForeground1 };

/** Each figure takes its direction from its own words: "1 h 5 min" stays in order on a page that reads right to left. */
export const figure: CSSProperties = {
  fontVariantNumeric: "tabular-nums",
  fontWeight: tokens.fontWeightSemibold,
  unicodeBidi: "plaintext",
};

export const bigFigure: CSSProperties = { ...figure, fontSize: tokens.fontSizeBase500 };

export const plainList: CSSProperties = { listStyle: "none", margin: 0, padding: 0 };

export const column: CSSProperties = { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS };

/** For those who hear the page instead of seeing it. */
export const heardOnly: CSSProperties = {
  position: "absolute",
  width: 1,
  height: 1,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
};
