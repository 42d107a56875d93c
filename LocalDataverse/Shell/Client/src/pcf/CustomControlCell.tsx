import * as React from "react";
import { CustomControlBinding } from "../forms/controlDescriptions";
import { FormCell, FormControl } from "../forms/formXml";

export function CustomControlCell({
  binding,
}: {
  cell: FormCell;
  control: FormControl;
  binding: CustomControlBinding;
}): React.ReactElement {
  return <div>{binding.name}</div>;
}
