import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { sentenceOf } from "../../platform/webApi";
import { FormRibbon } from "../../ribbon/formRibbon";
import { CommandBar } from "../CommandBar";
import { deleteRows } from "../deleteRows";
import { useChanges } from "../hooks";
import { unsavedDialog } from "../dialogs/messages";
import { Environment, useEnvironment } from "../Environment";
import {
  AddRegular,
  ArrowClockwiseRegular,
  ArrowLeftRegular,
  ArrowUndoRegular,
  CheckmarkCircleRegular,
  DeleteRegular,
  DismissCircleRegular,
  MailInboxRegular,
  SaveRegular,
} from "../icons";
import { queueItemDialog } from "./QueueItemDialog";
import { cancelCase, isCase, reactivateCase, resolveCase } from "./caseCommands";

interface Props {
  model: FormModel;
  access: ReadonlySet<string>;
  isReadOnly: boolean;
  ribbon: FormRibbon | undefined;
  save: () => Promise<boolean>;
  onError: (error: string) => void;
}

const CREATE = 1;

export function FormCommands({ model, access, isReadOnly, ribbon, save, onError }: Props): React.ReactElement {
  const environment = useEnvironment();
  const { router, privileges, workspace } = environment;
  const { table } = model;
  const busy = model.phase === "saving";
  useChanges(React.useCallback((changed: () => void) => ribbon?.subscribe(changed) ?? (() => undefined), [ribbon]));
  const attempt = (work: () => Promise<unknown>) => () => {
    onError("");
    work().catch((error: unknown) => onError(sentenceOf(error)));
  };
  /** For commands that act on the stored row: what was typed is stored first. */
  const onSaved = (work: (environment: Environment, model: FormModel) => Promise<void>) =>
    attempt(async () => {
      if (model.isDirty && !(await save())) return;
      await work(environment, model);
    });
  const remove = async () => {
    if ((await deleteRows(environment, table, [model.id])).length > 0) return;
    model.discard();
    await router.leave({ page: "list", table: table.name });
  };
  const caseCommands = isCase(table) && !model.isNew && access.has("WriteAccess");
  return (
    <CommandBar
      label="Commands"
      commands={[
        {
          name: "Back",
          icon: <ArrowLeftRegular />,
          // Tabs are closed instead; the list they came from is still open.
          hidden: workspace.isMultiSession,
          run: () => void router.go({ page: "list", table: table.name }),
        },
        { name: "Save", icon: <SaveRegular />, hidden: isReadOnly, disabled: busy, run: () => void save() },
        {
          name: "New",
          icon: <AddRegular />,
          hidden: !privileges.has(table.isActivity ? "Activity" : table.schemaName, CREATE),
          run: () => void router.go({ page: "record", table: table.name }),
        },
        {
          name: "Resolve case",
          icon: <CheckmarkCircleRegular />,
          hidden: !caseCommands || model.isInactive,
          disabled: busy,
          run: onSaved(resolveCase),
        },
        {
          name: "Cancel case",
          icon: <DismissCircleRegular />,
          hidden: !caseCommands || model.isInactive,
          disabled: busy,
          run: onSaved(cancelCase),
        },
        {
          name: "Reactivate",
          icon: <ArrowUndoRegular />,
          hidden: !caseCommands || !model.isInactive,
          disabled: busy,
          run: attempt(() => reactivateCase(environment, model)),
        },
        {
          name: "Queue item details",
          icon: <MailInboxRegular />,
          hidden: !isCase(table) || model.isNew,
          run: () => void queueItemDialog(environment, model),
        },
        {
          name: "Delete",
          icon: <DeleteRegular />,
          hidden: model.isNew || !access.has("DeleteAccess"),
          disabled: busy,
          run: () => void remove(),
        },
        {
          name: "Refresh",
          icon: <ArrowClockwiseRegular />,
          hidden: model.isNew,
          disabled: busy,
          run: attempt(() => refresh(environment, model, save)),
        },
        ...(ribbon?.visible ?? []).map(command => ({
          id: command.id,
          name: command.label,
          disabled: busy,
          run: () => void ribbon?.run(command),
        })),
      ]}
    />
  );
}

async function refresh({ dialogs }: Environment, model: FormModel, save: () => Promise<boolean>): Promise<void> {
  if (model.isDirty) {
    const choice = await unsavedDialog(dialogs);
    if (choice === "stay" || (choice === "save" && !(await save()))) return;
    model.discard();
  }
  await model.reload();
}
