import {
  Badge,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  shorthands,
  Text,
  Title3,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { FormCell, FormDefinition } from "../../forms/formXml";
import { sentenceOf } from "../../platform/webApi";
import { Environment, useEnvironment } from "../Environment";
import { unsavedDialog } from "../dialogs/messages";
import { useChanges } from "../hooks";
import { FrontContext, usePageTitle } from "../workspace/front";
import { FormCommands } from "./FormCommands";
import { FormHostProvider } from "./FormHost";
import { FormTabs } from "./FormTabs";
import { FormNotices, useFormScripts } from "./useFormScripts";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM),
    // What floats at the bottom right of the page must not cover the last row for good.
    paddingBottom: "96px",
  },
  header: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    rowGap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalXL,
    ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalL),
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
  },
  title: { overflowWrap: "anywhere" },
  facts: { display: "flex", flexWrap: "wrap", rowGap: tokens.spacingVerticalS, columnGap: tokens.spacingHorizontalXL },
  fact: { display: "flex", flexDirection: "column" },
});

interface Props {
  form: FormDefinition;
  model: FormModel;
  access: ReadonlySet<string>;
}

export function RowForm({ form, model, access }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { router } = environment;
  const [error, setError] = React.useState("");
  const subscribe = React.useCallback((listener: () => void) => model.subscribe(listener), [model]);
  useChanges(subscribe);
  const isReadOnly = model.isInactive || !access.has("WriteAccess");
  const host = React.useMemo(() => ({ form, model, isReadOnly }), [form, model, isReadOnly]);

  // Scripts save through the form, and the form asks the scripts before it saves.
  const saveByScript = React.useRef<() => Promise<boolean>>(() => Promise.resolve(false));
  const { scripts, notices, ribbon } = useFormScripts(form, model, isReadOnly, saveByScript, setError);

  const save = React.useCallback(async (): Promise<boolean> => {
    setError("");
    if (scripts.current?.beforeSave() === false) return false;
    const obstacles = model.obstacles();
    if (obstacles.length > 0) {
      setError(obstacles.join(" "));
      return false;
    }
    const wasNew = model.isNew;
    try {
      await model.save();
    } catch (reason) {
      setError(sentenceOf(reason));
      return false;
    } finally {
      if (wasNew && !model.isNew)
        router.rename({ page: "record", table: model.table.name, id: model.id, formId: form.id });
    }
    scripts.current?.afterSave();
    return true;
  }, [model, router, form.id, scripts]);
  saveByScript.current = save;

  useLeaveGuard(environment, model, save);
  const isFront = React.useContext(FrontContext);
  useSaveShortcut(isReadOnly || !isFront ? undefined : save);
  usePageTitle(model.title);

  return (
    <FormHostProvider value={host}>
      <div className={styles.page}>
        <FormCommands
          model={model}
          access={access}
          isReadOnly={isReadOnly}
          ribbon={ribbon}
          save={save}
          onError={setError}
        />
        {error && (
          <MessageBar intent="error" layout="multiline" role="alert">
            <MessageBarBody>
              <MessageBarTitle>Not done</MessageBarTitle>
              {error}
            </MessageBarBody>
          </MessageBar>
        )}
        <FormNotices notices={notices} />
        {isReadOnly && !model.isNew && (
          <MessageBar>
            <MessageBarBody>
              {model.isInactive
                ? `Read-only: this ${model.table.label} is ${model.formatted("statecode").toLowerCase()}.`
                : "Read-only: you may not change this row."}
            </MessageBarBody>
          </MessageBar>
        )}
        <header className={styles.header}>
          <div>
            <Title3 as="h1" className={styles.title}>
              {model.title}
            </Title3>{" "}
            <Text role="status">
              {model.phase === "saving" ? "Saving" : model.isNew || model.isDirty ? "Unsaved" : "Saved"}
            </Text>
            <div>
              <Text size={200}>{model.table.label}</Text>
            </div>
          </div>
          <div className={styles.facts}>
            {!model.isNew && model.state !== undefined && (
              <Badge appearance="tint" color={model.isInactive ? "informative" : "success"} size="large">
                {model.formatted("statuscode") || model.formatted("statecode")}
              </Badge>
            )}
            {form.header.map(cell => (
              <HeaderFact key={cell.id} cell={cell} model={model} />
            ))}
          </div>
        </header>
        <FormTabs form={form} model={model} />
      </div>
    </FormHostProvider>
  );
}

function HeaderFact({ cell, model }: { cell: FormCell; model: FormModel }): React.ReactElement | null {
  const styles = useStyles();
  const column = cell.control?.column;
  if (!column || !cell.visible || !model.table.columns.has(column)) return null;
  return (
    <div className={styles.fact}>
      <Text weight="semibold">{model.formatted(column) || "---"}</Text>
      <Text size={200}>{cell.label || model.table.columns.get(column)?.label}</Text>
    </div>
  );
}

/** Nobody loses what was typed: leaving asks. */
function useLeaveGuard({ router, dialogs }: Environment, model: FormModel, save: () => Promise<boolean>): void {
  React.useEffect(() => {
    const release = router.setGuard(async reveal => {
      if (!model.isDirty) return true;
      reveal();
      const choice = await unsavedDialog(dialogs);
      if (choice === "save") return save();
      return choice === "discard";
    });
    const warn = (event: BeforeUnloadEvent) => {
      if (model.isDirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      release();
      window.removeEventListener("beforeunload", warn);
    };
  }, [router, dialogs, model, save]);
}

function useSaveShortcut(save: (() => Promise<boolean>) | undefined): void {
  React.useEffect(() => {
    if (!save) return;
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      // A field hands its text over when it loses the focus.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      void save();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [save]);
}
