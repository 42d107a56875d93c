import * as React from "react";
import type { Draft, Fields } from "../model/drafts";
import type { DataError } from "../model/ports";
import type { Session } from "../model/session";

interface FormWork<Typed extends Fields, Problems> {
  /** What sends that which was typed, or what is wrong with it. */
  check(
    typed: Typed,
    draft: Draft,
  ): { readonly send: (draft: Draft) => Promise<void> } | { readonly problems: Problems };
  /** The form is gone, and the focus with it. */
  onGone(): void;
  /** What is told of a refused or failed save. */
  wordFailure(error: DataError): string;
}

interface Form<Typed extends Fields, Problems> {
  readonly ref: React.RefObject<HTMLFormElement>;
  readonly fields: Typed;
  /** Undefined once it is saved or given up. */
  readonly draft: Draft | undefined;
  set(change: Partial<Typed>): void;
  readonly problems: Problems;
  /** Why it was not saved, where no field is to blame. */
  readonly refusal: string | undefined;
  readonly saving: boolean;
  readonly submit: React.FormEventHandler;
  cancel(): void;
}

/**
 * What all forms of the widget have in common: what is typed and how far its saving is lie in a draft, what is wrong gets
 * the focus, and while it is being saved nothing can be typed, pressed or given up.
 */
export function useForm<Typed extends Fields, Problems extends object>(
  session: Session,
  name: string,
  work: FormWork<Typed, Problems>,
): Form<Typed, Problems> {
  const { drafts } = session;
  const [problems, setProblems] = React.useState({} as Problems);
  const [, redraw] = React.useReducer((drawn: number) => drawn + 1, 0);
  const ref = React.useRef<HTMLFormElement>(null);
  const draft = drafts.get(name);
  const typed = React.useRef({} as Fields);
  if (draft) typed.current = draft.fields;
  const fields = typed.current as Typed;
  const failure = draft?.failure;
  const gone = React.useRef(work.onGone);
  gone.current = work.onGone;
  // Before the form is taken away: afterwards nobody knows where the focus was.
  React.useLayoutEffect(
    () => () => {
      if (!drafts.isOpen(name) && ref.current?.contains(document.activeElement)) gone.current();
    },
    [drafts, name],
  );
  React.useEffect(() => {
    // Opened at the end of a card that scrolls, most of it would be out of sight.
    ref.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  React.useEffect(() => {
    // Whoever types is led to the first field that is wrong; a refusal of the server is scrolled to and announced.
    const wrong = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else ref.current?.querySelector("[data-refusal]")?.scrollIntoView?.({ block: "nearest" });
  }, [problems, failure]);

  return {
    ref,
    fields,
    draft,
    set: change => {
      drafts.keep(name, { ...fields, ...change });
      redraw();
    },
    problems,
    refusal: failure && work.wordFailure(failure),
    saving: draft?.saving === true,
    submit: event => {
      event.preventDefault();
      if (!draft || draft.saving) return;
      const checked = work.check(fields, draft);
      setProblems("problems" in checked ? checked.problems : ({} as Problems));
      if ("send" in checked) void drafts.save(name, checked.send);
    },
    cancel: () => drafts.close(name),
  };
}
