import { Link, makeStyles, shorthands, Subtitle2, tokens } from "@fluentui/react-components";
import * as React from "react";
import { ChartDefinition } from "../../charts/chartDefinition";
import { FormCell, FormControl } from "../../forms/formXml";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { bareId } from "../../platform/rows";
import { ChartPanel } from "../charts/ChartPanel";
import { Environment, useEnvironment } from "../Environment";
import { Unusable } from "../form/Unusable";
import { ViewGrid } from "../grid/ViewGrid";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";

const useStyles = makeStyles({
  cell: {
    display: "flex",
    flexDirection: "column",
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", ...shorthands.gap(tokens.spacingHorizontalM) },
  title: { ...shorthands.margin(0) },
  body: { flexGrow: 1, minHeight: 0, minWidth: 0 },
});

const ROW_HEIGHT = 28;

interface Props {
  cell: FormCell;
  /** Of the section around. */
  columns: number;
  /** Counts up to read again. */
  version: number;
}

/** A chart or a list of a dashboard. */
export function DashboardCell({ cell, columns, version }: Props): React.ReactElement {
  const styles = useStyles();
  const { control } = cell;
  const isChart = control?.parameters.get("chartgridmode") === "Chart";
  return (
    <section
      className={styles.cell}
      aria-label={cell.label}
      style={{
        gridColumn: `span ${Math.min(cell.colSpan, columns)}`,
        height: isChart ? `${cell.rowSpan * ROW_HEIGHT}px` : undefined,
      }}
    >
      {control?.kind === "subgrid" ? (
        <Part label={cell.label} control={control} isChart={isChart} version={version} />
      ) : (
        <Unusable text="The local shell shows lists and charts on dashboards." />
      )}
    </section>
  );
}

interface PartProps {
  label: string;
  control: FormControl;
  isChart: boolean;
  version: number;
}

interface PartSource {
  table: TableInfo;
  view: View;
  chart: ChartDefinition | undefined;
}

function Part({ label, control, isChart, version }: PartProps): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const source = useLoaded(() => loadPart(environment, control), [environment, control]);
  const [selected, setSelected] = React.useState<ReadonlySet<string>>(new Set());
  if (source.state === "loading") return <Loading label={`Loading ${label}`} />;
  if (source.state === "failed") return <Failed title={`${label} can't be shown`} error={source.error} />;
  const { table, view, chart } = source.value;
  const list = { page: "list", table: table.name, viewId: view.id } as const;
  return (
    <>
      <div className={styles.head}>
        <Subtitle2 as="h2" className={styles.title}>
          {label}
        </Subtitle2>
        <Link
          href={environment.router.url(list)}
          onClick={event => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            void environment.router.go(list);
          }}
        >
          {view.name}
        </Link>
      </div>
      <div className={styles.body}>
        {isChart && chart && <ChartPanel chart={chart} table={table} view={view} filters={NONE} version={version} />}
        {isChart && !chart && <Unusable text="The dashboard names a chart that is not there." />}
        {!isChart && (
          <ViewGrid
            table={table}
            view={view}
            pageSize={Number(control.parameters.get("recordsperpage")) || PAGE_SIZE}
            filters={NONE}
            selected={selected}
            onSelect={setSelected}
            version={version}
          />
        )}
      </div>
    </>
  );
}

const NONE: never[] = [];
const PAGE_SIZE = 10;

async function loadPart({ customizations, metadata }: Environment, control: FormControl): Promise<PartSource> {
  const name = control.parameters.get("targetentitytype") ?? "";
  const chartId = bareId(control.parameters.get("visualizationid") ?? "");
  const [table, view, charts] = await Promise.all([
    metadata.table(name),
    customizations.view(name, control.parameters.get("viewid") ?? ""),
    chartId ? customizations.chartsOf(name) : Promise.resolve([]),
  ]);
  return { table, view, chart: charts.find(chart => chart.id === chartId) };
}
