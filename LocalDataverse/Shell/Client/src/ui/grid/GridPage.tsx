import { Dropdown, Input, makeStyles, Option, shorthands, Title3, tokens } from "@fluentui/react-components";
import * as React from "react";
import { ChartDefinition } from "../../charts/chartDefinition";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { ConditionGroup, contains, quickFindColumns } from "../../views/fetchXml";
import { ChartPanel } from "../charts/ChartPanel";
import { CommandBar } from "../CommandBar";
import { deleteRows } from "../deleteRows";
import { deleteView } from "../deleteView";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { AddRegular, ArrowClockwiseRegular, DataBarVerticalRegular, DeleteRegular, SearchRegular } from "../icons";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { ViewGrid } from "./ViewGrid";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalM) },
  picker: { minWidth: "200px", maxWidth: "100%" },
  search: { marginInlineStart: "auto", width: "260px", maxWidth: "100%" },
  chart: {
    display: "flex",
    flexDirection: "column",
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  drawing: { height: "320px", minWidth: 0 },
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
  },
});

const NO_FILTERS: ConditionGroup[] = [];
const PAGE_SIZE = 50;
const CREATE = 1;
const DELETE = 4;

interface Props {
  table: string;
  viewId: string | undefined;
}

interface GridSource {
  table: TableInfo;
  views: View[];
  quickFind: string[];
  charts: ChartDefinition[];
}

export function GridPage({ table, viewId }: Props): React.ReactElement {
  const environment = useEnvironment();
  const source = useLoaded(() => loadSource(environment, table), [environment, table]);
  if (source.state === "loading") return <Loading label="Loading the table" />;
  if (source.state === "failed") return <Failed title="The table can't be shown" error={source.error} />;
  const view = source.value.views.find(view => view.id === viewId) ?? source.value.views[0];
  if (!view) return <Failed title="Nothing to show" error={`The table ${table} has no public view.`} />;
  return <Grid source={source.value} view={view} />;
}

function Grid({ source, view }: { source: GridSource; view: View }): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { router, privileges } = environment;
  const { table } = source;
  const [current, setCurrent] = React.useState(view);
  const [selected, setSelected] = React.useState<ReadonlySet<string>>(new Set());
  const [version, setVersion] = React.useState(0);
  const [typed, setTyped] = React.useState("");
  const [searched, setSearched] = React.useState("");
  const [chart, setChart] = React.useState<ChartDefinition>();
  const refresh = () => setVersion(count => count + 1);
  const schemaName = table.isActivity ? "Activity" : table.schemaName;
  usePageTitle(table.pluralLabel);
  const pick = (id: string | undefined) => {
    const picked = source.views.find(view => view.id === id);
    if (!picked) return;
    setCurrent(picked);
    router.rename({ page: "list", table: table.name, viewId: picked.id });
  };
  const remove = async () => {
    setSelected(new Set(await deleteRows(environment, table, [...selected])));
    refresh();
  };
  const removeAll = async () => {
    if (await deleteView(environment, table, current, filters)) setSelected(new Set());
    refresh();
  };
  const filters = searched ? [contains(source.quickFind, searched)] : NO_FILTERS;
  const mayDelete = privileges.has(schemaName, DELETE);
  return (
    <div className={styles.page}>
      <CommandBar
        label="Commands"
        commands={[
          {
            name: "New",
            icon: <AddRegular />,
            hidden: !privileges.has(schemaName, CREATE),
            run: () => void router.go({ page: "record", table: table.name }),
          },
          {
            name: "Delete",
            icon: <DeleteRegular />,
            hidden: selected.size === 0 || !mayDelete,
            run: () => void remove(),
          },
          {
            name: "Delete all in this view",
            icon: <DeleteRegular />,
            hidden: selected.size > 0 || !mayDelete,
            run: () => void removeAll(),
          },
          {
            name: chart ? "Hide chart" : "Show chart",
            icon: <DataBarVerticalRegular />,
            hidden: source.charts.length === 0,
            run: () => setChart(chart ? undefined : source.charts[0]),
          },
          { name: "Refresh", icon: <ArrowClockwiseRegular />, run: refresh },
        ]}
      />
      <div className={styles.head}>
        <Title3 as="h1">{table.pluralLabel}</Title3>
        <Dropdown
          className={styles.picker}
          aria-label="View"
          value={current.name}
          selectedOptions={[current.id]}
          onOptionSelect={(_, data) => pick(data.optionValue)}
        >
          {source.views.map(view => (
            <Option key={view.id} value={view.id}>
              {view.name}
            </Option>
          ))}
        </Dropdown>
        {source.quickFind.length > 0 && (
          <Input
            className={styles.search}
            type="search"
            aria-label={`Search ${table.pluralLabel}`}
            placeholder="Search"
            contentBefore={<SearchRegular />}
            value={typed}
            onChange={(_, data) => {
              setTyped(data.value);
              if (!data.value) setSearched("");
            }}
            onKeyDown={event => event.key === "Enter" && setSearched(typed.trim())}
          />
        )}
      </div>
      {chart && (
        <section className={styles.chart} aria-label="Chart">
          <Dropdown
            className={styles.picker}
            aria-label="Chart"
            value={chart.name}
            selectedOptions={[chart.id]}
            onOptionSelect={(_, data) => setChart(source.charts.find(one => one.id === data.optionValue))}
          >
            {source.charts.map(one => (
              <Option key={one.id} value={one.id}>
                {one.name}
              </Option>
            ))}
          </Dropdown>
          <div className={styles.drawing}>
            <ChartPanel
              key={`${current.id} ${chart.id}`}
              chart={chart}
              table={table}
              view={current}
              filters={filters}
              version={version}
            />
          </div>
        </section>
      )}
      <div className={styles.panel}>
        <ViewGrid
          key={current.id}
          table={table}
          view={current}
          pageSize={PAGE_SIZE}
          filters={filters}
          selected={selected}
          onSelect={setSelected}
          version={version}
        />
      </div>
    </div>
  );
}

async function loadSource({ customizations, metadata }: Environment, name: string): Promise<GridSource> {
  const [table, views, charts] = await Promise.all([
    metadata.table(name),
    customizations.viewsOf(name),
    customizations.chartsOf(name),
  ]);
  const quickFind = views.find(view => view.type === "quickFind");
  const listed = views
    .filter(view => view.type === "public")
    .sort((left, right) => Number(right.isDefault) - Number(left.isDefault) || left.name.localeCompare(right.name));
  return { table, views: listed, charts, quickFind: quickFind ? quickFindColumns(quickFind.fetchXml) : [] };
}
