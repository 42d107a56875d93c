import * as React from "react";
import type { Fields } from "../model/drafts";
import { DataError } from "../model/ports";
import type { Session } from "../model/session";

interface FormWork<Typed extends Fields, Problems> {
  /** Sends what was typed, or tells what is wrong with it. */
  check(typed: Typed): Promise<Problems | undefined>;
  onDone(): void;
  /** What is told of a refused or failed save. */
  wordFailure(error: DataError): string;
}

interface Form<Typed extends Fields, Problems> {
  readonly ref: React.RefObject<HTMLFormElement>;
  readonly fields: Typed;
  set(change: Partial<Typed>): void;
  readonly problems: Problems;
  /** Why it was not saved, where no field is to blame. */
  readonly refusal: string | undefined;
  readonly saving: boolean;
  readonly submit: React.FormEventHandler;
}

/**
 * What all forms of the widget have in common: what is typed is kept as a draft, what is wrong gets the focus, and a
 * second press while saving does nothing.
 */
export function useForm<Typed extends Fields, Problems extends object>(
  session: Session,
  name: string,
  work: FormWork<Typed, Problems>,
): Form<Typed, Problems> {
  const [fields, setFields] = React.useState(() => session.drafts.fields(name) as Typed);
  const [problems, setProblems] = React.useState({} as Problems);
  const [refusal, setRefusal] = React.useState<string>();
  const [saving, setSaving] = React.useState(false);
  const ref = React.useRef<HTMLFormElement>(null);
  const mounted = React.useRef(true);
  React.useEffect(() => {
    // Opened at the end of a card that scrolls, most of it would be out of sight.
    ref.current?.scrollIntoView?.({ block: "nearest" });
    return () => void (mounted.current = false);
  }, []);
  React.useEffect(() => {
    // Whoever types is led to the first field that is wrong; a refusal of the server is scrolled to and announced.
    const wrong = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else ref.current?.querySelector("[data-refusal]")?.scrollIntoView?.({ block: "nearest" });
  }, [problems, refusal]);

  const save = async () => {
    setRefusal(undefined);
    setSaving(true);
    try {
      const found = await work.check(fields);
      if (found === undefined) {
        session.drafts.close(name);
        work.onDone();
      } else setProblems(found);
    } catch (error) {
      if (!mounted.current) return;
      setProblems({} as Problems);
      setRefusal(work.wordFailure(error instanceof DataError ? error : new DataError("")));
    }
    // A form that is gone, saved or hidden meanwhile, shows nothing.
    if (mounted.current) setSaving(false);
  };
  return {
    ref,
    fields,
    set: change => {
      const typed = { ...fields, ...change };
      setFields(typed);
      session.drafts.keep(name, typed);
    },
    problems,
    refusal,
    saving,
    submit: event => {
      event.preventDefault();
      if (!saving) void save();
    },
  };
}
