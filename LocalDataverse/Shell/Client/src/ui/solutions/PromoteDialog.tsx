import { Button, MessageBar, MessageBarBody, MessageBarTitle, Text } from "@fluentui/react-components";
import * as React from "react";
import { lossesOf, readComponents } from "../../solutions/components";
import { startPromotion } from "../../solutions/jobs";
import { Solution } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { JobProgress } from "./JobProgress";
import { TaskDialog } from "./TaskDialog";
import { useJob } from "./useJob";
import { WhatGoes } from "./WhatGoes";

interface Props {
  solution: Solution;
  held: Solution;
  /** @param changed Whether the upgrade was applied. */
  onClose: (changed: boolean) => void;
}

/** Applies an upgrade that waits: says what goes with the old version, then waits for the job. */
export function PromoteDialog({ solution, held, onClose }: Props): React.ReactElement {
  const { api, toasts } = useEnvironment();
  const [error, setError] = React.useState("");
  const [sending, setSending] = React.useState(false);
  const job = useJob();
  const losses = useLoaded(
    async () => lossesOf(...(await Promise.all([readComponents(api, solution.id), readComponents(api, held.id)]))),
    [api, solution, held],
  );
  const isRunning = sending || job.state?.state === "running" || job.state?.state === "lost";
  const refusal = job.state?.state === "failed" ? job.state.error : error;
  React.useEffect(() => {
    if (job.state?.state !== "succeeded") return;
    toasts.show(`${solution.displayName} is upgraded to ${held.version}`);
    onClose(true);
  }, [job.state]);
  const run = async () => {
    setError("");
    setSending(true);
    try {
      job.watch(await startPromotion(api, solution.name));
    } catch (reason) {
      setError(sentenceOf(reason));
    } finally {
      setSending(false);
    }
  };
  const hasLosses = losses.state === "ready" && losses.value.tables.length + losses.value.columns.length > 0;
  return (
    <TaskDialog
      title={isRunning ? "Applying the upgrade" : `Upgrade ${solution.displayName} to ${held.version}?`}
      step={isRunning ? "running" : refusal ? "failed" : "asking"}
      isAlert
      onClose={() => onClose(false)}
      actions={
        <>
          <Button appearance="primary" disabled={isRunning || losses.state === "loading"} onClick={() => void run()}>
            Apply upgrade
          </Button>
          <Button onClick={() => onClose(isRunning)}>{isRunning ? "Close" : "Cancel"}</Button>
        </>
      }
    >
      {losses.state === "loading" && <Loading label="Looking what the new version lacks" />}
      {losses.state === "failed" && <Failed title="What goes can't be read" error={losses.error} />}
      {refusal && !isRunning && <Failed title="Not upgraded" error={refusal} />}
      {isRunning && (
        <JobProgress
          label="Applying the upgrade"
          state={job.state ?? { state: "running", percent: undefined }}
          onAskNow={job.askNow}
        />
      )}
      {!isRunning && hasLosses && (
        <>
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>Data is deleted.</MessageBarTitle>
              You can&apos;t undo this. With version {solution.version} this goes:
            </MessageBarBody>
          </MessageBar>
          <WhatGoes {...losses.value} />
        </>
      )}
      {!isRunning && losses.state === "ready" && !hasLosses && (
        <Text>
          Version {solution.version} goes, and with it the components that {held.version} no longer has. No table and no
          column is among them.
        </Text>
      )}
    </TaskDialog>
  );
}
