import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import * as React from "react";
import { parseDuration, type DurationProblem } from "../model/duration";
import type { Session } from "../model/session";
import type { TextKey } from "../model/texts";
import type { Wording } from "./shared";
import * as styles from "./styles";

interface AddLogProps {
  readonly session: Session;
  readonly wording: Wording;
  readonly onDone: () => void;
}

/** casetime_reasoncategory. */
const reasons: readonly { readonly value: number; readonly key: TextKey }[] = [
  { value: 735500000, key: "Reason_Research" },
  { value: 735500001, key: "Reason_Collaboration" },
  { value: 735500002, key: "Reason_ExternalTool" },
  { value: 735500003, key: "Reason_Miscellaneous" },
];

const problems: Record<DurationProblem, TextKey> = {
  empty: "Log_DurationEmpty",
  unreadable: "Log_DurationUnreadable",
  notPositive: "Log_DurationNotPositive",
  tooLong: "Log_DurationTooLong",
};

interface Problems {
  readonly duration?: string | undefined;
  readonly start?: string | undefined;
  readonly reason?: string | undefined;
  readonly server?: string;
}

/** The longest reason, in characters (data-model: casetime_reason). */
const longestReason = 2000;

/** The form that logs time by hand. What is wrong stands beside its field; the server's sentence is shown as it is. */
export function AddLog({ session, wording, onDone }: AddLogProps): React.ReactElement {
  const { text } = wording;
  const [duration, setDuration] = React.useState("");
  const [chosenStart, setChosenStart] = React.useState<{ date: string; time: string }>();
  const [reason, setReason] = React.useState(String(reasons[0]?.value));
  const [reasonText, setReasonText] = React.useState("");
  const [shownProblems, setShownProblems] = React.useState<Problems>({});
  const [saving, setSaving] = React.useState(false);
  const form = React.useRef<HTMLFormElement>(null);
  React.useEffect(() => {
    // Whoever types is led to the first field that is wrong; a refusal of the server is scrolled to and announced.
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else form.current?.querySelector("[data-refusal]")?.scrollIntoView?.({ block: "nearest" });
  }, [shownProblems]);

  const parsed = parseDuration(duration);
  // Until the rep chooses a start, the log is taken to end now.
  const untilNow = new Date(session.now().getTime() - ("seconds" in parsed ? parsed.seconds * 1000 : 0));
  const start = chosenStart ?? { date: localDate(untilNow), time: localTime(untilNow) };

  const save = async () => {
    const startInstant = chosenStart ? new Date(`${chosenStart.date}T${chosenStart.time}`) : untilNow;
    const found = {
      duration: "problem" in parsed ? text(problems[parsed.problem]) : undefined,
      start: Number.isNaN(startInstant.getTime()) ? text("Log_StartMissing") : undefined,
      reason:
        reasonText.length > longestReason
          ? text("Log_ReasonTooLong", wording.number(longestReason), wording.number(reasonText.length))
          : undefined,
    };
    setShownProblems(found);
    if ("problem" in parsed || found.start !== undefined || found.reason !== undefined) return;
    setSaving(true);
    try {
      const draft = {
        seconds: parsed.seconds,
        start: startInstant,
        reasonCategory: Number(reason),
        reason: reasonText,
      };
      await session.addLog(draft);
      onDone();
    } catch (error) {
      const sentence = error instanceof Error ? error.message : "";
      setShownProblems({ server: sentence === "" ? text("Log_Failed") : sentence });
      setSaving(false);
    }
  };
  return (
    <form
      ref={form}
      aria-label={text("Action_Add")}
      style={styles.column}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!saving) void save();
      }}
    >
      <Field
        label={text("Log_Duration")}
        hint={text("Log_DurationHint")}
        validationMessage={shownProblems.duration}
        validationState={shownProblems.duration === undefined ? "none" : "error"}
        required
      >
        <Input value={duration} autoFocus onChange={(_, { value }) => setDuration(value)} />
      </Field>
      <div style={styles.row}>
        <Field label={text("Log_Date")} validationMessage={shownProblems.start}>
          <Input
            type="date"
            value={start.date}
            onChange={(_, { value }) => setChosenStart({ ...start, date: value })}
          />
        </Field>
        <Field label={text("Log_Start")}>
          <Input
            type="time"
            value={start.time}
            onChange={(_, { value }) => setChosenStart({ ...start, time: value })}
          />
        </Field>
      </div>
      <Field label={text("Log_Reason")}>
        <Select value={reason} onChange={(_, { value }) => setReason(value)}>
          {reasons.map(({ value, key }) => (
            <option key={value} value={value}>
              {text(key)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text("Log_ReasonText")} validationMessage={shownProblems.reason}>
        <Textarea value={reasonText} onChange={(_, { value }) => setReasonText(value)} />
      </Field>
      {shownProblems.server !== undefined && (
        <div role="alert" data-refusal style={styles.warning}>
          {shownProblems.server}
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

function localDate(instant: Date): string {
  return [instant.getFullYear(), two(instant.getMonth() + 1), two(instant.getDate())].join("-");
}

function localTime(instant: Date): string {
  return `${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
