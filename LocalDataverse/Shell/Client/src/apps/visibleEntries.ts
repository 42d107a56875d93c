import { TableSummary } from "../platform/metadata";
import { Privileges, PrivilegeType } from "../platform/privileges";
import { Route } from "../routing/route";
import { EntryTarget, SiteMapArea, SiteMapEntry } from "./siteMap";

/** An entry that the user may open, with the words that name it. */
export interface VisibleEntry {
  id: string;
  text: string;
  icon: string;
  /** Undefined for an address that the browser opens. */
  route: Route | undefined;
  url: string;
}

export interface VisibleGroup {
  id: string;
  title: string;
  entries: VisibleEntry[];
}

export interface VisibleArea {
  id: string;
  title: string;
  groups: VisibleGroup[];
}

const RIGHTS: Readonly<Record<string, PrivilegeType>> = {
  create: 1,
  read: 2,
  write: 3,
  delete: 4,
  assign: 5,
  share: 6,
  append: 7,
  appendto: 8,
};

/** What is left of a site map for one user: tables that can't be read, and entries whose rights are missing, are left out. */
export async function visibleAreas(
  areas: readonly SiteMapArea[],
  privileges: Privileges,
  summary: (table: string) => Promise<TableSummary>,
): Promise<VisibleArea[]> {
  const mayShow = async (entry: SiteMapEntry) => {
    const needed = [...entry.privileges];
    if (entry.target.kind === "table") needed.push({ table: entry.target.table, rights: ["Read"] });
    for (const { table, rights } of needed) {
      const { schemaName, isActivity } = await summary(table);
      const may = (right: string) =>
        privileges.has(isActivity ? "Activity" : schemaName, RIGHTS[right.toLowerCase()] ?? 0);
      if (!rights.every(may)) return false;
    }
    return true;
  };
  const visible = async (entry: SiteMapEntry): Promise<VisibleEntry | undefined> => {
    if (!(await mayShow(entry))) return undefined;
    const { target } = entry;
    const text = entry.title || (target.kind === "table" ? (await summary(target.table)).pluralLabel : entry.id);
    return {
      id: entry.id,
      text,
      icon: entry.icon,
      route: routeOf(target),
      url: target.kind === "address" ? target.url : "",
    };
  };
  const shown = await Promise.all(
    areas.map(async area => ({
      id: area.id,
      title: area.title,
      groups: (
        await Promise.all(
          area.groups.map(async group => ({
            id: group.id,
            title: group.title,
            entries: (await Promise.all(group.entries.map(visible))).filter(isThere),
          })),
        )
      ).filter(group => group.entries.length > 0),
    })),
  );
  return shown.filter(area => area.groups.length > 0);
}

function routeOf(target: EntryTarget): Route | undefined {
  switch (target.kind) {
    case "table":
      return { page: "list", table: target.table };
    case "dashboard":
      return { page: "dashboard", id: target.id };
    case "page":
      return { page: "webresource", name: target.webResource };
    case "address":
      return undefined;
  }
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
