import * as React from "react";
import { deleteInSlices, DeletionResult, describeResult } from "../deletion/deleteInSlices";
import { TableInfo } from "../platform/metadata";
import { DeletionDialog, Start } from "./dialogs/DeletionDialog";
import { alertDialog, confirmDialog } from "./dialogs/messages";
import { Environment } from "./Environment";

/** Small enough for a progress that moves, and far below what one batch may hold. */
const SLICE = 50;

/** Asks, then deletes in slices, with a progress that can be stopped. @returns the rows that are still there. */
export async function deleteRows(
  environment: Environment,
  table: TableInfo,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { dialogs, toasts } = environment;
  const what = ids.length === 1 ? `this ${table.label}` : `these ${ids.length} ${table.pluralLabel}`;
  const confirmed = await confirmDialog(dialogs, {
    title: "Delete",
    text: `Do you want to delete ${what}? You can't undo this. Totals, charts and reports no longer count what is deleted.`,
    confirm: "Delete",
  });
  if (!confirmed) return ids;
  const result = await runDeletion(environment, table, ids);
  const left = [...result.refused.keys(), ...result.open];
  if (left.length > 0) {
    const title = result.deleted.length > 0 ? "Not all deleted" : "Not deleted";
    await alertDialog(dialogs, title, describeResult(result, ids.length));
  } else if (ids.length > 1) toasts.show(`${result.deleted.length} ${table.pluralLabel} deleted`);
  return left;
}

/** Deletes without asking; of more than one row with a progress that can be stopped. */
export function runDeletion(
  { api, dialogs }: Environment,
  table: TableInfo,
  ids: readonly string[],
): Promise<DeletionResult> {
  const start: Start = (onProgress, isStopped) =>
    deleteInSlices(ids, slice => api.deleteMany(table.entitySet, slice), { sliceSize: SLICE, onProgress, isStopped });
  if (ids.length > 1)
    return dialogs.show<DeletionResult>(close => <DeletionDialog total={ids.length} start={start} onDone={close} />);
  return start(
    () => undefined,
    () => false,
  );
}
