import type { Formats } from "../shared/formats";
import { csv } from "./csv";
import type { DateRange } from "./dateRange";
import type { Line, Report } from "./reportModel";
import type { Grouping } from "./sources";
import type { ReportKey, ReportTexts } from "./texts";

/** What the report's parts are given to word their numbers. */
export interface Words {
  readonly text: ReportTexts;
  readonly formats: Formats;
}

const keyTexts: Readonly<Record<string, ReportKey>> = {
  automatic: "Report_Automatic",
  adjusted: "Report_Adjusted",
  logs: "Report_Logs",
  activities: "Report_Activities",
  none: "Report_NoReason",
  other: "Report_NoLog",
};

/** What a line is called. */
export function labelOf(line: Pick<Line, "key" | "label">, by: Grouping, { text, formats }: Words): string {
  if (by === "day") return formats.date(line.key);
  const key = by === "category" || by === "reason" ? keyTexts[line.key] : undefined;
  return key ? text(key) : (line.label ?? text("Report_Unnamed"));
}

/** The whole report as a file, with numbers that a spreadsheet can add up: seconds. */
export function reportCsv(report: Report, words: Words): string {
  const { text } = words;
  const measures = (["Report_Automatic", "Report_Logs", "Report_Activities", "Report_Total"] as const).map(key =>
    text("Report_Seconds", text(key)),
  );
  return csv([
    [text(`Report_By_${report.by}`), ...measures],
    ...report.lines.map(line => [
      // A date of the calendar is one in any spreadsheet.
      report.by === "day" ? line.key : labelOf(line, report.by, words),
      line.automatic,
      line.logs,
      line.activities,
      line.total,
    ]),
  ]);
}

export function csvName(report: Report, { from, to }: DateRange): string {
  return `handling-time_${report.by}_${from}_${to}.csv`;
}
