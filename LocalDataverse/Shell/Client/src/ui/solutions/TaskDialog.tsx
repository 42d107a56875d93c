import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM), minWidth: 0 },
  wide: { maxWidth: "760px" },
});

interface Props {
  title: string;
  /** Changes where the dialog goes on to another step: the title then takes the focus, since what had it may be gone. */
  step?: string;
  /** Interrupts what the person does: a question that has to be answered. */
  isAlert?: boolean;
  isWide?: boolean;
  actions: React.ReactNode;
  /** Escape; undefined where the dialog can't be left now. */
  onClose: (() => void) | undefined;
  children: React.ReactNode;
}

/** A dialog that leads through one task. A click beside it closes nothing: what was entered would be lost. */
export function TaskDialog({ title, step, isAlert, isWide, actions, onClose, children }: Props): React.ReactElement {
  const styles = useStyles();
  const heading = React.useRef<HTMLDivElement>(null);
  const first = React.useRef(step);
  React.useEffect(() => {
    if (first.current === step) return;
    first.current = step;
    heading.current?.focus();
  }, [step]);
  return (
    <Dialog
      open
      modalType={isAlert ? "alert" : "modal"}
      onOpenChange={(_, data) => !data.open && data.type !== "backdropClick" && onClose?.()}
    >
      <DialogSurface className={isWide ? styles.wide : undefined}>
        <DialogBody>
          <DialogTitle ref={heading} tabIndex={-1} action={null}>
            {title}
          </DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          <DialogActions fluid>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
