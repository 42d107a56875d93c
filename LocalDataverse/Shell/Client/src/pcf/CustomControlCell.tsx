import { Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { CustomControlBinding } from "../forms/controlDescriptions";
import { FormCell, FormControl } from "../forms/formXml";
import { sentenceOf } from "../platform/webApi";
import { useEnvironment } from "../ui/Environment";
import { useFormHost } from "../ui/form/FormHost";
import { useLoaded } from "../ui/hooks";
import { Failed, Loading } from "../ui/States";
import { ColorSchemeContext } from "../ui/theme";
import { createContextFactory } from "./controlContext";
import { ControlInstance } from "./controlInstance";
import { ControlParts, loadControlParts } from "./controlParts";
import { ErrorBoundary } from "./ErrorBoundary";
import { toFluentDesign } from "./theme";

interface Props {
  cell: FormCell;
  control: FormControl;
  binding: CustomControlBinding;
}

/** A custom control in its cell: loads what it needs, runs it, and shows what went wrong where something did. */
export function CustomControlCell({ cell, control, binding }: Props): React.ReactElement {
  const environment = useEnvironment();
  const { model } = useFormHost();
  const parts = useLoaded(() => loadControlParts(environment, binding, model.table), [environment, binding, model]);
  const label = cell.label || control.id;
  return (
    <div>
      {cell.showLabel && cell.label && <Subtitle2 as="h3">{cell.label}</Subtitle2>}
      {parts.state === "loading" && <Loading label={`Loading ${label}`} />}
      {parts.state === "failed" && <Failed title={`The control ${binding.name} can't be loaded`} error={parts.error} />}
      {parts.state === "ready" && (
        <RunningControl parts={parts.value} control={control} binding={binding} label={label} />
      )}
    </div>
  );
}

interface RunningProps {
  parts: ControlParts;
  control: FormControl;
  binding: CustomControlBinding;
  label: string;
}

const PAGE_SIZE = 50;

function RunningControl({ parts, control, binding, label }: RunningProps): React.ReactElement {
  const environment = useEnvironment();
  const { model, isReadOnly } = useFormHost();
  const scheme = React.useContext(ColorSchemeContext);
  const container = React.useRef<HTMLDivElement>(null);
  const instance = React.useRef<ControlInstance>();
  const [element, setElement] = React.useState<unknown>(null);
  const [error, setError] = React.useState("");
  // What the instance asks for at any time, as it is at that time.
  const current = React.useRef({ isDisabled: false, scheme });
  current.current = { isDisabled: isReadOnly || control.disabled, scheme };
  const fail = React.useCallback(
    (reason: unknown) => {
      console.error(`${parts.name} failed`, reason);
      setError(sentenceOf(reason));
    },
    [parts],
  );

  React.useLayoutEffect(() => {
    if (!container.current) return;
    try {
      instance.current = new ControlInstance({
        parts,
        binding,
        model,
        label,
        pageSize: Number(control.parameters.get("recordsperpage")) || PAGE_SIZE,
        container: container.current,
        isDisabled: () => current.current.isDisabled,
        design: () => toFluentDesign(current.current.scheme),
        createContext: createContextFactory(environment),
        fetch: (entitySet, fetchXml) => environment.api.fetchRows(entitySet, fetchXml),
        openItem: reference =>
          void environment.router.go({ page: "record", table: reference.etn ?? "", id: reference.id.guid }),
        onElement: setElement,
        onError: fail,
      });
      instance.current.start();
    } catch (reason) {
      fail(reason);
    }
    return () => {
      instance.current?.dispose();
      instance.current = undefined;
    };
  }, [environment, parts, binding, model, control, label, fail]);

  React.useEffect(() => instance.current?.requestUpdate("theme"), [scheme]);
  React.useEffect(() => instance.current?.requestUpdate("parameters"), [isReadOnly]);

  return (
    <>
      {error && <Failed title={`The control ${parts.name} failed`} error={error} />}
      <div ref={container} data-control={parts.name}>
        {parts.manifest.isVirtual && !error && (
          <ErrorBoundary onError={fail}>{React.isValidElement(element) ? element : null}</ErrorBoundary>
        )}
      </div>
    </>
  );
}
