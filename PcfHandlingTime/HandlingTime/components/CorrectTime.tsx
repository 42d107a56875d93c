import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import * as React from "react";
import { parseCorrection, type CorrectionProblem } from "../model/duration";
import { checkCorrection, longestReason, type CorrectionFields, type CorrectionProblems } from "../model/logForm";
import { SavedBeforeError, UnansweredError } from "../model/ports";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import type { RepTotals } from "../model/totals";
import { useForm } from "./form";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface CorrectTimeProps {
  readonly session: Session;
  readonly wording: Wording;
  /** Its name among the open drafts. */
  readonly form: string;
  /** Whose automatic time is corrected. */
  readonly rep: RepTotals;
  readonly maximumSeconds: number;
  /** The form is gone, and the focus with it. */
  readonly onGone: () => void;
}

export const emptyCorrection: CorrectionFields = { by: "", reason: "" };

const byProblems: Record<CorrectionProblem, TextKey> = {
  empty: "Correct_Empty",
  unreadable: "Correct_Unreadable",
  unsigned: "Correct_Unsigned",
  zero: "Correct_Zero",
  tooLong: "Correct_TooLong",
  belowZero: "Correct_BelowZero",
};

const reasonProblems: Record<NonNullable<CorrectionProblems["reason"]>, TextKey> = {
  missing: "Correct_ReasonMissing",
  tooLong: "Log_ReasonTooLong",
};

/** Corrects a rep's automatic time by a row of its own, with a reason; what was recorded stays as it is. */
export function CorrectTime(props: CorrectTimeProps): React.ReactElement {
  const { session, wording, form, rep, maximumSeconds, onGone } = props;
  const { text, number, duration } = wording;
  const limits = { maximumSeconds, words: wording.durationWords };
  const { ref, fields, set, problems, refusal, saving, submit, cancel } = useForm<CorrectionFields, CorrectionProblems>(
    session,
    form,
    {
      check: (typed, { doubtful }) => {
        // Where an earlier try may have been taken, only the server knows what there is to take away.
        const checked = checkCorrection(typed, doubtful ? Infinity : rep.automatic, limits);
        if ("problems" in checked) return checked;
        const correction = { rep, seconds: checked.seconds, reason: typed.reason };
        return { send: ({ id }) => session.editing.correct(correction, id) };
      },
      onGone,
      wordFailure: error => {
        if (error instanceof SavedBeforeError) return text("Correct_SavedBefore", wording.correction(error.seconds));
        if (error instanceof UnansweredError) return text("Save_Unanswered");
        return error.message || text("Correct_Failed");
      },
    },
  );
  const parsed = parseCorrection(fields.by, rep.automatic, limits);
  const most = duration(problems.by === "belowZero" ? rep.automatic : maximumSeconds);
  const reasonTold = problems.reason && reasonProblems[problems.reason];
  return (
    <form
      ref={ref}
      aria-label={text("History_Correct", rep.name)}
      aria-busy={saving}
      style={styles.column}
      noValidate
      onSubmit={submit}
    >
      <Field
        label={text("Correct_By")}
        hint={
          "seconds" in parsed
            ? text("Correct_Result", duration(rep.automatic + parsed.seconds))
            : text("Correct_Hint", duration(rep.automatic))
        }
        validationMessage={problems.by && text(byProblems[problems.by], most)}
        validationState={problems.by ? "error" : "none"}
        required
      >
        <Input value={fields.by} autoFocus dir="ltr" onChange={(_, { value }) => set({ by: value })} />
      </Field>
      <Field
        label={text("Log_ReasonText")}
        validationMessage={reasonTold && text(reasonTold, number(longestReason), number(fields.reason.length))}
        validationState={problems.reason ? "error" : "none"}
        required
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
        <Button size="small" disabledFocusable={saving} onClick={cancel}>
          {text("Action_Cancel")}
        </Button>
      </div>
    </form>
  );
}
