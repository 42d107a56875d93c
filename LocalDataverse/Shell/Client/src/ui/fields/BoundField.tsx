import { Field, Input, Text } from "@fluentui/react-components";
import * as React from "react";
import { FormControl } from "../../forms/formXml";
import { ColumnInfo } from "../../platform/metadata";
import { CellValue, isReference } from "../../platform/rows";
import { useEnvironment } from "../Environment";
import { useFormHost } from "../form/FormHost";
import { ReferenceLink } from "../grid/RowsTable";
import { BooleanInput, ChoiceInput, ChoicesInput } from "./ChoiceInputs";
import { DateInput } from "./DateInput";
import { LookupInput } from "./LookupInput";
import { MemoInput, ParsedInput, TextInput } from "./TextInputs";

export interface InputProps {
  column: ColumnInfo;
  control: FormControl;
  label: string;
  value: CellValue;
  onChange: (value: CellValue) => void;
  onProblem: (problem: string | undefined) => void;
}

interface Props {
  column: ColumnInfo;
  control: FormControl;
  label: string;
  showLabel: boolean;
}

/** A column of the form's row with its label; read-only where it can't be changed. */
export function BoundField({ column, control, label, showLabel }: Props): React.ReactElement {
  const { model, isReadOnly } = useFormHost();
  const [problem, setProblem] = React.useState<string>();
  const value = model.value(column.name);
  const writable = model.isNew ? column.validForCreate : column.validForUpdate;
  const fixed =
    isReadOnly ||
    control.disabled ||
    !writable ||
    column.kind === "id" ||
    column.kind === "other" ||
    column.attributeType === "State";
  const input: InputProps = {
    column,
    control,
    label,
    value,
    onChange: next => model.set(column.name, next),
    onProblem: next => {
      setProblem(next);
      model.setProblem(column.name, next && `${label}: ${next}`);
    },
  };
  return (
    <Field
      label={showLabel ? label : undefined}
      required={column.required && !fixed}
      validationMessage={fixed ? undefined : problem}
    >
      {fixed ? <FixedValue column={column} label={label} value={value} /> : <Editor {...input} />}
    </Field>
  );
}

function Editor(props: InputProps): React.ReactElement {
  const { column, control } = props;
  switch (column.kind) {
    case "lookup":
      return <LookupInput {...props} />;
    case "choice":
      return <ChoiceInput {...props} />;
    case "choices":
      return <ChoicesInput {...props} />;
    case "boolean":
      return <BooleanInput {...props} />;
    case "datetime":
      return <DateInput {...props} />;
    case "memo":
      return <MemoInput {...props} />;
    case "integer":
    case "decimal":
      return <ParsedInput {...props} isDuration={control.kind === "duration" || column.format === "duration"} />;
    default:
      return control.kind === "memo" ? <MemoInput {...props} /> : <TextInput {...props} />;
  }
}

type FixedProps = Pick<InputProps, "column" | "label" | "value">;

function FixedValue({ column, label, value }: FixedProps): React.ReactElement {
  const { formatter } = useEnvironment();
  const { model } = useFormHost();
  if (isReference(value)) {
    return (
      <Text aria-label={label}>
        <ReferenceLink reference={value} />
      </Text>
    );
  }
  const text = model.isChanged(column.name) ? formatter.value(column, value) : model.formatted(column.name);
  if (column.kind === "memo")
    return <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text || "---"}</Text>;
  return <Input readOnly appearance="filled-darker" aria-label={label} value={text || "---"} />;
}
