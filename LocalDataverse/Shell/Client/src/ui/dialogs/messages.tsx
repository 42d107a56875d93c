import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import * as React from "react";
import { ConfirmTexts, Dialogs } from "./dialogs";

const preWrap: React.CSSProperties = { whiteSpace: "pre-wrap", overflowWrap: "anywhere" };

export function confirmDialog(dialogs: Dialogs, texts: ConfirmTexts): Promise<boolean> {
  return dialogs.show<boolean>(close => (
    <Message
      title={texts.title}
      text={texts.text}
      onClose={() => close(false)}
      actions={[
        { label: texts.confirm ?? "OK", primary: true, run: () => close(true) },
        { label: texts.cancel ?? "Cancel", run: () => close(false) },
      ]}
    />
  ));
}

export function alertDialog(dialogs: Dialogs, title: string, text: string, confirm = "OK"): Promise<void> {
  return dialogs.show<undefined>(close => (
    <Message
      title={title}
      text={text}
      onClose={() => close(undefined)}
      actions={[{ label: confirm, primary: true, run: () => close(undefined) }]}
    />
  ));
}

export type LeaveChoice = "save" | "discard" | "stay";

export function unsavedDialog(dialogs: Dialogs): Promise<LeaveChoice> {
  return dialogs.show<LeaveChoice>(close => (
    <Message
      title="Unsaved changes"
      text="Do you want to save your changes before leaving this page?"
      onClose={() => close("stay")}
      actions={[
        { label: "Save and continue", primary: true, run: () => close("save") },
        { label: "Discard changes", run: () => close("discard") },
        { label: "Stay", run: () => close("stay") },
      ]}
    />
  ));
}

interface MessageProps {
  title: string;
  text: string;
  onClose: () => void;
  actions: { label: string; primary?: boolean; run: () => void }[];
}

function Message({ title, text, onClose, actions }: MessageProps): React.ReactElement {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent style={preWrap}>{text}</DialogContent>
          <DialogActions fluid>
            {actions.map(action => (
              <Button key={action.label} appearance={action.primary ? "primary" : "secondary"} onClick={action.run}>
                {action.label}
              </Button>
            ))}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
