import { outOfRange } from "../forms/numberLimits";
import { ColumnInfo } from "../platform/metadata";

/** What a control handed out, and why its column can't hold it. */
export interface RefusedOutput {
  output: unknown;
  problem: string;
}

/** A number as controls hand it out: itself, or the text of an input. Undefined: none. */
export function numberOf(output: unknown): number | undefined {
  const value = typeof output === "string" && output.trim() !== "" ? Number(output) : output;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Why a column can't hold what a control hands out, as its own field would say it; undefined where it can. */
export function outputProblem(column: ColumnInfo, output: unknown): string | undefined {
  if (output === null || output === "" || (column.kind !== "integer" && column.kind !== "decimal")) return undefined;
  const value = numberOf(output);
  return value === undefined ? "Enter a number." : outOfRange(column, value);
}
