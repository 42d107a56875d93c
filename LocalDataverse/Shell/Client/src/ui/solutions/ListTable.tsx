import {
  makeStyles,
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

const useStyles = makeStyles({
  scroll: { overflowX: "auto", ...shorthands.borderRadius(tokens.borderRadiusMedium) },
  // As wide as the cell of a row's mark.
  mark: { width: "44px" },
  cell: { overflowWrap: "anywhere", paddingTop: tokens.spacingVerticalXS, paddingBottom: tokens.spacingVerticalXS },
});

export interface ListColumn<Row> {
  key: string;
  label: string;
  /** Share of the width, and least width, in pixels. */
  width: number;
  render: (row: Row) => React.ReactNode;
}

interface Props<Row> {
  label: string;
  columns: ListColumn<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** What a row is called where it is selected; undefined: rows can't be. */
  nameOf?: (row: Row) => string;
  selected?: string;
  onSelect?: (id: string) => void;
  sorting?: { column: string; descending: boolean };
  onSort?: (column: string) => void;
}

/** A short list as a table of which one row is selected. */
export function ListTable<Row>(props: Props<Row>): React.ReactElement {
  const { columns, rows, idOf, nameOf, selected, onSelect, sorting, onSort } = props;
  const styles = useStyles();
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    // What is wider than the page is scrolled by the arrow keys; where rows are selected their marks take the focus.
    <div className={styles.scroll} {...(nameOf ? {} : { tabIndex: 0, role: "group", "aria-label": props.label })}>
      <Table aria-label={props.label} size="small" style={{ minWidth: `${width + (nameOf ? 44 : 0)}px` }}>
        <TableHeader>
          <TableRow>
            {nameOf && <TableCell className={styles.mark} />}
            {columns.map(column => (
              <TableHeaderCell
                key={column.key}
                scope="col"
                style={{ width: `${(100 * column.width) / width}%` }}
                sortable={onSort !== undefined}
                sortDirection={
                  sorting?.column === column.key ? (sorting.descending ? "descending" : "ascending") : undefined
                }
                onClick={onSort && (() => onSort(column.key))}
              >
                {column.label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(row => {
            const id = idOf(row);
            const isSelected = id === selected;
            return (
              <TableRow
                key={id}
                aria-selected={nameOf ? isSelected : undefined}
                appearance={isSelected ? "brand" : "none"}
              >
                {nameOf && (
                  <TableSelectionCell
                    type="radio"
                    checked={isSelected}
                    onClick={() => onSelect?.(isSelected ? "" : id)}
                    radioIndicator={{ "aria-label": `Select ${nameOf(row)}` }}
                  />
                )}
                {columns.map(column => (
                  <TableCell key={column.key} className={styles.cell}>
                    {column.render(row)}
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
