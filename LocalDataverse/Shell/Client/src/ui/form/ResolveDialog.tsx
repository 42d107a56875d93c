import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  shorthands,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { parseDuration } from "../../platform/formatter";
import { sentenceOf } from "../../platform/webApi";
import { Dialogs } from "../dialogs/dialogs";

export interface Resolution {
  status: number;
  subject: string;
  /** Undefined: left empty. */
  billableMinutes: number | undefined;
  remarks: string;
}

interface Status {
  value: number;
  label: string;
}

/** Stays open with the server's sentence when the resolution is refused, so that nothing typed is lost. */
export function resolutionDialog(
  dialogs: Dialogs,
  statuses: Status[],
  resolve: (resolution: Resolution) => Promise<void>,
): Promise<void> {
  return dialogs.show<undefined>(close => (
    <ResolveDialog statuses={statuses} resolve={resolve} onClose={() => close(undefined)} />
  ));
}

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM) },
});

interface Props {
  statuses: Status[];
  resolve: (resolution: Resolution) => Promise<void>;
  onClose: () => void;
}

function ResolveDialog({ statuses, resolve, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const [status, setStatus] = React.useState(statuses[0]?.value);
  const [subject, setSubject] = React.useState("");
  const [billable, setBillable] = React.useState("");
  const [remarks, setRemarks] = React.useState("");
  const [tried, setTried] = React.useState(false);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  const minutes = billable.trim() ? parseDuration(billable) : undefined;
  const badBillable = billable.trim() !== "" && (minutes === undefined || minutes < 0);
  const submit = async () => {
    setTried(true);
    if (!subject.trim() || badBillable || status === undefined) return;
    setBusy(true);
    setError("");
    try {
      await resolve({ status, subject: subject.trim(), billableMinutes: minutes, remarks: remarks.trim() });
      onClose();
    } catch (reason) {
      setError(sentenceOf(reason));
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && !busy && onClose()}>
      <DialogSurface aria-label="Resolve case">
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault();
            void submit();
          }}
        >
          <DialogBody>
            <DialogTitle>Resolve case</DialogTitle>
            <DialogContent className={styles.fields}>
              {error && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>{error}</MessageBarBody>
                </MessageBar>
              )}
              <Field label="Resolution type">
                <Select value={status} onChange={(_, data) => setStatus(Number(data.value))}>
                  {statuses.map(option => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </Select>
              </Field>
              <Field
                label="Resolution"
                required
                validationMessage={tried && !subject.trim() ? "Say how the case was resolved." : undefined}
              >
                <Input value={subject} maxLength={200} onChange={(_, data) => setSubject(data.value)} />
              </Field>
              <Field
                label="Billable time"
                hint="Minutes, or a text like 1:30 or 1h 30m"
                validationMessage={badBillable ? "This is not a duration." : undefined}
              >
                <Input value={billable} onChange={(_, data) => setBillable(data.value)} />
              </Field>
              <Field label="Remarks">
                <Textarea value={remarks} resize="vertical" onChange={(_, data) => setRemarks(data.value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabled={busy}>
                Resolve
              </Button>
              <Button disabled={busy} onClick={onClose}>
                Cancel
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
