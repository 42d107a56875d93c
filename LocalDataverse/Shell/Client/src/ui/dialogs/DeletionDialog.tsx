import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  ProgressBar,
} from "@fluentui/react-components";
import * as React from "react";
import { DeletionResult } from "../../deletion/deleteInSlices";

export type Start = (onProgress: (tried: number) => void, isStopped: () => boolean) => Promise<DeletionResult>;

interface Props {
  total: number;
  start: Start;
  onDone: (result: DeletionResult) => void;
}

/** Shows how far a deletion has come. Stop lets the slice that is under way finish. */
export function DeletionDialog({ total, start, onDone }: Props): React.ReactElement {
  const [tried, setTried] = React.useState(0);
  const [stopping, setStopping] = React.useState(false);
  const stopped = React.useRef(false);
  React.useEffect(() => {
    void start(setTried, () => stopped.current).then(onDone);
    // Once: the deletion belongs to the dialog that was opened for it.
  }, []);
  const stop = () => {
    stopped.current = true;
    setStopping(true);
  };
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Deleting</DialogTitle>
          <DialogContent>
            <Field validationMessage={stopping ? "Stopping" : `${tried} of ${total}`} validationState="none">
              <ProgressBar aria-label="Deleting" max={total} value={tried} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={stop} disabled={stopping}>
              Stop
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
