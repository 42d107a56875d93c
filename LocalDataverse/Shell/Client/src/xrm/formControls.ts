import { FormControl } from "../forms/formXml";
import { FormActions } from "./formContext";

/** formContext.getControl: what scripts may do with a control of the form; null where the form has none of that name. */
export function createGetControl(controls: readonly FormControl[], actions: FormActions) {
  return (name: string) => {
    const control = controls.find(control => control.id === name);
    if (!control) return null;
    const isFrame = control.kind === "iframe" || control.kind === "webresource";
    return {
      getName: () => control.id,
      getControlType: () => (isFrame ? control.kind : control.kind === "subgrid" ? "subgrid" : "standard"),
      ...(isFrame && {
        getSrc: () => actions.getSource(control.id) ?? control.parameters.get("url") ?? "",
        setSrc: (source: string) => actions.setSource(control.id, source),
      }),
    };
  };
}
