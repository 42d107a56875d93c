import { Button, makeStyles, shorthands, Text, Title2, tokens } from "@fluentui/react-components";
import * as React from "react";
import { saveFile } from "../shared/saveFile";
import type { OffsetMinutes } from "../shared/timeZone";
import type { WebApi } from "../shared/webApi";
import { dayStarts, presetRange, rangeProblem } from "./dateRange";
import { Filters, type Choice } from "./Filters";
import { Progress } from "./Progress";
import { ReportModel, type ReportView } from "./reportModel";
import { ReportResult } from "./ReportResult";
import { csvName, reportCsv, type Words } from "./words";

const useStyles = makeStyles({
  page: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", ...shorthands.gap(tokens.spacingVerticalL) },
  title: { ...shorthands.margin(0) },
  bar: {
    display: "flex",
    flexWrap: "wrap",
    ...shorthands.gap(tokens.spacingHorizontalS),
    "@media print": { display: "none" },
  },
  printed: { display: "none", "@media print": { display: "block" } },
});

interface Props {
  readonly api: WebApi;
  readonly offset: OffsetMinutes;
  readonly words: Words;
  /** When the page was opened (ms since 1970): the presets go by it. */
  readonly now: number;
}

export function ReportPage({ api, offset, words, now }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  const [choice, setChoice] = React.useState<Choice>({
    preset: "last30",
    range: presetRange("last30", now, offset),
    by: "rep",
  });
  const [view, setView] = React.useState<ReportView>({ phase: "idle" });
  const model = React.useMemo(() => new ReportModel(api, setView), [api]);
  const { range, by } = choice;
  const problem = rangeProblem(range);
  const ask = () => {
    if (problem) model.cancel();
    else void model.ask({ by, days: dayStarts(range, offset), offset });
  };
  React.useEffect(ask, [model, range.from, range.to, by]);
  React.useEffect(() => () => model.cancel(), [model]);
  // Numbers that were read belong to another range than dates that are none.
  const shown: ReportView = problem ? { phase: "idle" } : view;
  const report = shown.phase === "idle" ? undefined : shown.report;
  const isWhole = shown.phase === "done" && report !== undefined && report.lines.length > 0;
  return (
    <div className={styles.page} data-state={shown.phase}>
      <Title2 as="h1" className={styles.title}>
        {text("Report_Title")}
      </Title2>
      {!problem && (
        <Text className={styles.printed}>{text("Report_Range", formats.date(range.from), formats.date(range.to))}</Text>
      )}
      <Filters choice={choice} problem={problem} now={now} offset={offset} words={words} onChange={setChoice} />
      <div className={styles.bar}>
        <Button onClick={ask} disabledFocusable={problem !== undefined}>
          {text("Report_Refresh")}
        </Button>
        <Button
          disabledFocusable={!isWhole}
          onClick={() => report && saveFile(csvName(report, range), "text/csv;charset=utf-8", reportCsv(report, words))}
        >
          {text("Report_Csv")}
        </Button>
        <Button disabledFocusable={!isWhole} onClick={() => window.print()}>
          {text("Report_Print")}
        </Button>
      </div>
      <Progress view={shown} words={words} onCancel={() => model.cancel()} onRetry={ask} />
      {report && report.lines.length > 0 && (
        <ReportResult key={`${report.by} ${range.from} ${range.to}`} {...{ api, report, offset, range, words }} />
      )}
    </div>
  );
}
