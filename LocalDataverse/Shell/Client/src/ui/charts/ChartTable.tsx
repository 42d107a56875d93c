import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import * as React from "react";
import { ChartData } from "../../charts/chartData";

const useStyles = makeStyles({ scroll: { overflowX: "auto", overflowY: "auto", height: "100%" } });

interface Props {
  name: string;
  data: ChartData;
  category: string;
  measure: string;
  format: (value: number) => string;
}

/** A chart's numbers to read instead of to look at: every category, not only those with room in the drawing. */
export function ChartTable({ name, data, category, measure, format }: Props): React.ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={name}>
      <Table size="extra-small" aria-label={name}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell scope="col">{category}</TableHeaderCell>
            {data.series.map(series => (
              <TableHeaderCell key={series.label} scope="col">
                {series.label || measure}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {data.categories.map((label, index) => (
            <TableRow key={label}>
              <TableCell>{label}</TableCell>
              {data.series.map(series => (
                <TableCell key={series.label}>{format(series.values[index] ?? 0)}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
