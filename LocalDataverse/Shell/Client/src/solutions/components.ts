import { ApiError, ApiRow, quoted, WebApi } from "../platform/webApi";
import { COLUMN, isMetadata, kindLabel, rowKind, RowKind, TABLE } from "./componentKinds";
import { Solution, text } from "./solutions";

export interface Component {
  /** Of what the component is: a row's id, or for metadata an id that only solutions use. */
  id: string;
  type: number;
  kind: string;
  name: string;
  /** The table that it is of; empty for none. */
  table: string;
}

/** A component as solutions list it. */
export interface ListedComponent extends Component {
  /** The solution has the table without its parts: only what it adds to it. */
  isShell: boolean;
}

const LIST = "$select=objectid,componenttype,schemaname,rootcomponentbehavior";
const SHELL = 2;
const FORBIDDEN = 403;

/** So many ids fit into one address. */
const AT_ONCE = 40;

/** What a solution lists, by kind and name. */
export async function readComponents(api: WebApi, solutionId: string): Promise<ListedComponent[]> {
  const rows = await api.getAll(`solutioncomponents?${LIST}&$filter=_solutionid_value eq ${solutionId}`);
  const named = await nameRows(
    api,
    rows.filter(row => !row.schemaname).map(row => ({ id: text(row.objectid), type: Number(row.componenttype) })),
  );
  return rows
    .map(row => ({
      ...(row.schemaname ? fromMetadata(row) : named.get(text(row.objectid))),
      isShell: row.rootcomponentbehavior === SHELL,
    }))
    .filter((component): component is ListedComponent => "id" in component)
    .sort(byKindAndName);
}

function fromMetadata(row: ApiRow): Component {
  const type = Number(row.componenttype);
  const name = text(row.schemaname);
  return {
    id: text(row.objectid),
    type,
    kind: kindLabel(type),
    name,
    table: type === COLUMN ? (name.split(".")[0] ?? "") : "",
  };
}

/** Names components; one whose row can't be found, or that the user may not read, is named by its id. @returns by id. */
export async function nameRows(
  api: WebApi,
  wanted: readonly { id: string; type: number }[],
): Promise<Map<string, Component>> {
  const found = new Map<string, Component>(
    wanted.map(({ id, type }) => [id, { id, type, kind: kindLabel(type), name: id, table: "" }]),
  );
  const slices = [...new Set(wanted.map(({ type }) => type))].flatMap(type => {
    const ids = wanted.filter(one => one.type === type).map(({ id }) => id);
    return slicesOf(ids).map(slice => ({ type, slice }));
  });
  await Promise.all(
    slices.map(async ({ type, slice }) => {
      for (const component of await readSlice(api, type, slice)) found.set(component.id, component);
    }),
  );
  return found;
}

/** @returns those of the ids that can be found; none where the user may not read the kind. */
async function readSlice(api: WebApi, type: number, ids: readonly string[]): Promise<Component[]> {
  const kind = rowKind(type);
  const anyOf = (column: string) => `$filter=${ids.map(id => `${column} eq ${id}`).join(" or ")}`;
  try {
    if (kind) {
      const rows = await api.getAll(`${kind.entitySet}?${selectOf(kind)}&${anyOf(kind.id)}`);
      return rows.map(row => fromRow(row, kind));
    }
    if (!isMetadata(type)) return [];
    // Metadata has no row of its own: a solution that lists it has its name.
    const rows = await api.getAll(`solutioncomponents?${LIST}&${anyOf("objectid")}`);
    return rows.filter(row => row.schemaname).map(fromMetadata);
  } catch (error) {
    if (error instanceof ApiError && error.status === FORBIDDEN) return [];
    throw error;
  }
}

function slicesOf(ids: readonly string[]): string[][] {
  const slices: string[][] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) slices.push(ids.slice(start, start + AT_ONCE));
  return slices;
}

function selectOf(kind: RowKind): string {
  return `$select=${[kind.id, kind.name, kind.table].filter(Boolean).join(",")}`;
}

function fromRow(row: ApiRow, kind: RowKind): Component {
  const table = kind.table ? text(row[kind.table]) : "";
  return {
    id: text(row[kind.id]),
    type: kind.type,
    kind: kind.label,
    name: text(row[kind.name]) || "(no name)",
    table: table === "none" ? "" : table,
  };
}

/** What there is of a kind, to be added to a solution. */
export async function readCandidates(api: WebApi, kind: RowKind): Promise<Component[]> {
  const rows = await api.getAll(`${kind.entitySet}?${selectOf(kind)}`);
  return rows.map(row => fromRow(row, kind)).sort(byKindAndName);
}

export async function addComponent(api: WebApi, solution: Solution, component: Component): Promise<void> {
  await api.action("AddSolutionComponent", {
    ComponentId: component.id,
    ComponentType: component.type,
    SolutionUniqueName: solution.name,
    AddRequiredComponents: false,
  });
}

export async function removeComponent(api: WebApi, solution: Solution, component: Component): Promise<void> {
  await api.action("RemoveSolutionComponent", {
    SolutionComponent: {
      "@odata.type": "Microsoft.Dynamics.CRM.solutioncomponent",
      solutioncomponentid: component.id,
    },
    ComponentType: component.type,
    SolutionUniqueName: solution.name,
  });
}

/** What keeps a managed solution from being uninstalled, each once. */
export async function readDependents(api: WebApi, solution: Solution): Promise<Component[]> {
  const rows = await api.getAll(`RetrieveDependenciesForUninstall(SolutionUniqueName=${quoted(solution.name)})`);
  const wanted = new Map(
    rows.map(row => [
      text(row.dependentcomponentobjectid),
      { id: text(row.dependentcomponentobjectid), type: Number(row.dependentcomponenttype) },
    ]),
  );
  return [...(await nameRows(api, [...wanted.values()])).values()].sort(byKindAndName);
}

/** Tables and columns that go with their data. */
export interface Losses {
  tables: string[];
  /** TABLE.COLUMN, of tables that stay. */
  columns: string[];
}

/** What of a solution's data goes with components: all of them, or those that the other list lacks. */
export function lossesOf(components: readonly ListedComponent[], kept: readonly Component[] = []): Losses {
  const stays = new Set(kept.map(component => component.name));
  const going = components.filter(component => !stays.has(component.name));
  const tables = going.filter(({ type, isShell }) => type === TABLE && !isShell).map(({ name }) => name);
  const columns = going
    .filter(({ type, name, table }) => type === COLUMN && !tables.includes(table) && isCustom(name))
    .map(({ name }) => name);
  return { tables, columns };
}

/** A solution may list a column of the system that it changes; what it made itself begins with its publisher's prefix. */
function isCustom(column: string): boolean {
  return column.slice(column.indexOf(".") + 1).includes("_");
}

function byKindAndName(left: Component, right: Component): number {
  return (
    left.kind.localeCompare(right.kind) || left.table.localeCompare(right.table) || left.name.localeCompare(right.name)
  );
}
