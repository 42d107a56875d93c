import { Button, makeStyles, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { FormCell } from "../../forms/formXml";
import { Fact } from "./Fact";

const useStyles = makeStyles({
  footer: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    rowGap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalXL,
    ...shorthands.padding(tokens.spacingVerticalS, tokens.spacingHorizontalL),
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderTop("1px", "solid", tokens.colorNeutralStroke2),
  },
  gap: { flexGrow: 1 },
});

interface Props {
  cells: FormCell[];
  model: FormModel;
  isReadOnly: boolean;
  onSave: () => void;
}

/** The form's footer, at the bottom of what can be seen of the form; nothing where the form has none. */
export function FormFooter({ cells, model, isReadOnly, onSave }: Props): React.ReactElement | null {
  const styles = useStyles();
  if (!cells.some(cell => cell.visible && cell.control)) return null;
  return (
    <footer className={styles.footer} aria-label="Form footer" data-id="form-footer">
      {cells.map(cell => (
        <Fact key={cell.id} cell={cell} model={model} />
      ))}
      <span className={styles.gap} />
      <Text size={200}>{model.isNew || model.isDirty ? "Unsaved changes" : "Saved"}</Text>
      {!isReadOnly && (
        <Button size="small" appearance="primary" disabled={model.phase === "saving"} onClick={onSave}>
          Save record
        </Button>
      )}
    </footer>
  );
}
