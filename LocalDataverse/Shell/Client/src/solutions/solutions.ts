import { formattedValue } from "../platform/rows";
import { ApiRow, WebApi } from "../platform/webApi";

export interface Solution {
  id: string;
  /** Unique name. */
  name: string;
  displayName: string;
  version: string;
  isManaged: boolean;
  publisher: string;
  /** ISO text; empty where the server does not say. */
  installedOn: string;
}

export type SolutionColumn = "displayName" | "name" | "version" | "isManaged" | "publisher" | "installedOn";

export interface Sorting {
  column: SolutionColumn;
  descending: boolean;
}

/** What the server adds to the name of a solution that is held for an upgrade. */
const HELD = "_Upgrade";

const COLUMNS =
  "$select=solutionid,uniquename,friendlyname,version,ismanaged,installedon,_publisherid_value&$filter=isvisible eq true";

/** Every solution of the environment that people see. */
export async function readSolutions(api: WebApi): Promise<Solution[]> {
  return (await api.getAll(`solutions?${COLUMNS}`)).map(toSolution);
}

function toSolution(row: ApiRow): Solution {
  const name = text(row.uniquename);
  return {
    id: text(row.solutionid),
    name,
    displayName: text(row.friendlyname) || name,
    version: text(row.version),
    isManaged: row.ismanaged === true,
    publisher: formattedValue(row, "publisherid"),
    installedOn: text(row.installedon),
  };
}

/** The upgrade of the solution that waits to be applied. */
export function heldFor(solution: Solution, all: readonly Solution[]): Solution | undefined {
  return all.find(other => other.name === solution.name + HELD);
}

/** The installed solution that this one, held, is an upgrade of; undefined where it is held for none. */
export function heldOf(solution: Solution, all: readonly Solution[]): Solution | undefined {
  return solution.name.endsWith(HELD)
    ? all.find(other => other.name === solution.name.slice(0, -HELD.length))
    : undefined;
}

/** Below zero where the left version is the lower one: 1.9.0.0 comes before 1.10.0.0. */
export function compareVersions(left: string, right: string): number {
  const [ours, theirs] = [left, right].map(version => version.split(".").map(Number));
  for (let index = 0; index < Math.max(ours?.length ?? 0, theirs?.length ?? 0); index++) {
    const difference = (ours?.[index] || 0) - (theirs?.[index] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function sortSolutions(solutions: readonly Solution[], { column, descending }: Sorting): Solution[] {
  const order = (left: Solution, right: Solution) => {
    if (column === "version") return compareVersions(left.version, right.version);
    if (column === "isManaged") return Number(left.isManaged) - Number(right.isManaged);
    return left[column].localeCompare(right[column]);
  };
  return [...solutions].sort(
    (left, right) => (descending ? -order(left, right) : order(left, right)) || left.name.localeCompare(right.name),
  );
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
