import { Button, MessageBar, MessageBarBody, MessageBarTitle, Spinner } from "@fluentui/react-components";
import * as React from "react";
import { JobState } from "../../solutions/jobs";
import { Failed } from "../States";
import { FilePicker } from "./FilePicker";
import { ImportChoices } from "./ImportChoices";
import { ImportLog } from "./ImportLog";
import { JobProgress } from "./JobProgress";
import { TaskDialog } from "./TaskDialog";
import { ImportOptions, ImportStep, useImport } from "./useImport";

/** Upgrading is what Dataverse recommends. */
const FIRST: ImportOptions = { mode: "upgrade", overwrite: false };

/** From the file to the log. */
export function ImportDialog({ onClose }: { onClose: (changed: boolean) => void }): React.ReactElement {
  const { current, job, pick, begin, startOver } = useImport();
  const [options, setOptions] = React.useState(FIRST);
  const preview = "preview" in current ? current.preview : undefined;
  const canBegin = (current.step === "ready" && !current.preview.obstacle) || current.step === "notSent";
  const wish: ImportOptions = { ...options, mode: preview?.canUpgrade ? options.mode : "update" };
  const isOver = current.step === "watching" && (job.state?.state === "succeeded" || job.state?.state === "failed");
  const hasPicked = current.step === "ready" || current.step === "notSent";
  const take = (file: File) => {
    setOptions(FIRST);
    void pick(file);
  };
  return (
    <TaskDialog
      title={titleOf(current, job.state)}
      step={current.step === "watching" ? job.state?.state : current.step}
      isWide
      onClose={current.step === "sending" ? undefined : () => onClose(current.step === "watching")}
      actions={
        <>
          {!isOver && current.step !== "watching" && (
            <Button appearance="primary" disabled={!canBegin} onClick={() => void begin(wish)}>
              {current.step === "notSent" ? "Try again" : "Import"}
            </Button>
          )}
          {hasPicked && <Button onClick={startOver}>Choose another file</Button>}
          <Button disabled={current.step === "sending"} onClick={() => onClose(current.step === "watching")}>
            {current.step === "watching" ? "Close" : "Cancel"}
          </Button>
        </>
      }
    >
      {current.step === "choosing" && current.fault && (
        <Failed title="Not a solution to import" error={current.fault} />
      )}
      {current.step === "choosing" && <FilePicker onPick={take} />}
      {current.step === "reading" && <Spinner label={`Reading ${current.file.name}`} />}
      {current.step === "sending" && <Spinner label={`Sending ${current.file.name}`} />}
      {current.step === "notSent" && <Failed title="Not imported" error={current.error} />}
      {hasPicked && preview && (
        <ImportChoices preview={preview} options={options} disabled={false} onChange={setOptions} />
      )}
      {current.step === "watching" && job.state && (
        <Outcome state={job.state} name={current.preview.uniqueName} onAskNow={job.askNow} />
      )}
    </TaskDialog>
  );
}

function Outcome({
  state,
  name,
  onAskNow,
}: {
  state: JobState;
  name: string;
  onAskNow: () => void;
}): React.ReactElement {
  if (state.state === "running" || state.state === "lost")
    return <JobProgress label="Import" state={state} onAskNow={onAskNow} />;
  return (
    <>
      {state.state === "succeeded" ? (
        <MessageBar intent="success">
          <MessageBarBody>
            <MessageBarTitle>Everything is imported.</MessageBarTitle>
          </MessageBarBody>
        </MessageBar>
      ) : (
        <Failed title="Nothing was changed." error={state.error} />
      )}
      <ImportLog data={state.log} name={name} />
    </>
  );
}

function titleOf(current: ImportStep, state: JobState | undefined): string {
  if (current.step === "sending") return "Importing";
  if (current.step !== "watching") return "Import a solution";
  const name = current.preview.name || current.preview.uniqueName;
  if (state?.state === "succeeded") return `${name} is imported`;
  return state?.state === "failed" ? `${name} was not imported` : `Importing ${name}`;
}
