import { TableInfo } from "../platform/metadata";
import { sentenceOf } from "../platform/webApi";
import { alertDialog, confirmDialog } from "./dialogs/messages";
import { Environment } from "./Environment";

/** Asks, then deletes one after the other; stops at the first refusal and says how far it came. @returns whether all are gone. */
export async function deleteRows(environment: Environment, table: TableInfo, ids: readonly string[]): Promise<boolean> {
  const { api, dialogs } = environment;
  const what = ids.length === 1 ? `this ${table.label}` : `these ${ids.length} ${table.pluralLabel}`;
  const confirmed = await confirmDialog(dialogs, {
    title: "Delete",
    text: `Do you want to delete ${what}? You can't undo this.`,
    confirm: "Delete",
  });
  if (!confirmed) return false;
  let deleted = 0;
  try {
    for (const id of ids) {
      await api.delete(table.entitySet, id);
      deleted++;
    }
    return true;
  } catch (error) {
    const progress = ids.length > 1 ? `${deleted} of ${ids.length} were deleted. ` : "";
    await alertDialog(dialogs, "Not deleted", progress + sentenceOf(error));
    return false;
  }
}
