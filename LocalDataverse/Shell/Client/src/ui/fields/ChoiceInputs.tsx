import { Dropdown, Option, Select, Switch } from "@fluentui/react-components";
import * as React from "react";
import { useFormHost } from "../form/FormHost";
import { InputProps } from "./BoundField";

const ACTIVE = 0;

export function ChoiceInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const { model } = useFormHost();
  // A status belongs to a state, which has commands of its own.
  const options = column.options.filter(
    option => option.state === undefined || option.state === (model.state ?? ACTIVE),
  );
  return (
    <Select
      aria-label={label}
      value={typeof value === "number" ? String(value) : ""}
      onChange={(_, data) => onChange(data.value === "" ? null : Number(data.value))}
    >
      {(!column.required || value === null) && <option value="">---</option>}
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

export function ChoicesInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const picked = Array.isArray(value) ? value.map(String) : [];
  const labels = column.options.filter(option => picked.includes(String(option.value))).map(option => option.label);
  return (
    <Dropdown
      aria-label={label}
      multiselect
      placeholder="---"
      value={labels.join("; ")}
      selectedOptions={picked}
      onOptionSelect={(_, data) => onChange(data.selectedOptions.length > 0 ? data.selectedOptions.map(Number) : null)}
    >
      {column.options.map(option => (
        <Option key={option.value} value={String(option.value)}>
          {option.label}
        </Option>
      ))}
    </Dropdown>
  );
}

export function BooleanInput({ column, label, value, onChange }: InputProps): React.ReactElement {
  const on = value === true;
  const text = column.options.find(option => option.value === Number(on))?.label ?? (on ? "Yes" : "No");
  return <Switch aria-label={label} label={text} checked={on} onChange={(_, data) => onChange(data.checked)} />;
}
