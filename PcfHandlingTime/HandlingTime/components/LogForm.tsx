import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import * as React from "react";
import type { DurationProblem } from "../model/duration";
import { checkLog, longestReason, shownStart, type LogFields, type LogProblems } from "../model/logForm";
import { ConflictError, type LogDraft, type LogItem } from "../model/ports";
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
  /** The log that is changed; undefined for a new one. */
  readonly log?: LogItem;
  readonly maximumSeconds: number;
  readonly onSave: (draft: LogDraft) => Promise<void>;
  /** Saved or given up. */
  readonly onDone: () => void;
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
  const { session, wording, log, maximumSeconds, label, onSave, onDone } = props;
  const { text, number } = wording;
  const context = {
    limits: { maximumSeconds, words: wording.durationWords },
    now: session.now(),
    offset: wording.offset,
  };
  const { ref, fields, set, problems, refusal, saving, submit } = useForm<LogFields, LogProblems>(session, props.form, {
    check: async typed => {
      const checked = checkLog(typed, context, log);
      if ("problems" in checked) return checked.problems;
      await onSave(checked.draft);
      return undefined;
    },
    onDone,
    wordFailure: error => (error instanceof ConflictError ? text("Log_Conflict") : error.message || text("Log_Failed")),
  });
  const start = shownStart(fields, context);
  const chooseStart = (change: Partial<LogFields>) => set({ ...start, ...change, startChosen: "yes" });
  return (
    <form ref={ref} aria-label={label} style={styles.column} noValidate onSubmit={submit}>
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
          {log && log.reasonCategory === undefined && <option value="">{text("Reason_None")}</option>}
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
        <Button size="small" onClick={onDone}>
          {text("Action_Cancel")}
        </Button>
      </div>
    </form>
  );
}
