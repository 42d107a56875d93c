import { Button, makeStyles, shorthands, Spinner, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { ConditionGroup, readSorting, SortOrder } from "../../views/fetchXml";
import { describeColumns } from "../../views/viewColumns";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { ChevronLeftRegular, ChevronRightRegular } from "../icons";
import { Failed, Loading } from "../States";
import { RowsTable } from "./RowsTable";
import { useRows } from "./useRows";

const useStyles = makeStyles({
  footer: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    ...shorthands.gap(tokens.spacingHorizontalS),
    ...shorthands.padding(tokens.spacingVerticalS, tokens.spacingHorizontalS),
  },
  count: { flexGrow: 1 },
  empty: { textAlign: "center", ...shorthands.padding("40px", "16px") },
});

interface Props {
  table: TableInfo;
  view: View;
  pageSize: number;
  filters: ConditionGroup[];
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  /** Counts up to read again. */
  version: number;
}

/** The rows of one view: sort by header, page, select. */
export function ViewGrid({ table, view, pageSize, filters, selected, onSelect, version }: Props): React.ReactElement {
  const styles = useStyles();
  const { metadata } = useEnvironment();
  const columns = useLoaded(() => describeColumns(view, metadata), [view, metadata]);
  const [page, setPage] = React.useState(1);
  const [sorting, setSorting] = React.useState<SortOrder[]>(() => readSorting(view.fetchXml));
  const question = JSON.stringify([filters, sorting]);
  React.useEffect(() => {
    setPage(1);
    onSelect(new Set());
  }, [question]);
  const result = useRows({ table, view, page, pageSize, sorting, filters, version });
  const sort = (column: string) =>
    setSorting(before => [{ column, descending: before[0]?.column === column && !before[0].descending }]);
  const turn = (to: number) => {
    onSelect(new Set());
    setPage(to);
  };
  if (columns.state === "failed") return <Failed title="The view can't be shown" error={columns.error} />;
  if (columns.state === "loading") return <Loading label="Loading the view" />;
  if (result.error) return <Failed title={`${table.pluralLabel} can't be read`} error={result.error} />;
  const first = (page - 1) * pageSize + 1;
  return (
    <>
      <RowsTable
        label={view.name}
        table={table}
        columns={columns.value}
        rows={result.rows}
        loading={result.loading}
        sorting={sorting}
        onSort={sort}
        selected={selected}
        onSelect={onSelect}
      />
      {result.rows.length === 0 &&
        (result.loading ? (
          <Loading label="Loading rows" />
        ) : (
          <div className={styles.empty}>
            <Text>No data available</Text>
          </div>
        ))}
      <div className={styles.footer}>
        <Text size={200} className={styles.count} role="status">
          {result.rows.length > 0 && describeRange(first, result.rows.length, result.totalRows)}
        </Text>
        {result.loading && result.rows.length > 0 && <Spinner size="tiny" aria-label="Loading rows" />}
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronLeftRegular />}
          aria-label="Previous page"
          disabled={page === 1}
          onClick={() => turn(page - 1)}
        />
        <Text size={200}>Page {page}</Text>
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronRightRegular />}
          aria-label="Next page"
          disabled={!result.moreRows}
          onClick={() => turn(page + 1)}
        />
      </div>
    </>
  );
}

function describeRange(first: number, count: number, total: number): string {
  const range = `${first} - ${first + count - 1}`;
  return total >= 0 ? `${range} of ${total}` : range;
}
