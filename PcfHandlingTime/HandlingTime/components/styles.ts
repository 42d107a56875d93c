import { tokens } from "@fluentui/react-components";
import type { CSSProperties } from "react";
import { clearanceVariable } from "./corner";

/** Above the form's content, below the platform's dialogs. */
const floatingLayer = 900;

/** Room to the edges of the window; less on small ones, so that a phone or a page at 400 % keeps room for the card. */
const margin = "clamp(4px, 3vmin, 16px)";

/** What the window's bottom corner loses to others: bars of the page, the on-screen keyboard, a notch (see corner.ts). */
const taken = `max(var(${clearanceVariable}, 0px), env(safe-area-inset-bottom, 0px))`;

/** The page's own header and command bar stay in reach at the window's top, where it is high enough to leave them there. */
const headroom = "clamp(0px, 100dvh - 400px, 104px)";

/** Fixed at the bottom right (bottom left in right-to-left languages) of the window, and never wider than it. */
export const floating: CSSProperties = {
  position: "fixed",
  insetInlineEnd: `calc(${margin} + env(safe-area-inset-right, 0px))`,
  bottom: `calc(${margin} + ${taken})`,
  zIndex: floatingLayer,
  maxWidth: `calc(100vw - 2 * ${margin})`,
  backgroundColor: "transparent",
};

/** What floats, one above the other, each at the edge. */
export const stack: CSSProperties = {
  display: "flex",
  flexDirection: "column",
  alignItems: "flex-end",
  gap: tokens.spacingVerticalS,
  maxHeight: `calc(100dvh - 2 * ${margin} - ${taken} - ${headroom})`,
};

export const chip: CSSProperties = {
  flexShrink: 0,
  borderRadius: tokens.borderRadiusCircular,
  boxShadow: tokens.shadow16,
  backgroundColor: tokens.colorNeutralBackground1,
};

/** Paused, nobody should overlook it: light on dark, or dark on light. */
export const pausedChip: CSSProperties = {
  ...chip,
  backgroundColor: tokens.colorNeutralBackgroundInverted,
  borderColor: tokens.colorNeutralBackgroundInverted,
  color: tokens.colorNeutralForegroundInverted,
};

export const chipNote: CSSProperties = { fontSize: tokens.fontSizeBase200 };

export const card: CSSProperties = {
  boxSizing: "border-box",
  width: `min(328px, calc(100vw - 2 * ${margin}))`,
  maxHeight: `min(560px, calc(100dvh - 2 * ${margin} - ${taken} - ${headroom}))`,
  contain: "layout style paint",
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

/** A question beside the widget, above the chip or the card. */
export const prompt: CSSProperties = {
  boxSizing: "border-box",
  flexShrink: 0,
  width: `min(328px, calc(100vw - 2 * ${margin}))`,
  padding: tokens.spacingHorizontalM,
  display: "flex",
  flexDirection: "column",
  gap: tokens.spacingVerticalXS,
  borderRadius: tokens.borderRadiusXLarge,
  border: `1px solid ${tokens.colorNeutralStroke2}`,
  borderInlineStart: `4px solid ${tokens.colorBrandStroke1}`,
  boxShadow: tokens.shadow16,
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

/** A drawing of fixed size in a line of text. */
export const sign: CSSProperties = { display: "flex", flexShrink: 0 };

/** Two ends of a line, or two lines where one is too short; what stands at the end is not torn apart. */
export const wrappingSpread: CSSProperties = { ...spread, flexWrap: "wrap", columnGap: tokens.spacingHorizontalS };

export const wholeRow: CSSProperties = { ...row, whiteSpace: "nowrap", marginInlineStart: "auto" };

export const indented: CSSProperties = { ...spread, paddingInlineStart: tokens.spacingHorizontalM };

export const quiet: CSSProperties = { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 };

export const warning: CSSProperties = { color: tokens.colorPaletteDarkOrangeForeground1 };

/** Each figure takes its direction from its own words: "1 h 5 min" stays in order on a page that reads right to left. */
export const figure: CSSProperties = {
  fontVariantNumeric: "tabular-nums",
  fontWeight: tokens.fontWeightSemibold,
  unicodeBidi: "plaintext",
  whiteSpace: "nowrap",
};

export const bigFigure: CSSProperties = { ...figure, fontSize: tokens.fontSizeBase500 };

/** A box that the page lays out and paints for itself: what changes inside moves nothing outside. */
export const ticker: CSSProperties = {
  ...bigFigure,
  display: "block",
  height: tokens.lineHeightBase500,
  lineHeight: tokens.lineHeightBase500,
  whiteSpace: "nowrap",
  contain: "strict",
};

export const plainList: CSSProperties = { listStyle: "none", margin: 0, padding: 0 };

/** The day as a bar. */
export const dayBar: CSSProperties = {
  position: "relative",
  height: 8,
  flexShrink: 0,
  overflow: "hidden",
  borderRadius: tokens.borderRadiusMedium,
  backgroundColor: tokens.colorNeutralBackground4,
};

/** Its colour is its meaning, so forced colours leave it alone; the list beside it needs none. */
export const dayPiece: CSSProperties = { position: "absolute", insetBlock: 0, forcedColorAdjust: "none" };

/** A line of the history. */
export const entry: CSSProperties = { paddingBlock: tokens.spacingVerticalXXS };

/** A line whose place the windowing of a long list decides. */
export const windowedRow: CSSProperties = { position: "absolute", insetInline: 0, top: 0 };

/** What people typed: its direction is its own and reorders nothing around it; without spaces it breaks anywhere. */
export const typed: CSSProperties = { unicodeBidi: "isolate", overflowWrap: "anywhere", minWidth: 0 };

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
