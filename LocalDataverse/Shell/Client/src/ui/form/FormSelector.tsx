import { Select } from "@fluentui/react-components";
import * as React from "react";
import { FormDefinition } from "../../forms/formXml";

interface Props {
  forms: FormDefinition[];
  current: FormDefinition;
  onSelect: (formId: string) => void;
}

/** The main forms of the table; nothing where there is one only. */
export function FormSelector({ forms, current, onSelect }: Props): React.ReactElement | null {
  if (forms.length < 2) return null;
  return (
    <Select aria-label="Form" size="small" value={current.id} onChange={(_, data) => onSelect(data.value)}>
      {forms.map(form => (
        <option key={form.id} value={form.id}>
          {form.name}
        </option>
      ))}
    </Select>
  );
}
