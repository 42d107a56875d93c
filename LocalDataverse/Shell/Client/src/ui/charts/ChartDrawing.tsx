import { DonutChart, getNextColor, HorizontalBarChartWithAxis, VerticalStackedBarChart } from "@fluentui/react-charts";
import { FluentProvider } from "@fluentui/react-provider";
import { IdPrefixProvider } from "@fluentui/react-utilities";
import * as React from "react";
import { ChartData } from "../../charts/chartData";
import { ChartShape } from "../../charts/chartDefinition";
import { themeOf } from "../theme";

export interface DrawingProps {
  name: string;
  shape: ChartShape;
  data: ChartData;
  /** What one series is called where the chart has no series of its own. */
  measure: string;
  isDark: boolean;
  isRightToLeft: boolean;
  width: number;
  height: number;
  /** BCP 47. */
  locale: string;
  /** A number as it is drawn, from the number as it is stored. */
  scale: (value: number) => number;
  /** A number as a person reads it. */
  format: (value: number) => string;
}

/**
 * Draws by the platform's own chart library. It is loaded only when a chart shows, hence the default export. The library brings a
 * Fluent of its own, newer than the platform's, which learns direction and colours from a provider of its own; the prefix keeps the two
 * from giving the same ids, under which one would overwrite the colours of the other.
 */
export default function ChartDrawing(props: DrawingProps): React.ReactElement {
  const { isDark, isRightToLeft } = props;
  return (
    <IdPrefixProvider value="chart-">
      <FluentProvider
        dir={isRightToLeft ? "rtl" : "ltr"}
        theme={themeOf(isDark ? "dark" : "light")}
        style={{ height: "100%" }}
      >
        <Drawing {...props} />
      </FluentProvider>
    </IdPrefixProvider>
  );
}

function Drawing(props: DrawingProps): React.ReactElement {
  const { width, height, locale, name } = props;
  const hasLegend = props.data.series.some(series => series.label);
  const common = { width, height, culture: locale, chartTitle: name, hideLegend: !hasLegend };
  const colors = props.data.series.map((_, index) => getNextColor(index, 0, props.isDark));
  const labels = props.data.series.map(series => series.label || props.measure);
  if (props.shape === "pie") return <Pie {...props} />;
  if (props.shape === "columns")
    return (
      <VerticalStackedBarChart
        {...common}
        data={props.data.categories.map((category, index) => ({
          xAxisPoint: category,
          chartData: props.data.series.map((series, which) => ({
            legend: labels[which] ?? "",
            data: props.scale(series.values[index] ?? 0),
            color: colors[which],
            xAxisCalloutData: category,
            yAxisCalloutData: props.format(series.values[index] ?? 0),
          })),
        }))}
        yAxisTitle={props.measure}
        hideTickOverlap
      />
    );
  return (
    <HorizontalBarChartWithAxis
      {...common}
      data={props.data.series.flatMap((series, which) =>
        series.values.map((value, index) => ({
          x: props.scale(value),
          y: props.data.categories[index] ?? "",
          legend: labels[which],
          color: colors[which],
          xAxisCalloutData: props.data.categories[index],
          yAxisCalloutData: props.format(value),
        })),
      )}
      // The library draws strings from the bottom up; the first category belongs on top.
      yAxisCategoryOrder={[...props.data.categories].reverse()}
      xAxisTitle={props.measure}
      showYAxisLables
      showYAxisLablesTooltip
      noOfCharsToTruncate={width < 400 ? 10 : 20}
    />
  );
}

function Pie({ data, width, height, isDark, scale, format, locale }: DrawingProps): React.ReactElement {
  const [first] = data.series;
  return (
    <DonutChart
      width={width}
      height={height}
      culture={locale}
      innerRadius={55}
      data={{
        chartData: data.categories.map((legend, index) => ({
          legend,
          data: scale(first?.values[index] ?? 0),
          color: getNextColor(index, 0, isDark),
          yAxisCalloutData: format(first?.values[index] ?? 0),
        })),
      }}
    />
  );
}
