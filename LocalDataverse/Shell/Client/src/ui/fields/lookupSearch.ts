import { Reference } from "../../platform/rows";
import { contains, changeFetch } from "../../views/fetchXml";
import { Environment } from "../Environment";

const READ = 2;
const FOUND_AT_MOST = 20;

/** Rows of any of the tables whose name contains the text, by name, at most 20 a table. Tables the user may not read are left out. */
export async function searchLookup(
  environment: Environment,
  targets: readonly string[],
  text: string,
): Promise<Reference[]> {
  const found = await Promise.all(targets.map(target => searchTable(environment, target, text.trim())));
  return found.flat();
}

async function searchTable(environment: Environment, target: string, text: string): Promise<Reference[]> {
  const { api, metadata, customizations, privileges } = environment;
  const table = await metadata.table(target);
  const name = table.nameColumn;
  if (!name || !privileges.has(table.isActivity ? "Activity" : table.schemaName, READ)) return [];
  const view = await customizations.defaultView(target, "lookup");
  const fetchXml = changeFetch(view?.fetchXml ?? `<fetch><entity name="${target}" /></fetch>`, {
    columns: [table.idColumn, name],
    sorting: [{ column: name, descending: false }],
    filters: text ? [contains([name], text)] : [],
    page: 1,
    pageSize: FOUND_AT_MOST,
  });
  const { rows } = await api.fetchRows(table.entitySet, fetchXml);
  return rows.map(row => ({ table: target, id: String(row[table.idColumn]), name: String(row[name] ?? "") }));
}
