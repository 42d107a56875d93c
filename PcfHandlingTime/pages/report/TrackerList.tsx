import {
  Button,
  Link,
  makeStyles,
  shorthands,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
  typographyStyles,
} from "@fluentui/react-components";
import * as React from "react";
import { openRecord, recordAddress } from "../shared/host";
import { Failed, Loading } from "../shared/PageFrame";
import { Refusal, type WebApi } from "../shared/webApi";
import { readTrackers, type TrackerPage } from "./drillDown";
import type { Words } from "./words";

const useStyles = makeStyles({
  list: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", ...shorthands.gap(tokens.spacingVerticalS) },
  title: { ...typographyStyles.subtitle2, ...shorthands.margin(0) },
  frame: { overflowX: "auto" },
  table: { minWidth: "560px" },
  number: { textAlign: "end", fontVariantNumeric: "tabular-nums" },
  bar: {
    display: "flex",
    flexWrap: "wrap",
    ...shorthands.gap(tokens.spacingHorizontalS),
    "@media print": { display: "none" },
  },
});

const table = "casetime_timetracker";

interface Props {
  readonly api: WebApi;
  readonly title: string;
  readonly address: string;
  readonly words: Words;
  readonly onClose: () => void;
}

/** The time trackers behind a line, a screen at a time. */
export function TrackerList({ api, title, address, words, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const { text, formats } = words;
  /** The screens up to the one that is shown. */
  const [addresses, setAddresses] = React.useState<readonly string[]>([address]);
  const { page, refusal, read } = usePage(api, addresses[addresses.length - 1] ?? address);
  const heading = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => heading.current?.focus(), []);
  const next = page?.next;
  return (
    <section className={styles.list} aria-label={title}>
      <h2 className={styles.title} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {refusal && <Failed text={text} refusal={refusal} onRetry={read} />}
      {!page && !refusal && <Loading text={text} />}
      {page && (
        <div className={styles.frame} role="region" aria-label={title} tabIndex={0}>
          <Table size="small" className={styles.table}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell>{text("Report_Name")}</TableHeaderCell>
                <TableHeaderCell>{text("Report_Case")}</TableHeaderCell>
                <TableHeaderCell>{text("Report_Person")}</TableHeaderCell>
                <TableHeaderCell>{text("Report_Start")}</TableHeaderCell>
                <TableHeaderCell>{text("Report_Hours", text("Report_Time"))}</TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {page.rows.map(row => (
                <TableRow key={row.id}>
                  <TableCell>
                    <Link
                      href={recordAddress(table, row.id)}
                      target="_top"
                      onClick={event => {
                        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                        event.preventDefault();
                        openRecord(table, row.id);
                      }}
                    >
                      {row.name}
                    </Link>
                  </TableCell>
                  <TableCell>{row.caseName}</TableCell>
                  <TableCell>{row.person}</TableCell>
                  <TableCell>{row.start}</TableCell>
                  <TableCell className={styles.number}>{formats.hours(row.seconds)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <div className={styles.bar}>
        <Button disabledFocusable={addresses.length === 1} onClick={() => setAddresses(addresses.slice(0, -1))}>
          {text("Report_Previous")}
        </Button>
        <Button disabledFocusable={!next} onClick={() => next && setAddresses([...addresses, next])}>
          {text("Report_Next")}
        </Button>
        <Button onClick={onClose}>{text("Report_Close")}</Button>
      </div>
    </section>
  );
}

/** One screen of rows; an answer that comes too late is dropped. */
function usePage(api: WebApi, address: string) {
  const [page, setPage] = React.useState<TrackerPage>();
  const [refusal, setRefusal] = React.useState<Refusal>();
  const [turn, setTurn] = React.useState(0);
  React.useEffect(() => {
    const run = new AbortController();
    setPage(undefined);
    setRefusal(undefined);
    readTrackers(api, address, run.signal).then(
      read => !run.signal.aborted && setPage(read),
      (error: unknown) => {
        if (run.signal.aborted) return;
        setRefusal(error instanceof Refusal ? error : new Refusal("other", String(error)));
      },
    );
    return () => run.abort();
  }, [api, address, turn]);
  return { page, refusal, read: () => setTurn(turn + 1) };
}
