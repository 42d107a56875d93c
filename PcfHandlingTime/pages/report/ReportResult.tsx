import { Button, makeStyles, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { addDays, startOfDate } from "../shared/localDays";
import type { OffsetMinutes } from "../shared/timeZone";
import type { WebApi } from "../shared/webApi";
import type { DateRange } from "./dateRange";
import { trackersAddress } from "./drillDown";
import { ReportChart } from "./ReportChart";
import type { Line, Report } from "./reportModel";
import { ReportTable } from "./ReportTable";
import { TrackerList } from "./TrackerList";
import { labelOf, type Words } from "./words";

const useStyles = makeStyles({
  result: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", ...shorthands.gap(tokens.spacingVerticalL) },
  pager: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    ...shorthands.gap(tokens.spacingHorizontalM),
    "@media print": { display: "none" },
  },
});

/** Lines of one screen: a month of days. */
const linesPerPage = 31;

interface Props {
  readonly api: WebApi;
  readonly report: Report;
  readonly range: DateRange;
  readonly offset: OffsetMinutes;
  readonly words: Words;
}

/** The numbers as bars and as a table, the same lines in both, and the time trackers behind a line. */
export function ReportResult({ api, report, range, offset, words }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  const [page, setPage] = React.useState(0);
  const [open, setOpen] = React.useState<Line>();
  const pages = Math.ceil(report.lines.length / linesPerPage);
  const first = Math.min(page, pages - 1) * linesPerPage;
  const lines = report.lines.slice(first, first + linesPerPage);
  const number = (value: number) => formats.number(value);
  const windowOf = ({ key }: Line) => {
    const days = report.by === "day" ? { from: key, to: key } : range;
    return { from: startOfDate(days.from, offset), to: startOfDate(addDays(days.to, 1), offset) };
  };
  return (
    <div className={styles.result}>
      <ReportChart lines={lines} by={report.by} words={words} />
      <ReportTable report={report} lines={lines} words={words} onOpen={setOpen} />
      {pages > 1 && (
        <div className={styles.pager}>
          <Button disabledFocusable={page === 0} onClick={() => setPage(Math.max(0, page - 1))}>
            {text("Report_Previous")}
          </Button>
          <Button disabledFocusable={page >= pages - 1} onClick={() => setPage(Math.min(pages - 1, page + 1))}>
            {text("Report_Next")}
          </Button>
          <Text role="status">
            {text("Report_Lines", number(first + 1), number(first + lines.length), number(report.lines.length))}
          </Text>
        </div>
      )}
      {open && (
        <TrackerList
          key={open.key}
          api={api}
          title={text("Report_Trackers", labelOf(open, report.by, words))}
          address={trackersAddress(report.by, open.key, windowOf(open))}
          words={words}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
