import { describeResult } from "../deletion/deleteInSlices";
import { View } from "../platform/customizations";
import { TableInfo } from "../platform/metadata";
import { sentenceOf } from "../platform/webApi";
import { changeFetch, ConditionGroup } from "../views/fetchXml";
import { runDeletion } from "./deleteRows";
import { alertDialog, confirmDialog } from "./dialogs/messages";
import { Environment } from "./Environment";

/** As many ids as one page of a query holds; a view with more is deleted in several goes. */
const MOST = 5000;

/** Asks, then deletes every row that the view shows now. @returns whether it was tried. */
export async function deleteView(
  environment: Environment,
  table: TableInfo,
  view: View,
  filters: ConditionGroup[],
): Promise<boolean> {
  const { dialogs, toasts } = environment;
  let found: { ids: string[]; isMore: boolean };
  try {
    found = await readIds(environment, table, view, filters);
  } catch (error) {
    await alertDialog(dialogs, "Nothing deleted", sentenceOf(error));
    return false;
  }
  const { ids, isMore } = found;
  if (ids.length === 0) {
    await alertDialog(dialogs, "Nothing to delete", `The view ${view.name} shows no rows.`);
    return false;
  }
  const which = isMore ? `the first ${ids.length} ${table.pluralLabel}` : `all ${ids.length} ${table.pluralLabel}`;
  const confirmed = await confirmDialog(dialogs, {
    title: "Delete all in this view",
    text: `Do you want to delete ${which} of the view ${view.name}? You can't undo this. Totals, charts and reports no longer count what is deleted.`,
    confirm: "Delete",
  });
  if (!confirmed) return false;
  const result = await runDeletion(environment, table, ids);
  if (result.deleted.length < ids.length)
    await alertDialog(
      dialogs,
      "Not all deleted",
      describeResult(result, ids.length, "What was not deleted is still in the view."),
    );
  else toasts.show(`${result.deleted.length} ${table.pluralLabel} deleted`);
  return true;
}

async function readIds(
  { api }: Environment,
  table: TableInfo,
  view: View,
  filters: ConditionGroup[],
): Promise<{ ids: string[]; isMore: boolean }> {
  const fetchXml = changeFetch(view.fetchXml, { columns: [table.idColumn], filters, page: 1, pageSize: MOST });
  const page = await api.fetchRows(table.entitySet, fetchXml);
  return { ids: page.rows.map(row => String(row[table.idColumn])), isMore: page.moreRows };
}
