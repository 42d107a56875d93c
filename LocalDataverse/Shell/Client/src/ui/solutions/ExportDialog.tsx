import { Button, Field, Radio, RadioGroup, Spinner } from "@fluentui/react-components";
import * as React from "react";
import { bytesFrom, download, zipName } from "../../solutions/download";
import { Solution, text } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { Failed } from "../States";
import { TaskDialog } from "./TaskDialog";

interface Props {
  solution: Solution;
  onClose: () => void;
}

/** An unmanaged solution as a zip for the browser to save. */
export function ExportDialog({ solution, onClose }: Props): React.ReactElement {
  const { api, toasts } = useEnvironment();
  const [kind, setKind] = React.useState("unmanaged");
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  const run = async () => {
    const managed = kind === "managed";
    setBusy(true);
    setError("");
    try {
      const answer = await api.action("ExportSolution", { SolutionName: solution.name, Managed: managed });
      const name = zipName(solution.name, solution.version, managed);
      download(name, bytesFrom(text(answer.ExportSolutionFile)), "application/zip");
      toasts.show(`${name} is exported`);
      onClose();
    } catch (reason) {
      setError(sentenceOf(reason));
      setBusy(false);
    }
  };
  return (
    <TaskDialog
      title={`Export ${solution.displayName}`}
      onClose={busy ? undefined : onClose}
      actions={
        <>
          <Button appearance="primary" disabled={busy} onClick={() => void run()}>
            Export
          </Button>
          <Button disabled={busy} onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <Failed title="Not exported" error={error} />}
      <Field label="Export as">
        <RadioGroup value={kind} disabled={busy} onChange={(_, data) => setKind(data.value)}>
          <Radio value="unmanaged" label="Unmanaged: to go on working on it elsewhere" />
          <Radio value="managed" label="Managed: to install it where nobody works on it" />
        </RadioGroup>
      </Field>
      {busy && <Spinner size="small" label="Exporting" />}
    </TaskDialog>
  );
}
