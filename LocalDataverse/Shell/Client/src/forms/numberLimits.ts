import { ColumnInfo } from "../platform/metadata";

/** Why a column can't hold a number; undefined where it can. */
export function outOfRange(column: ColumnInfo, value: number): string | undefined {
  if (column.kind === "integer" && !Number.isInteger(value)) return "Enter a whole number.";
  const { minValue, maxValue } = column;
  if (minValue !== undefined && value < minValue) return `Enter at least ${minValue}.`;
  return maxValue !== undefined && value > maxValue ? `Enter at most ${maxValue}.` : undefined;
}
