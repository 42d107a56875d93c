import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  makeStyles,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { formDesignerAddress, listAddress, openList, solutionsAddress } from "../shared/host";
import type { SettingsTexts } from "./texts";

const useStyles = makeStyles({
  links: { display: "flex", flexWrap: "wrap", ...shorthands.gap(tokens.spacingHorizontalXL) },
});

const trackers = "casetime_timetracker";

interface Props {
  readonly text: SettingsTexts;
  readonly isChanged: boolean;
  /** The reader has been asked, and goes. */
  readonly onLeave: () => void;
}

/** The ways on from here: the time that was tracked, and the forms it is tracked on. Entries that nobody saved are asked about first. */
export function SettingsLinks({ text, isChanged, onLeave }: Props): React.ReactElement {
  const styles = useStyles();
  const [asking, setAsking] = React.useState(false);
  const solutions = solutionsAddress();
  const designer = formDesignerAddress();
  const open = (event: React.MouseEvent) => {
    // Another tab or window leaves this page as it is.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (isChanged) setAsking(true);
    else openList(trackers);
  };
  const leave = () => {
    onLeave();
    openList(trackers);
  };
  return (
    <div className={styles.links}>
      <Link href={listAddress(trackers)} target="_top" onClick={open}>
        {text("Settings_Trackers")}
      </Link>
      {solutions && (
        <Link href={solutions} target="_blank" rel="noopener">
          {text("Settings_Solutions")}
        </Link>
      )}
      {designer && (
        <Link href={designer} target="_blank" rel="noopener">
          {text("Settings_FormDesigner")}
        </Link>
      )}
      <Dialog open={asking} modalType="alert" onOpenChange={(_, data) => setAsking(data.open)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{text("Settings_LeaveTitle")}</DialogTitle>
            <DialogContent>{text("Settings_Leave")}</DialogContent>
            <DialogActions>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {text("Settings_LeaveCancel")}
              </Button>
              <Button onClick={leave}>{text("Settings_LeaveConfirm")}</Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}
