import { Button, Field, MessageBar, MessageBarActions, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import * as React from "react";
import { JobState } from "../../solutions/jobs";

interface Props {
  /** What the bar is of. */
  label: string;
  state: JobState;
  onAskNow: () => void;
}

/** How far a job of the server is, and that it goes on where the server does not answer. */
export function JobProgress({ label, state, onAskNow }: Props): React.ReactElement {
  const percent = "percent" in state ? state.percent : 100;
  // At nothing it may wait for another job, of which the server says nothing.
  const hasBegun = percent !== undefined && percent > 0;
  return (
    <>
      <Field
        validationState="none"
        validationMessage={hasBegun ? `${Math.floor(percent)} %` : "Waiting for the server to begin"}
      >
        <ProgressBar aria-label={label} max={100} value={hasBegun ? percent : undefined} />
      </Field>
      {state.state === "lost" && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{state.error} What was begun goes on there; this page keeps asking.</MessageBarBody>
          <MessageBarActions>
            <Button onClick={onAskNow}>Try again</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}
