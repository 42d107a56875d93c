import { bareId } from "../platform/rows";

/** What an entry of a site map leads to. */
export type EntryTarget =
  | { kind: "table"; table: string }
  | { kind: "dashboard"; id: string | undefined }
  | { kind: "page"; webResource: string }
  /** An address of another kind, which the shell leaves to the browser. */
  | { kind: "address"; url: string };

/** Rights that the user needs on a table to see an entry. */
export interface EntryPrivilege {
  table: string;
  rights: string[];
}

export interface SiteMapEntry {
  id: string;
  /** Empty where the entry goes by its table's name. */
  title: string;
  /** Name of a web resource; empty for none. */
  icon: string;
  target: EntryTarget;
  privileges: EntryPrivilege[];
}

export interface SiteMapGroup {
  id: string;
  title: string;
  entries: SiteMapEntry[];
}

export interface SiteMapArea {
  id: string;
  title: string;
  groups: SiteMapGroup[];
}

const ENGLISH = 1033;
const RESOURCE = "$webresource:";
const RESOURCE_PATH = "/WebResources/";
const DASHBOARDS = "/workplace/home_dashboards.aspx";

/**
 * @param xml The SiteMap element of a site map row.
 * @param languageId LCID of the user's language.
 * @throws Error the XML is not well-formed.
 */
export function parseSiteMap(xml: string, languageId: number): SiteMapArea[] {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (root.getElementsByTagName("parsererror").length > 0 || root.localName === "parsererror")
    throw new Error("The app's site map is not well-formed.");
  return children(root, "Area").map(area => ({
    ...named(area, languageId),
    groups: children(area, "Group").map(group => ({
      ...named(group, languageId),
      entries: children(group, "SubArea")
        .map(entry => parseEntry(entry, languageId))
        .filter(isEntry),
    })),
  }));
}

function parseEntry(element: Element, languageId: number): SiteMapEntry | undefined {
  const target = targetOf(element);
  if (!target) return undefined;
  return {
    ...named(element, languageId),
    icon: resourceOf(element.getAttribute("VectorIcon") ?? ""),
    target,
    privileges: children(element, "Privilege").map(privilege => ({
      table: privilege.getAttribute("Entity") ?? "",
      rights: (privilege.getAttribute("Privilege") ?? "").split(",").map(right => right.trim()),
    })),
  };
}

function targetOf(element: Element): EntryTarget | undefined {
  const table = element.getAttribute("Entity");
  if (table) return { kind: "table", table: table.toLowerCase() };
  const url = element.getAttribute("Url") ?? "";
  const dashboard = element.getAttribute("DefaultDashboard");
  if (dashboard || url.toLowerCase().startsWith(DASHBOARDS))
    return { kind: "dashboard", id: dashboard ? bareId(dashboard) : undefined };
  if (url.startsWith(RESOURCE)) return { kind: "page", webResource: url.slice(RESOURCE.length) };
  return url ? { kind: "address", url } : undefined;
}

function named(element: Element, languageId: number): { id: string; title: string } {
  const titles = children(element, "Titles").flatMap(group => children(group, "Title"));
  const titleIn = (lcid: number) => titles.find(title => title.getAttribute("LCID") === String(lcid));
  const title = (titleIn(languageId) ?? titleIn(ENGLISH) ?? titles[0])?.getAttribute("Title");
  return { id: element.getAttribute("Id") ?? "", title: title ?? element.getAttribute("Title") ?? "" };
}

function resourceOf(address: string): string {
  for (const start of [RESOURCE, RESOURCE_PATH]) if (address.startsWith(start)) return address.slice(start.length);
  return "";
}

function children(parent: Element, name: string): Element[] {
  return Array.from(parent.children).filter(child => child.localName === name);
}

function isEntry(entry: SiteMapEntry | undefined): entry is SiteMapEntry {
  return entry !== undefined;
}

/** What the site map calls a web resource page; its own name where no entry leads to it. */
export function webResourceTitle(areas: readonly SiteMapArea[], name: string): string {
  const entries = areas.flatMap(area => area.groups).flatMap(group => group.entries);
  const entry = entries.find(({ target }) => target.kind === "page" && target.webResource === name);
  return entry?.title || name;
}
