import {
  Button,
  Link,
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
  /** Offers the way to the shell's own apps. */
  otherApps?: boolean;
}

export function Failed({ title, error, onRetry, otherApps }: FailedProps): React.ReactElement {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {error} {otherApps && <Link href="/main.aspx">Open another app</Link>}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
