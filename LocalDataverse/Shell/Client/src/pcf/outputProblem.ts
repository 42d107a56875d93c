import { outOfRange } from "../forms/numberLimits";
import { ColumnInfo } from "../platform/metadata";

/** What a control handed out, and why its column can't hold it. */
export interface RefusedOutput {
  output: unknown;
  problem: string;
}

/** Why a column can't hold what a control hands out, as its own field would say it; undefined where it can. */
export function outputProblem(column: ColumnInfo, output: unknown): string | undefined {
  if (output === null || output === "" || (column.kind !== "integer" && column.kind !== "decimal")) return undefined;
  return typeof output === "number" && Number.isFinite(output) ? outOfRange(column, output) : "Enter a number.";
}
