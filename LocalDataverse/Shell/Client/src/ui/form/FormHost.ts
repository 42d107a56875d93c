import * as React from "react";
import { FormDefinition } from "../../forms/formXml";
import { FormFrames } from "../../forms/formFrames";
import { FormModel } from "../../forms/formModel";

/** The open form, for everything that sits on it. */
export interface FormHost {
  form: FormDefinition;
  model: FormModel;
  /** The row is inactive, or the user may not write it. */
  isReadOnly: boolean;
  frames: FormFrames;
}

const FormHostContext = React.createContext<FormHost | undefined>(undefined);

export const FormHostProvider = FormHostContext.Provider;

export function useFormHost(): FormHost {
  const host = React.useContext(FormHostContext);
  if (!host) throw new Error("No form above this component.");
  return host;
}
