import { makeStyles, Text } from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { FormCell } from "../../forms/formXml";

const useStyles = makeStyles({ fact: { display: "flex", flexDirection: "column" } });

/** A column in the form's header or footer: its value over its label. */
export function Fact({ cell, model }: { cell: FormCell; model: FormModel }): React.ReactElement | null {
  const styles = useStyles();
  const column = cell.control?.column;
  if (!column || !cell.visible || !model.table.columns.has(column)) return null;
  return (
    <div className={styles.fact}>
      <Text weight="semibold">{model.formatted(column) || "---"}</Text>
      <Text size={200}>{cell.label || model.table.columns.get(column)?.label}</Text>
    </div>
  );
}
