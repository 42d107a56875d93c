import { Button, makeStyles, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { ChartData, cut, toChartData } from "../../charts/chartData";
import { ChartDefinition } from "../../charts/chartDefinition";
import { chartFetch, dateGrouping } from "../../charts/chartQuery";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { sentenceOf } from "../../platform/webApi";
import { ConditionGroup } from "../../views/fetchXml";
import { Environment, useEnvironment } from "../Environment";
import { ErrorBoundary } from "../../pcf/ErrorBoundary";
import { useElementSize } from "../elementSize";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { ColorSchemeContext } from "../theme";
import { ChartTable } from "./ChartTable";

const useStyles = makeStyles({
  panel: { display: "flex", flexDirection: "column", minWidth: 0, minHeight: 0, height: "100%" },
  head: {
    display: "flex",
    alignItems: "center",
    justifyContent: "flex-end",
    ...shorthands.gap(tokens.spacingHorizontalS),
  },
  note: { flexGrow: 1, color: tokens.colorNeutralForeground3 },
  body: { flexGrow: 1, minHeight: 0, minWidth: 0, overflowX: "hidden", overflowY: "hidden", position: "relative" },
  empty: { textAlign: "center", ...shorthands.padding("40px", "16px") },
});

const ChartDrawing = React.lazy(() => import("./ChartDrawing"));

/** More bars than these are lines that nobody tells apart; the table has the rest. */
const MOST_BARS = 12;
const MOST_DATES = 31;
const MINUTES = 60;

interface Props {
  chart: ChartDefinition;
  table: TableInfo;
  view: View;
  filters: ConditionGroup[];
  /** Counts up to read again. */
  version: number;
}

/** One chart over the rows of a view, drawn or as a table. */
export function ChartPanel({ chart, table, view, filters, version }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const question = JSON.stringify(filters);
  const data = useLoaded(
    () => readData(environment, chart, table, view, filters),
    [environment, chart, table, view, question, version],
  );
  const [asTable, setAsTable] = React.useState(false);
  if (data.state === "loading") return <Loading label={`Loading ${chart.name}`} />;
  if (data.state === "failed") return <Failed title={`${chart.name} can't be shown`} error={data.error} />;
  if (data.value.categories.length === 0)
    return (
      <div className={styles.empty}>
        <Text>No data available</Text>
      </div>
    );
  const isByDate = dateGrouping(chart, chart.category) !== undefined;
  const shown = isByDate ? cut(data.value, MOST_DATES, "end") : cut(data.value, MOST_BARS, "start");
  const left = data.value.categories.length - shown.categories.length;
  const column = table.columns.get(chart.measureColumn);
  const isDuration = column?.format === "duration" && !chart.counts;
  const { formatter } = environment;
  const format = (value: number) =>
    chart.counts || !column ? formatter.integer(value) : formatter.value(column, value);
  const measure = isDuration && !asTable ? formatter.inUnit(column.label, "hour") : (column?.label ?? chart.name);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <Text size={200} className={styles.note}>
          {left > 0 &&
            !asTable &&
            `${isByDate ? "Last" : "First"} ${shown.categories.length} of ${data.value.categories.length}`}
        </Text>
        <Button size="small" appearance="subtle" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Show as table
        </Button>
      </div>
      {asTable ? (
        <div className={styles.body}>
          <ChartTable
            name={chart.name}
            data={data.value}
            category={table.columns.get(chart.categoryColumn)?.label ?? chart.name}
            measure={measure}
            format={format}
          />
        </div>
      ) : (
        <Drawing
          chart={chart}
          data={shown}
          measure={measure}
          scale={isDuration ? minutes => minutes / MINUTES : value => value}
          format={format}
        />
      )}
    </div>
  );
}

interface DrawingProps {
  chart: ChartDefinition;
  data: ChartData;
  measure: string;
  scale: (value: number) => number;
  format: (value: number) => string;
}

function Drawing({ chart, ...rest }: DrawingProps): React.ReactElement {
  const styles = useStyles();
  const { formatter } = useEnvironment();
  const scheme = React.useContext(ColorSchemeContext);
  const body = React.useRef<HTMLDivElement>(null);
  const size = useElementSize(body);
  const [error, setError] = React.useState("");
  return (
    <div ref={body} className={styles.body} role="figure" aria-label={chart.name}>
      {error && <Failed title={`${chart.name} can't be drawn`} error={error} />}
      <ErrorBoundary onError={problem => setError(sentenceOf(problem))}>
        <React.Suspense fallback={<Loading label={`Loading ${chart.name}`} />}>
          {size.width > 0 && (
            <ChartDrawing
              {...rest}
              {...size}
              name={chart.name}
              shape={chart.shape}
              isDark={scheme === "dark"}
              isRightToLeft={formatter.isRightToLeft}
              locale={formatter.locale}
            />
          )}
        </React.Suspense>
      </ErrorBoundary>
    </div>
  );
}

async function readData(
  { api, formatter }: Environment,
  chart: ChartDefinition,
  table: TableInfo,
  view: View,
  filters: ConditionGroup[],
): Promise<ChartData> {
  const page = await api.fetchRows(table.entitySet, chartFetch(chart, view.fetchXml, filters));
  return toChartData(chart, page.rows, formatter);
}
