import { makeStyles, shorthands, tokens } from "@fluentui/react-components";

/** How the solutions page and a solution's own page look alike. */
export const useSolutionStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", ...shorthands.gap(tokens.spacingHorizontalM) },
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
    minWidth: 0,
  },
  empty: { textAlign: "center", ...shorthands.padding("40px", "16px") },
  facts: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  picker: { minWidth: "200px", maxWidth: "100%", alignSelf: "flex-start" },
});
