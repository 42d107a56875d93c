import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";
import { FormModel } from "../../forms/formModel";
import { FormDefinition } from "../../forms/formXml";
import { sentenceOf } from "../../platform/webApi";
import { FormScripts } from "../../xrm/formScripts";

export interface FormNotice {
  text: string;
  /** INFO, WARNING or ERROR. */
  level: string;
}

type Notices = ReadonlyMap<string, FormNotice>;

interface RunningScripts {
  scripts: React.MutableRefObject<FormScripts | undefined>;
  notices: Notices;
}

/** Runs the form's scripts as long as the form is open. */
export function useFormScripts(
  form: FormDefinition,
  model: FormModel,
  isReadOnly: boolean,
  save: React.MutableRefObject<() => Promise<boolean>>,
  onError: (error: string) => void,
): RunningScripts {
  const scripts = React.useRef<FormScripts>();
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
      },
      fail,
    );
    scripts.current = running;
    running.start().catch(fail);
    return () => {
      running.dispose();
      scripts.current = undefined;
    };
  }, [form, model, save, onError]);
  return { scripts, notices };
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
