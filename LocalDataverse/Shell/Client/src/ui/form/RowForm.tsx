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
import { FormFrames } from "../../forms/formFrames";
import { FormModel } from "../../forms/formModel";
import { FormDefinition } from "../../forms/formXml";
import { sentenceOf } from "../../platform/webApi";
import { Environment, useEnvironment } from "../Environment";
import { unsavedDialog } from "../dialogs/messages";
import { useChanges } from "../hooks";
import { FrontContext, usePageTitle } from "../workspace/front";
import { Fact } from "./Fact";
import { FormCommands } from "./FormCommands";
import { FormFooter } from "./FormFooter";
import { FormHostProvider } from "./FormHost";
import { FormSelector } from "./FormSelector";
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
});

interface Props {
  forms: FormDefinition[];
  form: FormDefinition;
  model: FormModel;
  access: ReadonlySet<string>;
  /** Another form of the table is to show the row. */
  onForm: (formId: string) => void;
}

export function RowForm({ forms, form, model, access, onForm }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { router } = environment;
  const [error, setError] = React.useState("");
  const subscribe = React.useCallback((listener: () => void) => model.subscribe(listener), [model]);
  useChanges(subscribe);
  const isReadOnly = model.isInactive || !access.has("WriteAccess");
  const frames = React.useMemo(() => new FormFrames(), [form, model]);
  const host = React.useMemo(() => ({ form, model, isReadOnly, frames }), [form, model, isReadOnly, frames]);

  // Scripts save through the form, and the form asks the scripts before it saves.
  const saveByScript = React.useRef<() => Promise<boolean>>(() => Promise.resolve(false));
  const { scripts, notices, ribbon } = useFormScripts(host, saveByScript, setError);

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
      // Somebody else may have closed the row meanwhile: the form is to say so. What was typed stays.
      if (!model.isNew) await model.reload().catch((failed: unknown) => setError(sentenceOf(failed)));
      return false;
    } finally {
      if (wasNew && !model.isNew)
        router.rename({ page: "record", table: model.table.name, id: model.id, formId: form.id });
    }
    scripts.current?.afterSave();
    return true;
  }, [model, router, form.id, scripts]);
  saveByScript.current = save;

  const selectForm = async (formId: string) => {
    if (model.isDirty && !(await mayDiscard(environment, save))) return;
    model.discard();
    router.rename({ page: "record", table: model.table.name, id: model.id || undefined, formId });
    onForm(formId);
  };

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
            <FormSelector forms={forms} current={form} onSelect={formId => void selectForm(formId)} />
          </div>
          <div className={styles.facts}>
            {!model.isNew && model.state !== undefined && (
              <Badge appearance="tint" color={model.isInactive ? "informative" : "success"} size="large">
                {model.formatted("statuscode") || model.formatted("statecode")}
              </Badge>
            )}
            {form.header.map(cell => (
              <Fact key={cell.id} cell={cell} model={model} />
            ))}
          </div>
        </header>
        <FormTabs form={form} model={model} />
        <FormFooter cells={form.footer} model={model} isReadOnly={isReadOnly} onSave={() => void save()} />
      </div>
    </FormHostProvider>
  );
}

/** @returns whether the form may go: the changes were saved, or are not wanted. */
async function mayDiscard({ dialogs }: Pick<Environment, "dialogs">, save: () => Promise<boolean>): Promise<boolean> {
  const choice = await unsavedDialog(dialogs);
  return choice === "save" ? save() : choice === "discard";
}

/** Nobody loses what was typed: leaving asks. */
function useLeaveGuard({ router, dialogs }: Environment, model: FormModel, save: () => Promise<boolean>): void {
  React.useEffect(() => {
    const release = router.setGuard(async reveal => {
      if (!model.isDirty) return true;
      reveal();
      return mayDiscard({ dialogs }, save);
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
