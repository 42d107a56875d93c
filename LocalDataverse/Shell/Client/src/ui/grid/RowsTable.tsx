import {
  Link,
  makeStyles,
  mergeClasses,
  shorthands,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  TableSelectionCell,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { TableInfo } from "../../platform/metadata";
import { formattedValue, isReference, readReference, Reference } from "../../platform/rows";
import { ApiRow } from "../../platform/webApi";
import { Route } from "../../routing/route";
import { SortOrder } from "../../views/fetchXml";
import { DescribedColumn } from "../../views/viewColumns";
import { useEnvironment } from "../Environment";
import { useNavigable } from "../hooks";

const useStyles = makeStyles({
  scroll: { overflowX: "auto", ...shorthands.borderRadius(tokens.borderRadiusMedium) },
  clipped: { display: "block", overflowX: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  stale: { opacity: 0.6 },
});

interface Props {
  label: string;
  table: TableInfo;
  columns: DescribedColumn[];
  rows: ApiRow[];
  loading: boolean;
  sorting: SortOrder[];
  onSort: (column: string) => void;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

const SELECTION_WIDTH = 44;

export function RowsTable(props: Props): React.ReactElement {
  const { table, rows, selected, onSelect } = props;
  const styles = useStyles();
  const columns = props.columns.filter(column => !column.hidden);
  const ids = rows.map(row => String(row[table.idColumn]));
  const all = ids.length > 0 && ids.every(id => selected.has(id));
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  // The column that opens the row: the name, else the first.
  const opener = columns.find(column => column.name === table.nameColumn) ?? columns[0];
  return (
    <div className={styles.scroll}>
      <Table
        aria-label={props.label}
        aria-busy={props.loading}
        size="small"
        style={{ minWidth: `${SELECTION_WIDTH + width}px` }}
        className={mergeClasses(props.loading && rows.length > 0 && styles.stale)}
      >
        <TableHeader>
          <TableRow>
            <TableSelectionCell
              checked={all ? true : ids.some(id => selected.has(id)) ? "mixed" : false}
              onClick={() => onSelect(new Set(all ? [] : ids))}
              checkboxIndicator={{ "aria-label": "Select all rows" }}
            />
            {columns.map(column => (
              <TableHeaderCell
                key={column.name}
                scope="col"
                style={{ width: `${(100 * column.width) / width}%` }}
                sortable={column.sortable}
                sortDirection={directionOf(props.sorting, column.name)}
                onClick={column.sortable ? () => props.onSort(column.name) : undefined}
              >
                {column.label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row, index) => {
            const id = ids[index] ?? "";
            return (
              <TableRow key={id} aria-selected={selected.has(id)} appearance={selected.has(id) ? "brand" : "none"}>
                <TableSelectionCell
                  checked={selected.has(id)}
                  onClick={() => toggle(id)}
                  checkboxIndicator={{ "aria-label": `Select ${formattedValue(row, opener?.name ?? "") || "row"}` }}
                />
                {columns.map(column => (
                  <TableCell key={column.name}>
                    <span className={styles.clipped} title={formattedValue(row, column.name)}>
                      <CellContent
                        row={row}
                        column={column}
                        opens={column === opener ? { table: tableOf(table, row), id } : undefined}
                      />
                    </span>
                  </TableCell>
                ))}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

/** A list of all activities holds rows of several tables; each row says which. */
function tableOf(table: TableInfo, row: ApiRow): string {
  const { activitytypecode } = row;
  return table.name === "activitypointer" && typeof activitytypecode === "string" ? activitytypecode : table.name;
}

interface CellProps {
  row: ApiRow;
  column: DescribedColumn;
  opens: { table: string; id: string } | undefined;
}

function CellContent({ row, column, opens }: CellProps): React.ReactElement {
  const text = formattedValue(row, column.name);
  if (opens) return <RowLink to={{ page: "record", ...opens }} text={text || "(no name)"} />;
  const reference = column.info?.kind === "lookup" ? readReference(row, column.name, column.info.targets) : null;
  return isReference(reference) ? <ReferenceLink reference={reference} /> : <>{text}</>;
}

/** A lookup's value: a link where the shell can open it. */
export function ReferenceLink({ reference }: { reference: Reference }): React.ReactElement {
  const isNavigable = useNavigable(reference.table);
  const text = reference.name || "(no name)";
  return isNavigable ? (
    <RowLink to={{ page: "record", table: reference.table, id: reference.id }} text={text} />
  ) : (
    <>{text}</>
  );
}

function RowLink({ to, text }: { to: Route; text: string }): React.ReactElement {
  const { router, workspace } = useEnvironment();
  return (
    <Link
      href={router.url(to)}
      onClick={event => {
        const place = event.shiftKey ? "session" : event.ctrlKey || event.metaKey ? "tab" : undefined;
        // In a single-session app the keys mean what they mean on any link: another browser tab or window.
        if (place && !workspace.isMultiSession) return;
        event.preventDefault();
        void router.go(to, place);
      }}
    >
      {text}
    </Link>
  );
}

function directionOf(sorting: SortOrder[], column: string): "ascending" | "descending" | undefined {
  const order = sorting.find(order => order.column === column);
  return order && (order.descending ? "descending" : "ascending");
}
