import { Formatter } from "../platform/formatter";
import { formattedValue } from "../platform/rows";
import { ApiRow } from "../platform/webApi";
import { ChartDefinition } from "./chartDefinition";
import { dateGrouping, partAlias } from "./chartQuery";

export interface ChartSeries {
  label: string;
  /** One number a category, in the measure's unit. */
  values: number[];
}

/** A chart's numbers, category by category in the order the query gave. */
export interface ChartData {
  categories: string[];
  series: ChartSeries[];
}

/** What stands for a group without a value. */
const BLANK = "(blank)";

/** @param rows The answer of the chart's query. */
export function toChartData(chart: ChartDefinition, rows: readonly ApiRow[], formatter: Formatter): ChartData {
  const grouping = dateGrouping(chart, chart.category);
  const categories: string[] = [];
  const series = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const category = grouping ? dateText(row, chart.category, grouping, formatter) : textOf(row, chart.category);
    if (!categories.includes(category)) categories.push(category);
    const name = chart.series ? textOf(row, chart.series) : "";
    const values = series.get(name) ?? new Map<string, number>();
    series.set(name, values);
    values.set(category, (values.get(category) ?? 0) + Number(row[chart.measure] ?? 0));
  }
  return {
    categories,
    series: [...series].map(([label, values]) => ({ label, values: categories.map(name => values.get(name) ?? 0) })),
  };
}

/** The categories that a drawing has room for: the first of bars, the last of dates. */
export function cut(data: ChartData, most: number, from: "start" | "end"): ChartData {
  const take = <T>(list: readonly T[]): T[] => (from === "start" ? list.slice(0, most) : list.slice(-most));
  return {
    categories: take(data.categories),
    series: data.series.map(series => ({ ...series, values: take(series.values) })),
  };
}

function textOf(row: ApiRow, alias: string): string {
  return formattedValue(row, alias) || BLANK;
}

function dateText(row: ApiRow, alias: string, grouping: string, formatter: Formatter): string {
  const part = (name: string) => Number(row[partAlias(alias, name)] ?? NaN);
  const year = part("year");
  if (Number.isNaN(year)) return BLANK;
  const date = (month: number, day: number, options: Intl.DateTimeFormatOptions) =>
    formatter.date(new Date(Date.UTC(year, month - 1, day)), { ...options, timeZone: "UTC" });
  switch (grouping) {
    case "day":
      return date(part("month"), part("day"), { dateStyle: "short" });
    case "month":
      return date(part("month"), 1, { year: "numeric", month: "short" });
    case "week":
    case "quarter":
      return `${year}/${part(grouping)}`;
    default:
      return String(year);
  }
}
