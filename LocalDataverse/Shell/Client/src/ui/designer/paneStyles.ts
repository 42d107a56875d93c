import { makeStyles, shorthands, tokens } from "@fluentui/react-components";

/** What the panes beside the form and the dialogs have in common. */
export const usePaneStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalM),
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  pane: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalM),
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  heading: { ...shorthands.margin(0) },
  /** Never wider than what is around it, however long the options of a list are. */
  field: { gridTemplateColumns: "minmax(0, 1fr)", minWidth: 0 },
});
