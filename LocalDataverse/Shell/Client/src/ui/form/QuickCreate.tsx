import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  OverlayDrawer,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { parseDefaults } from "../../forms/defaults";
import { FormFrames } from "../../forms/formFrames";
import { FormModel } from "../../forms/formModel";
import { cellsOf, columnsOf, FormDefinition } from "../../forms/formXml";
import { Reference } from "../../platform/rows";
import { sentenceOf } from "../../platform/webApi";
import { Environment, EnvironmentProvider } from "../Environment";
import { useChanges } from "../hooks";
import { DismissRegular } from "../icons";
import { Cell } from "./Cell";
import { FormHostProvider } from "./FormHost";

/**
 * Opens a table's quick create form over the page.
 * @param defaults Values for the new row, as in the address of a form.
 * @returns the new row; undefined when the form was left.
 * @throws Error the table has no quick create form.
 */
export async function quickCreate(
  environment: Environment,
  tableName: string,
  defaults: string | undefined,
): Promise<Reference | undefined> {
  const { api, metadata, customizations, dialogs, toasts } = environment;
  const [table, form] = await Promise.all([metadata.table(tableName), customizations.quickCreateForm(tableName)]);
  if (!form) throw new Error(`The table ${tableName} has no quick create form.`);
  const columns = columnsOf(form);
  const model = new FormModel(api, metadata, table, "", columns, parseDefaults(defaults, table));
  await model.load();
  const created = await dialogs.show<Reference | undefined>(close => (
    <EnvironmentProvider value={environment}>
      <QuickCreateForm form={form} model={model} onClose={close} />
    </EnvironmentProvider>
  ));
  if (created) toasts.show(`${table.label} saved.`, { page: "record", table: created.table, id: created.id });
  return created;
}

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM) },
  actions: {
    display: "flex",
    ...shorthands.gap(tokens.spacingHorizontalS),
    ...shorthands.padding(tokens.spacingVerticalL, tokens.spacingHorizontalXXL),
  },
});

interface Props {
  form: FormDefinition;
  model: FormModel;
  onClose: (created: Reference | undefined) => void;
}

function QuickCreateForm({ form, model, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const [error, setError] = React.useState("");
  useChanges(React.useCallback((listener: () => void) => model.subscribe(listener), [model]));
  const host = React.useMemo(() => ({ form, model, isReadOnly: false, frames: new FormFrames() }), [form, model]);
  const save = async () => {
    const obstacles = model.obstacles();
    setError(obstacles.join(" "));
    if (obstacles.length > 0) return;
    try {
      await model.save();
      onClose({ table: model.table.name, id: model.id, name: model.title });
    } catch (reason) {
      setError(sentenceOf(reason));
    }
  };
  const title = `Quick create: ${model.table.label}`;
  return (
    <OverlayDrawer open position="end" aria-label={title} onOpenChange={(_, data) => !data.open && onClose(undefined)}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label="Close quick create"
              onClick={() => onClose(undefined)}
            />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.fields}>
        {error && (
          <MessageBar intent="error" layout="multiline" role="alert">
            <MessageBarBody>{error}</MessageBarBody>
          </MessageBar>
        )}
        <FormHostProvider value={host}>
          {cellsOf(form).map(cell => cell.control && <Cell key={cell.id} cell={cell} control={cell.control} />)}
        </FormHostProvider>
      </DrawerBody>
      <div className={styles.actions}>
        <Button appearance="primary" disabled={model.phase === "saving"} onClick={() => void save()}>
          Save and close
        </Button>
        <Button onClick={() => onClose(undefined)}>Cancel</Button>
      </div>
    </OverlayDrawer>
  );
}
