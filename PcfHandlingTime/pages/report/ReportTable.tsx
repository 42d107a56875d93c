import {
  Link,
  makeStyles,
  mergeClasses,
  shorthands,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { hasTrackers } from "./drillDown";
import type { Line, Report } from "./reportModel";
import { labelOf, type Words } from "./words";

const useStyles = makeStyles({
  frame: { overflowX: "auto", "@media print": { overflowX: "visible" } },
  table: { tableLayout: "auto", maxWidth: "1000px" },
  label: {
    minWidth: "96px",
    overflowWrap: "anywhere",
    ...shorthands.padding(tokens.spacingVerticalS, tokens.spacingHorizontalS),
  },
  number: {
    textAlign: "end",
    fontVariantNumeric: "tabular-nums",
    ...shorthands.padding(0, tokens.spacingHorizontalXS),
  },
  head: { textAlign: "end", verticalAlign: "bottom", ...shorthands.padding(tokens.spacingVerticalXS) },
  lineHead: {
    textAlign: "start",
    verticalAlign: "bottom",
    ...shorthands.padding(tokens.spacingVerticalXS, tokens.spacingHorizontalS),
  },
  sum: { fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  readonly report: Report;
  /** Those of the screen. */
  readonly lines: readonly Line[];
  readonly words: Words;
  readonly onOpen: (line: Line) => void;
}

const measures = [
  ["automatic", "Report_Automatic"],
  ["logs", "Report_Logs"],
  ["activities", "Report_Activities"],
  ["total", "Report_Total"],
] as const;

export function ReportTable({ report, lines, words, onOpen }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  const numbers = (line: Line) =>
    measures.map(([measure]) => (
      <TableCell key={measure} className={styles.number} data-measure={measure} data-seconds={line[measure]}>
        {formats.hours(line[measure])}
      </TableCell>
    ));
  return (
    <div className={styles.frame} role="region" aria-label={text("Report_Title")} tabIndex={0}>
      <Table className={styles.table} noNativeElements={false} size="small">
        <TableHeader>
          <TableRow>
            <th scope="col" className={mergeClasses(styles.label, styles.lineHead)}>
              {text(`Report_By_${report.by}`)}
            </th>
            {measures.map(([measure, key]) => (
              <th key={measure} scope="col" className={styles.head}>
                {text("Report_Hours", text(key))}
              </th>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {lines.map(line => (
            <TableRow key={line.key} data-key={line.key}>
              <TableCell className={styles.label}>
                {hasTrackers(report.by, line.key) ? (
                  <Link as="button" onClick={() => onOpen(line)}>
                    {labelOf(line, report.by, words)}
                  </Link>
                ) : (
                  labelOf(line, report.by, words)
                )}
              </TableCell>
              {numbers(line)}
            </TableRow>
          ))}
          <TableRow className={styles.sum} data-key="sum">
            <TableCell className={styles.label}>{text("Report_Sum")}</TableCell>
            {numbers(report.sum)}
          </TableRow>
        </TableBody>
      </Table>
    </div>
  );
}
