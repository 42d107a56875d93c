import { VerticalStackedBarChart } from "@fluentui/react-charts";
import { makeStyles, tokens } from "@fluentui/react-components";
import * as React from "react";
import type { Line } from "./reportModel";
import type { Grouping } from "./sources";
import { labelOf, type Words } from "./words";

const useStyles = makeStyles({
  chart: { height: "320px", width: "100%", overflowX: "hidden", "@media print": { breakInside: "avoid" } },
});

const series = [
  ["automatic", "Report_Automatic", tokens.colorBrandBackground],
  ["logs", "Report_Logs", tokens.colorPaletteDarkOrangeBackground3],
  ["activities", "Report_Activities", tokens.colorPaletteLightGreenBackground3],
] as const;

/** With more bars than this their names stand aslant. */
const rotatedFrom = 8;

interface Props {
  readonly lines: readonly Line[];
  readonly by: Grouping;
  readonly words: Words;
}

/** The lines as bars, stacked by kind of time. A correction that takes time away has no bar; the table tells it. */
export function ReportChart({ lines, by, words }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  const labels = distinct(lines.map(line => labelOf(line, by, words)));
  const data = lines.map((line, i) => ({
    xAxisPoint: labels[i] ?? line.key,
    chartData: series.map(([measure, key, color]) => ({
      legend: text(key),
      data: Math.max(0, line[measure]) / 3600,
      yAxisCalloutData: formats.hours(line[measure]),
      color,
    })),
  }));
  return (
    <div className={styles.chart}>
      <VerticalStackedBarChart
        chartTitle={text("Report_Chart")}
        data={data}
        yAxisTitle={text("Report_HoursAxis")}
        barWidth="auto"
        maxBarWidth={40}
        hideLabels
        rotateXAxisLables={lines.length > rotatedFrom}
        showXAxisLablesTooltip={lines.length <= rotatedFrom}
        // The chart leaves out the first label altogether where it would reach beyond the axis.
        noOfCharsToTruncate={14}
        roundedTicks
        height={320}
      />
    </div>
  );
}

/** The chart takes bars of one name for one bar: a mark that is not seen tells them apart. */
function distinct(labels: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return labels.map(label => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return label + "\u2060".repeat(before);
  });
}
