import { bareId } from "../platform/rows";
import { SessionProfile } from "../platform/session";
import { ApiRow, quoted, WebApi } from "../platform/webApi";
import { AppKey } from "../routing/route";
import { parseSiteMap, SiteMapArea } from "./siteMap";

/** An app as the app switcher and the client API name it. */
export interface AppSummary {
  key: AppKey;
  name: string;
  uniqueName: string;
  /** Name of the web resource with its picture; empty for none. */
  icon: string;
}

export interface App extends AppSummary {
  isMultiSession: boolean;
  /** What its navigation shows; undefined in the shell's own apps, which list every table. */
  areas: SiteMapArea[] | undefined;
}

/** The apps that the shell brings itself. */
export const OWN_APPS: readonly App[] = [
  {
    key: "single",
    name: "Service Hub",
    uniqueName: "local_servicehub",
    icon: "",
    isMultiSession: false,
    areas: undefined,
  },
  {
    key: "multisession",
    name: "Service workspace",
    uniqueName: "local_serviceworkspace",
    icon: "",
    isMultiSession: true,
    areas: undefined,
  },
];

const COLUMNS = "$select=appmoduleid,name,uniquename,navigationtype,webresourceid";
const SITE_MAP = 62;
const MULTI_SESSION = 1;

/** Holders of this role see every app, as in Dataverse. */
const ADMINISTRATOR = "System Administrator";

/** The apps of solutions that one of the user's roles lets in. */
export async function readApps(api: WebApi, profile: SessionProfile): Promise<AppSummary[]> {
  const [apps, maps] = await Promise.all([
    api.getAll(`appmodules?${COLUMNS}&$orderby=name`),
    api.getAll("appmodulerolescollection?$select=appmoduleid,roleid"),
  ]);
  const visible = apps.filter(app => mayOpen(app, maps, profile));
  const icons = await readIcons(api, visible);
  return visible.map(app => summaryOf(app, icons));
}

/**
 * The app that an address names.
 * @throws Error no such app, or none of the user's roles lets in.
 */
export async function readApp(api: WebApi, profile: SessionProfile, key: AppKey): Promise<App> {
  const own = OWN_APPS.find(app => app.key === key);
  if (own) return own;
  const id = bareId(key);
  const [row, maps, parts] = await Promise.all([
    api.get(`appmodules(${id})?${COLUMNS}`),
    api.getAll(`appmodulerolescollection?$select=appmoduleid,roleid&$filter=_appmoduleid_value eq ${id}`),
    api.getAll(
      `appmodulecomponents?$select=schemaname&$filter=_appmoduleid_value eq ${id} and componenttype eq ${SITE_MAP}`,
    ),
  ]);
  const summary = summaryOf(row, new Map());
  if (!mayOpen(row, maps, profile))
    throw new Error(
      `None of your security roles lets you into the app ${summary.name}. Ask your administrator for one.`,
    );
  const name = text(parts[0]?.schemaname);
  const [map] = await api.getAll(`sitemaps?$select=sitemapxml&$filter=sitemapnameunique eq ${quoted(name)}`);
  return {
    ...summary,
    isMultiSession: row.navigationtype === MULTI_SESSION,
    areas: map ? parseSiteMap(text(map.sitemapxml), profile.languageId) : [],
  };
}

function mayOpen(app: ApiRow, maps: ApiRow[], { securityRoles }: SessionProfile): boolean {
  const roles = maps.filter(map => map._appmoduleid_value === app.appmoduleid).map(map => map._roleid_value);
  return securityRoles.some(role => role.name === ADMINISTRATOR || roles.includes(role.id));
}

async function readIcons(api: WebApi, apps: ApiRow[]): Promise<Map<string, string>> {
  const ids = apps.map(app => text(app.webresourceid)).filter(Boolean);
  if (ids.length === 0) return new Map();
  const any = ids.map(id => `webresourceid eq ${id}`).join(" or ");
  const rows = await api.getAll(`webresourceset?$select=webresourceid,name&$filter=${any}`);
  return new Map(rows.map(row => [text(row.webresourceid), text(row.name)]));
}

function summaryOf(row: ApiRow, icons: ReadonlyMap<string, string>): AppSummary {
  return {
    key: text(row.appmoduleid),
    name: text(row.name),
    uniqueName: text(row.uniquename),
    icon: icons.get(text(row.webresourceid)) ?? "",
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
