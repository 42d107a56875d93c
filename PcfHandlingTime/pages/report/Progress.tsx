import {
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  ProgressBar,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { wordRefusal } from "../shared/frameTexts";
import type { ReportView } from "./reportModel";
import type { Words } from "./words";

const useStyles = makeStyles({
  reading: { display: "flex", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalM) },
  bar: { flexGrow: 1, maxWidth: "600px" },
  place: { minHeight: "32px", "@media print": { display: "none" } },
});

interface Props {
  readonly view: ReportView;
  readonly words: Words;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** How far the reading is, and what came of it. Numbers that are not all say so. */
export function Progress({ view, words, onCancel, onRetry }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  if (view.phase === "idle") return <div className={styles.place} />;
  const { phase, report, progress, refusal, withoutActivities } = view;
  const retry = (
    <MessageBarActions>
      <Button onClick={onRetry}>{text("Frame_Retry")}</Button>
    </MessageBarActions>
  );
  return (
    <div className={styles.place}>
      {phase === "reading" && (
        <div className={styles.reading}>
          <Field className={styles.bar} validationState="none" validationMessage={text("Report_Reading")}>
            <ProgressBar aria-label={text("Report_Reading")} value={progress || undefined} />
          </Field>
          <Button onClick={onCancel}>{text("Report_Cancel")}</Button>
        </div>
      )}
      {phase === "failed" && refusal && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            {refusal.kind === "tooMany" ? text("Report_TooMany") : wordRefusal(text, refusal)}{" "}
            {report && text("Report_Incomplete")}
          </MessageBarBody>
          {retry}
        </MessageBar>
      )}
      {phase === "cancelled" && (
        <MessageBar intent="warning" layout="multiline" role="status">
          <MessageBarBody>
            {text("Report_Cancelled")} {report && text("Report_Incomplete")}
          </MessageBarBody>
          {retry}
        </MessageBar>
      )}
      {withoutActivities && (
        <MessageBar intent="warning" layout="multiline" role="status">
          <MessageBarBody>{text("Report_WithoutActivities")}</MessageBarBody>
        </MessageBar>
      )}
      <span role="status">
        {phase === "done" && report && report.lines.length === 0 && text("Report_Empty")}
        {phase === "done" &&
          report &&
          report.lines.length > 0 &&
          text("Report_Done", formats.number(report.lines.length))}
      </span>
    </div>
  );
}
