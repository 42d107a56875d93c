import * as React from "react";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { ApiRow, sentenceOf } from "../../platform/webApi";
import { changeFetch, ConditionGroup, SortOrder } from "../../views/fetchXml";
import { useEnvironment } from "../Environment";

export interface RowsQuery {
  table: TableInfo;
  view: View;
  /** Counted from 1. */
  page: number;
  pageSize: number;
  sorting: SortOrder[];
  filters: ConditionGroup[];
  /** Counts up to read again. */
  version: number;
}

export interface Rows {
  rows: ApiRow[];
  moreRows: boolean;
  totalRows: number;
  loading: boolean;
  error: string;
}

const NOTHING: Rows = { rows: [], moreRows: false, totalRows: -1, loading: true, error: "" };

/** One page of a view. What was read stays on show, marked as loading, until the next answer is there. */
export function useRows(query: RowsQuery): Rows {
  const { api } = useEnvironment();
  const [rows, setRows] = React.useState<Rows>(NOTHING);
  const fetchXml = changeFetch(query.view.fetchXml, {
    columns: [query.table.idColumn],
    sorting: query.sorting,
    filters: query.filters,
    page: query.page,
    pageSize: query.pageSize,
    countAll: true,
  });
  React.useEffect(() => {
    let wanted = true;
    setRows(before => ({ ...before, loading: true, error: "" }));
    api.fetchRows(query.table.entitySet, fetchXml).then(
      page => wanted && setRows({ ...page, loading: false, error: "" }),
      (error: unknown) => wanted && setRows({ ...NOTHING, loading: false, error: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [api, query.table, fetchXml, query.version]);
  return rows;
}
