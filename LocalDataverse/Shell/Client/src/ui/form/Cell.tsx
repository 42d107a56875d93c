import { Subtitle2, Text } from "@fluentui/react-components";
import * as React from "react";
import { FormCell, FormControl } from "../../forms/formXml";
import { bareId } from "../../platform/rows";
import { CustomControlCell } from "../../pcf/CustomControlCell";
import { BoundField } from "../fields/BoundField";
import { useFormHost } from "./FormHost";
import { FrameCell } from "./FrameCell";
import { RelatedRows } from "./RelatedRows";
import { Unusable } from "./Unusable";

/** What a form's cell holds: a custom control, a subgrid, or the field of a column. */
export function Cell({ cell, control }: { cell: FormCell; control: FormControl }): React.ReactElement {
  const { model } = useFormHost();
  if (control.custom) return <CustomControlCell cell={cell} control={control} binding={control.custom} />;
  if (control.column) {
    const column = model.table.columns.get(control.column);
    return column ? (
      <BoundField column={column} control={control} label={cell.label || column.label} showLabel={cell.showLabel} />
    ) : (
      <Unusable
        text={`The form shows the column ${control.column}, which the table ${model.table.name} does not have.`}
      />
    );
  }
  if (control.kind === "iframe" || control.kind === "webresource") return <FrameCell cell={cell} control={control} />;
  if (control.parameters.has("targetentitytype")) return <Subgrid cell={cell} control={control} />;
  return <Unusable text={`The local shell has no control for this cell (${control.id}).`} />;
}

function Subgrid({ cell, control }: { cell: FormCell; control: FormControl }): React.ReactElement {
  const { model } = useFormHost();
  const name = control.parameters.get("relationshipname") ?? "";
  const relationship = model.table.oneToMany.find(
    candidate => candidate.schemaName.toLowerCase() === name.toLowerCase(),
  );
  const label = cell.label || control.id;
  if (!relationship)
    return <Unusable text={`The subgrid ${label} names the relationship "${name}", which does not exist.`} />;
  return (
    <div>
      {cell.showLabel && <Subtitle2 as="h3">{label}</Subtitle2>}
      {model.isNew ? (
        <div>
          <Text>Save this row first to see and add related rows.</Text>
        </div>
      ) : (
        <RelatedRows
          relationship={relationship}
          viewId={bareId(control.parameters.get("viewid") ?? "")}
          pageSize={Number(control.parameters.get("recordsperpage")) || 10}
          label={label}
        />
      )}
    </div>
  );
}
