import { View } from "../platform/customizations";
import { TableInfo } from "../platform/metadata";
import { ApiPage, ApiRow, sentenceOf } from "../platform/webApi";
import { changeFetch, ConditionGroup, LinkedTable, readSorting } from "../views/fetchXml";
import { DescribedColumn } from "../views/viewColumns";
import { toConditionGroup } from "./dataSetFilter";
import { ColumnFinder, dataTypeOf, toRecord } from "./dataSetRecord";

type PlatformDataSet = ComponentFramework.PropertyTypes.DataSet;
type SortStatus = ComponentFramework.PropertyHelper.DataSetApi.SortStatus;
type FilterExpression = ComponentFramework.PropertyHelper.DataSetApi.FilterExpression;

export interface DataSetSource {
  table: TableInfo;
  view: View;
  columns: DescribedColumn[];
  /** Column bound to each property-set. */
  propertySets: ReadonlyMap<string, string>;
  pageSize: number;
  /** What the rows must be related to; undefined while the form's row does not exist, which has no related rows. */
  restriction: () => ConditionGroup[] | undefined;
  fetch: (entitySet: string, fetchXml: string) => Promise<ApiPage>;
  openItem: (reference: ComponentFramework.EntityReference) => void;
  /** Rows came, failed or are on their way. */
  onChange: () => void;
}

const EMPTY_FILTER: FilterExpression = { conditions: [], filterOperator: 0, filters: [] };

/** One data set of a control: its query as the control shapes it, and the pages read so far. */
export class DataSetModel {
  /** Controls change this array in place and then refresh. */
  private sorting: SortStatus[];
  private filter: FilterExpression = EMPTY_FILTER;
  private readonly links: LinkedTable[] = [];
  private readonly added: string[] = [];
  private rows: ApiRow[] = [];
  private selected: string[] = [];
  private firstPage = 1;
  private lastPage = 1;
  private pageSize: number;
  private moreRows = false;
  private total = -1;
  private loading = true;
  private error = "";
  private request = 0;

  constructor(private readonly source: DataSetSource) {
    this.pageSize = source.pageSize;
    this.sorting = readSorting(source.view.fetchXml).map(({ column, descending }) => ({
      name: column,
      sortDirection: descending ? 1 : 0,
    }));
  }

  /** From the first page, with the filter, sorting and page size of now. */
  refresh(): void {
    void this.load(1, false);
  }

  /** Nothing that is still on its way arrives any more. */
  dispose(): void {
    this.request = -1;
  }

  /** A fresh face for every updateView, as the platform gives: what a control kept from before does not change under it. */
  toPlatform(): PlatformDataSet {
    const { table, view } = this.source;
    const find = this.finder();
    const records = this.rows.map(row => toRecord(table, row, find));
    const sorting = {
      get: () => this.sorting,
      set: (next: SortStatus[]) => {
        this.sorting = next;
      },
    };
    const dataSet: PlatformDataSet = {
      columns: this.columns(),
      records: Object.fromEntries(records.map(record => [record.getRecordId(), record])),
      sortedRecordIds: records.map(record => record.getRecordId()),
      loading: this.loading,
      error: this.error !== "",
      errorMessage: this.error,
      sorting: this.sorting,
      paging: this.paging(),
      filtering: {
        getFilter: () => this.filter,
        setFilter: expression => {
          this.filter = expression;
        },
        clearFilter: () => {
          this.filter = EMPTY_FILTER;
        },
      },
      linking: {
        getLinkedEntities: () => [...this.links],
        addLinkedEntity: link => {
          this.links.push({ ...link });
        },
      },
      addColumn: (name, alias) => {
        this.added.push(alias ? `${alias}.${name}` : name);
      },
      refresh: () => this.refresh(),
      getTitle: () => view.name,
      getViewId: () => view.id,
      getTargetEntityType: () => table.name,
      openDatasetItem: reference => this.source.openItem(reference),
      getSelectedRecordIds: () => [...this.selected],
      setSelectedRecordIds: ids => {
        this.selected = [...ids];
      },
      clearSelectedRecordIds: () => {
        this.selected = [];
      },
    };
    Object.defineProperty(dataSet, "sorting", { ...sorting, enumerable: true });
    return dataSet;
  }

