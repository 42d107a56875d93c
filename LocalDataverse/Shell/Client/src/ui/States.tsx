import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from "@fluentui/react-components";
import * as React from "react";

export function Loading({ label }: { label: string }): React.ReactElement {
  return <Spinner label={label} labelPosition="below" style={{ padding: "48px 16px" }} />;
}

interface FailedProps {
  title: string;
  error: string;
  onRetry?: () => void;
}

export function Failed({ title, error, onRetry }: FailedProps): React.ReactElement {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {error}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
