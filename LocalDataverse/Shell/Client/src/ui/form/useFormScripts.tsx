import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";
import { sentenceOf } from "../../platform/webApi";
import { FormRibbon } from "../../ribbon/formRibbon";
import { FormScripts } from "../../xrm/formScripts";
import { useEnvironment } from "../Environment";
import { FormHost } from "./FormHost";

export interface FormNotice {
  text: string;
  /** INFO, WARNING or ERROR. */
  level: string;
}

type Notices = ReadonlyMap<string, FormNotice>;

interface RunningScripts {
  scripts: React.MutableRefObject<FormScripts | undefined>;
  notices: Notices;
  /** Commands that solutions brought; undefined until the form's scripts run. */
  ribbon: FormRibbon | undefined;
}

/** Runs the form's scripts as long as the form is open. */
export function useFormScripts(
  { form, model, isReadOnly, frames }: FormHost,
  save: React.MutableRefObject<() => Promise<boolean>>,
  onError: (error: string) => void,
): RunningScripts {
  const { customizations, formatter } = useEnvironment();
  const scripts = React.useRef<FormScripts>();
  const [ribbon, setRibbon] = React.useState<FormRibbon>();
  const readOnly = React.useRef(isReadOnly);
  readOnly.current = isReadOnly;
  const [notices, setNotices] = React.useState<Notices>(new Map());
  React.useEffect(() => {
    const fail = (error: unknown) => onError(`A form script failed: ${sentenceOf(error)}`);
    const running = new FormScripts(
      form,
      model,
      () => readOnly.current,
      {
        save: () => save.current(),
        refresh: () => model.reload(),
        setNotification: (id, text, level) => setNotices(before => new Map(before).set(id, { text, level })),
        clearNotification: id => setNotices(before => new Map([...before].filter(([key]) => key !== id))),
        getSource: control => frames.get(control),
        setSource: (control, source) => frames.set(control, source),
        refreshRibbon: () => void commands.refresh(),
      },
      fail,
    );
    const commands = new FormRibbon(
      () => customizations.commandsOf(model.table.name),
      { model, formContext: running.formContext, isReadOnly: () => readOnly.current, languageId: formatter.languageId },
      onError,
    );
    scripts.current = running;
    setRibbon(commands);
    // Rules see the form as its scripts left it on load; where a script fails, the commands come all the same.
    void running
      .start()
      .catch(fail)
      .then(() => commands.refresh());
    return () => {
      running.dispose();
      commands.dispose();
      scripts.current = undefined;
    };
  }, [form, model, frames, save, onError, customizations, formatter]);
  return { scripts, notices, ribbon };
}

const INTENTS: Record<string, "info" | "warning" | "error"> = { INFO: "info", WARNING: "warning", ERROR: "error" };

export function FormNotices({ notices }: { notices: Notices }): React.ReactElement {
  return (
    <>
      {[...notices].map(([id, { text, level }]) => (
        <MessageBar key={id} intent={INTENTS[level] ?? "info"}>
          <MessageBarBody>{text}</MessageBarBody>
        </MessageBar>
      ))}
    </>
  );
}