  private paging(): PlatformDataSet["paging"] {
    return {
      totalResultCount: this.total,
      firstPageNumber: this.firstPage,
      lastPageNumber: this.lastPage,
      pageSize: this.pageSize,
      hasNextPage: this.moreRows,
      hasPreviousPage: this.firstPage > 1,
      loadNextPage: onlyNew => {
        if (this.moreRows) void this.load(this.lastPage + 1, onlyNew !== true);
      },
      loadPreviousPage: () => {
        if (this.firstPage > 1) void this.load(this.firstPage - 1, false);
      },
      loadExactPage: page => void this.load(page, false),
      reset: () => this.refresh(),
      // Holds from the next load on.
      setPageSize: size => {
        this.pageSize = size;
      },
    };
  }

  /** @param append Keeps the pages before it. */
  private async load(page: number, append: boolean): Promise<void> {
    if (this.request < 0) return;
    const request = ++this.request;
    this.loading = true;
    this.source.onChange();
    try {
      const result = await this.fetchPage(page);
      if (request !== this.request) return;
      this.rows = append ? [...this.rows, ...result.rows] : result.rows;
      if (!append) this.firstPage = page;
      this.lastPage = page;
      this.moreRows = result.moreRows;
      this.total = result.totalRows;
      this.error = "";
    } catch (error) {
      if (request !== this.request) return;
      this.error = sentenceOf(error);
    }
    this.loading = false;
    this.source.onChange();
  }

  private async fetchPage(page: number): Promise<ApiPage> {
    const restriction = this.source.restriction();
    if (!restriction) return { rows: [], moreRows: false, totalRows: 0, nextLink: undefined };
    const { table, view, fetch, propertySets } = this.source;
    const fetchXml = changeFetch(view.fetchXml, {
      columns: [
        table.idColumn,
        ...(table.nameColumn ? [table.nameColumn] : []),
        ...propertySets.values(),
        ...this.added,
      ],
      sorting: this.sorting
        .filter(status => status.sortDirection !== -1)
        .map(status => ({ column: status.name, descending: status.sortDirection === 1 })),
      filters: hasConditions(this.filter) ? [...restriction, toConditionGroup(this.filter)] : restriction,
      links: this.links,
      page,
      pageSize: this.pageSize,
      countAll: true,
    });
    return fetch(table.entitySet, fetchXml);
  }

  private columns(): PlatformDataSet["columns"] {
    const { table, columns, propertySets } = this.source;
    const known = new Set(columns.map(column => column.name));
    const extra = [...propertySets.values(), ...this.added].filter(
      (name, index, all) => !known.has(name) && all.indexOf(name) === index,
    );
    const aliases = new Map([...propertySets].map(([set, column]) => [column, set]));
    const all = [
      ...columns,
      ...extra.map(name => ({
        name,
        label: table.columns.get(name)?.label ?? name,
        info: table.columns.get(name),
        width: 100,
        hidden: true,
        sortable: true,
      })),
    ];
    return all.map((column, order) => ({
      name: column.name,
      displayName: column.label,
      dataType: dataTypeOf(column.info),
      alias: aliases.get(column.name) ?? column.name,
      order: column.hidden ? -1 : order,
      visualSizeFactor: column.width,
      isHidden: column.hidden,
      isPrimary: column.name === table.nameColumn,
      disableSorting: !column.sortable,
    }));
  }

  private finder(): ColumnFinder {
    const { table, columns, propertySets } = this.source;
    const shown = new Map(columns.map(column => [column.name, column.info]));
    return name => {
      const key = propertySets.get(name) ?? name;
      return { key, info: shown.get(key) ?? table.columns.get(key) };
    };
  }
}

function hasConditions(filter: FilterExpression): boolean {
  return filter.conditions.length > 0 || (filter.filters ?? []).some(hasConditions);
}
