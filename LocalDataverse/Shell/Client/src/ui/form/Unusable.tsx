import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";

/** Says why a cell of the form shows nothing. */
export function Unusable({ text }: { text: string }): React.ReactElement {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
