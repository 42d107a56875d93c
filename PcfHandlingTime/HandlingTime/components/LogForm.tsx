import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import * as React from "react";
import type { Draft } from "../model/drafts";
import type { DurationProblem } from "../model/duration";
import { checkLog, longestReason, shownStart, type LogFields, type LogProblems } from "../model/logForm";
import { ConflictError, GoneError, UnansweredError, type DataError, type LogDraft, type LogItem } from "../model/ports";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import { useForm } from "./form";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface LogFormProps {
  readonly session: Session;
  readonly wording: Wording;
  /** Its name among the open drafts. */
  readonly form: string;
  readonly label: string;
  /** The log that is changed, as it is now; undefined for a new one, and for one that is no longer there. */
  readonly log?: LogItem;
  readonly maximumSeconds: number;
  readonly onSave: (log: LogDraft, draft: Draft) => Promise<void>;
  /** The form is gone, and the focus with it. */
  readonly onGone: () => void;
}

/** casetime_reasoncategory. */
export const reasons: readonly { readonly value: number; readonly key: TextKey }[] = [
  { value: 735500000, key: "Reason_Research" },
  { value: 735500001, key: "Reason_Collaboration" },
  { value: 735500002, key: "Reason_ExternalTool" },
  { value: 735500003, key: "Reason_Miscellaneous" },
];

const durationProblems: Record<DurationProblem, TextKey> = {
  empty: "Log_DurationEmpty",
  unreadable: "Log_DurationUnreadable",
  notPositive: "Log_DurationNotPositive",
  tooLong: "Log_DurationTooLong",
};

const startProblems: Record<NonNullable<LogProblems["start"]>, TextKey> = {
  missing: "Log_StartMissing",
  future: "Log_StartInFuture",
  endsInFuture: "Log_EndInFuture",
};

/** The form of a time log. What is wrong stands beside its field; the server's sentence is shown as it is. */
export function LogForm(props: LogFormProps): React.ReactElement {
  const { session, wording, log, maximumSeconds, label, onSave, onGone } = props;
  const { text, number } = wording;
  const context = {
    limits: { maximumSeconds, words: wording.durationWords },
    now: session.now(),
    offset: wording.offset,
  };
  const form = useForm<LogFields, LogProblems>(session, props.form, {
    check: (typed, draft) => {
      const checked = checkLog(typed, context, draft.log);
      return "problems" in checked ? checked : { send: sent => onSave(checked.draft, sent) };
    },
    onGone,
    wordFailure: error => wordFailure(error, text),
  });
  const { ref, fields, draft, set, problems, refusal, saving, submit } = form;
  const outdated = draft?.outdated === true && !saving;
  React.useEffect(() => {
    if (outdated && log) session.drafts.renew(props.form, log);
  }, [session, props.form, outdated, log]);
  const start = shownStart(fields, context);
  const chooseStart = (change: Partial<LogFields>) => set({ ...start, ...change, startChosen: "yes" });
  return (
    <form ref={ref} aria-label={label} aria-busy={saving} style={styles.column} noValidate onSubmit={submit}>
      <Field
        label={text("Log_Duration")}
        hint={text("Log_DurationHint")}
        validationMessage={
          problems.duration && text(durationProblems[problems.duration], wording.duration(maximumSeconds))
        }
        validationState={problems.duration ? "error" : "none"}
        required
      >
        <Input value={fields.duration} autoFocus onChange={(_, { value }) => set({ duration: value })} />
      </Field>
      <div style={styles.row}>
        <Field label={text("Log_Date")} validationMessage={problems.start && text(startProblems[problems.start])}>
          <Input type="date" value={start.date} onChange={(_, { value }) => chooseStart({ date: value })} />
        </Field>
        <Field label={text("Log_Start")}>
          <Input type="time" value={start.time} onChange={(_, { value }) => chooseStart({ time: value })} />
        </Field>
      </div>
      <Field label={text("Log_Reason")}>
        <Select value={fields.category} onChange={(_, { value }) => set({ category: value })}>
          {draft?.log && draft.log.reasonCategory === undefined && <option value="">{text("Reason_None")}</option>}
          {reasons.map(({ value, key }) => (
            <option key={value} value={value}>
              {text(key)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={text("Log_ReasonText")}
        validationMessage={
          problems.reason && text("Log_ReasonTooLong", number(longestReason), number(fields.reason.length))
        }
      >
        <Textarea dir="auto" value={fields.reason} onChange={(_, { value }) => set({ reason: value })} />
      </Field>
      {refusal !== undefined && (
        <div role="alert" data-refusal style={styles.warning}>
          {refusal}
        </div>
      )}
      <div style={styles.row}>
        <Button type="submit" appearance="primary" size="small" disabledFocusable={saving}>
          {text("Action_Save")}
        </Button>
        <Button size="small" disabledFocusable={saving} onClick={form.cancel}>
          {text("Action_Cancel")}
        </Button>
      </div>
    </form>
  );
}

function wordFailure(error: DataError, text: Wording["text"]): string {
  if (error instanceof GoneError) return text("Log_Gone");
  if (error instanceof ConflictError) return text("Log_ConflictKept");
  if (error instanceof UnansweredError) return text("Save_Unanswered");
  return error.message || text("Log_Failed");
}
