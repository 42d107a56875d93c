import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { formattedValue } from "../../platform/rows";
import { Environment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";

/** Shows in which queue a row is and who works on it. */
export function queueItemDialog(environment: Environment, model: FormModel): Promise<void> {
  return environment.dialogs.show<undefined>(close => (
    <QueueItemDialog environment={environment} model={model} onClose={() => close(undefined)} />
  ));
}

interface Props {
  environment: Environment;
  model: FormModel;
  onClose: () => void;
}

function QueueItemDialog({ environment, model, onClose }: Props): React.ReactElement {
  const items = useLoaded(
    async () =>
      (
        await environment.api.getMany(
          `queueitems?$select=title,enteredon,_queueid_value,_workerid_value&$filter=_objectid_value eq ${model.id} and statecode eq 0`,
        )
      ).rows,
    [environment, model],
  );
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface aria-label="Queue item details">
        <DialogBody>
          <DialogTitle>Queue item details</DialogTitle>
          <DialogContent>
            {items.state === "loading" && <Loading label="Loading queue items" />}
            {items.state === "failed" && <Failed title="Queue items can't be read" error={items.error} />}
            {items.state === "ready" && items.value.length === 0 && (
              <Text>{`This ${model.table.label} is in no queue.`}</Text>
            )}
            {items.state === "ready" &&
              items.value.map(item => (
                <dl key={String(item.queueitemid)}>
                  <dt>Queue</dt>
                  <dd>{formattedValue(item, "queueid")}</dd>
                  <dt>Worked by</dt>
                  <dd>{formattedValue(item, "workerid") || "---"}</dd>
                  <dt>Entered queue</dt>
                  <dd>{formattedValue(item, "enteredon") || "---"}</dd>
                </dl>
              ))}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
