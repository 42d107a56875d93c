import { Button, MessageBar, MessageBarBody, MessageBarTitle, ProgressBar, Text } from "@fluentui/react-components";
import * as React from "react";
import { Component, Losses, lossesOf, readComponents, readDependents } from "../../solutions/components";
import { Solution } from "../../solutions/solutions";
import { ApiError, sentenceOf, WebApi } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { ComponentName } from "./ComponentName";
import { TaskDialog } from "./TaskDialog";
import { WhatGoes } from "./WhatGoes";

interface Props {
  solution: Solution;
  /** @param changed Whether the solution is gone. */
  onClose: (changed: boolean) => void;
}

interface Outlook {
  dependents: Component[];
  losses: Losses;
}

const GONE = 404;

/** Says what goes with a solution, or what keeps it; then takes it away. */
export function UninstallDialog({ solution, onClose }: Props): React.ReactElement {
  const { api, toasts } = useEnvironment();
  const [attempt, setAttempt] = React.useState(0);
  const [error, setError] = React.useState("");
  const [busy, setBusy] = React.useState(false);
  const outlook = useLoaded(() => look(api, solution), [api, solution, attempt]);
  const ready = outlook.state === "ready" ? outlook.value : undefined;
  const isKept = ready !== undefined && ready.dependents.length > 0;
  const verb = solution.isManaged ? "Uninstall" : "Delete";
  const again = () => {
    setError("");
    setAttempt(count => count + 1);
  };
  const run = async () => {
    setBusy(true);
    try {
      await api.delete("solutions", solution.id);
    } catch (reason) {
      // Somebody else was faster, or the answer to an earlier attempt was lost.
      if (!(reason instanceof ApiError && reason.status === GONE)) {
        setError(sentenceOf(reason));
        setBusy(false);
        return;
      }
    }
    toasts.show(`${solution.displayName} is ${solution.isManaged ? "uninstalled" : "deleted"}`);
    onClose(true);
  };
  const step = busy ? "running" : error ? "failed" : isKept ? "kept" : "asking";
  const title = busy
    ? `${solution.isManaged ? "Uninstalling" : "Deleting"} ${solution.displayName}`
    : isKept
      ? `${solution.displayName} can't be uninstalled`
      : `${verb} ${solution.displayName}?`;
  return (
    <TaskDialog
      title={title}
      step={step}
      isAlert
      onClose={busy ? undefined : () => onClose(false)}
      actions={
        <>
          {(isKept || error || outlook.state === "failed") && !busy && <Button onClick={again}>Look again</Button>}
          {ready && !isKept && (
            <Button appearance="primary" disabled={busy} onClick={() => void run()}>
              {verb}
            </Button>
          )}
          <Button disabled={busy} onClick={() => onClose(false)}>
            {isKept ? "Close" : "Cancel"}
          </Button>
        </>
      }
    >
      {outlook.state === "loading" && <Loading label="Looking what depends on it" />}
      {outlook.state === "failed" && <Failed title="What depends on it can't be read" error={outlook.error} />}
      {error && !busy && <Failed title={solution.isManaged ? "Not uninstalled" : "Not deleted"} error={error} />}
      {busy && <ProgressBar aria-label={title} />}
      {ready && isKept && !busy && <Kept dependents={ready.dependents} onLeft={() => onClose(false)} />}
      {ready && !isKept && !busy && <Question solution={solution} losses={ready.losses} />}
    </TaskDialog>
  );
}

async function look(api: WebApi, solution: Solution): Promise<Outlook> {
  // Of an unmanaged solution nothing goes that anybody could depend on.
  if (!solution.isManaged) return { dependents: [], losses: { tables: [], columns: [] } };
  const [dependents, components] = await Promise.all([readDependents(api, solution), readComponents(api, solution.id)]);
  return { dependents, losses: lossesOf(components) };
}

function Kept({ dependents, onLeft }: { dependents: Component[]; onLeft: () => void }): React.ReactElement {
  return (
    <>
      <Text>
        {dependents.length === 1
          ? "This component uses what is in the solution. Remove it, or what it uses, then look again."
          : "These components use what is in the solution. Remove them, or what they use, then look again."}
      </Text>
      <ul style={{ margin: 0 }} aria-label="What depends on the solution">
        {dependents.map(component => (
          <li key={component.id}>
            <ComponentName component={component} withKind onLeft={onLeft} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Question({ solution, losses }: { solution: Solution; losses: Losses }): React.ReactElement {
  if (!solution.isManaged)
    return <Text>Only the solution goes. Its components and their data stay in the environment.</Text>;
  const hasLosses = losses.tables.length + losses.columns.length > 0;
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>You can&apos;t undo this.</MessageBarTitle>
          {hasLosses
            ? "Everything that the solution brought goes, and with it this data:"
            : "Everything that the solution brought goes."}
        </MessageBarBody>
      </MessageBar>
      <WhatGoes {...losses} />
    </>
  );
}
