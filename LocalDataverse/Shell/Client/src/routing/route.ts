import { bareId } from "../platform/rows";

/** Where the shell is, as Dataverse's own addresses say it: /main.aspx?pagetype=entityrecord&etn=incident&id=... */
export type Route =
  | { page: "home" }
  | { page: "list"; table: string; viewId?: string }
  | { page: "record"; table: string; id?: string; formId?: string; defaults?: string }
  | { page: "dashboard"; id?: string }
  | { page: "webresource"; name: string; data?: string }
  | { page: "forms"; table: string }
  | { page: "designer"; formId: string }
  | { page: "solutions"; id?: string }
  | { page: "users" };

/** Which app the page runs: one of the shell's own two, "single" or "multisession", or one of a solution by its id. */
export type AppKey = string;

const APP = "app";
const APP_ID = "appid";
const SINGLE = "single";
const MULTI_SESSION = "multisession";

const PAGE_TYPES = {
  list: "entitylist",
  record: "entityrecord",
  dashboard: "dashboard",
  webresource: "webresource",
  forms: "forms",
  designer: "formdesigner",
  solutions: "solutions",
  users: "users",
} as const;

export function parseApp(search: string): AppKey {
  const query = new URLSearchParams(search);
  const id = query.get(APP_ID);
  if (id) return bareId(id);
  return query.get(APP) === MULTI_SESSION ? MULTI_SESSION : SINGLE;
}

export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const given = (name: string) => query.get(name) || undefined;
  const id = given("id");
  const type = given("pagetype");
  if (type === PAGE_TYPES.dashboard) return { page: "dashboard", id: id && bareId(id) };
  if (type === PAGE_TYPES.solutions) return { page: "solutions", id: id && bareId(id) };
  if (type === PAGE_TYPES.users) return { page: "users" };
  if (type === PAGE_TYPES.webresource) {
    const name = given("webresourceName");
    return name ? { page: "webresource", name, data: given("data") } : { page: "home" };
  }
  const formId = given("formid");
  if (type === PAGE_TYPES.designer) return formId ? { page: "designer", formId: bareId(formId) } : { page: "home" };
  const table = given("etn");
  if (!table) return { page: "home" };
  if (type === PAGE_TYPES.forms) return { page: "forms", table };
  if (type === PAGE_TYPES.record)
    return { page: "record", table, id: id && bareId(id), formId, defaults: given("extraqs") };
  const viewId = given("viewid");
  return { page: "list", table, viewId: viewId && bareId(viewId) };
}

export function routeUrl(route: Route, app: AppKey = SINGLE): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | undefined) => value && query.set(name, value);
  if (app === MULTI_SESSION) query.set(APP, app);
  else if (app !== SINGLE) query.set(APP_ID, app);
  if (route.page !== "home") query.set("pagetype", PAGE_TYPES[route.page]);
  if ("table" in route) query.set("etn", route.table);
  if (route.page === "record" || route.page === "dashboard" || route.page === "solutions") add("id", route.id);
  if (route.page === "record") {
    add("formid", route.formId);
    add("extraqs", route.defaults);
  } else if (route.page === "list") add("viewid", route.viewId);
  else if (route.page === "designer") query.set("formid", route.formId);
  else if (route.page === "webresource") {
    query.set("webresourceName", route.name);
    add("data", route.data);
  }
  const text = query.toString();
  return text ? `/main.aspx?${text}` : "/main.aspx";
}

/** Whether both name the same row, list, dashboard or page; two new rows are never the same. */
export function samePlace(left: Route, right: Route): boolean {
  if (left.page === "record" && right.page === "record")
    return left.table === right.table && left.id !== undefined && left.id === right.id;
  if (left.page === "list" && right.page === "list") return left.table === right.table;
  if (left.page === "webresource" && right.page === "webresource")
    return left.name === right.name && left.data === right.data;
  if (left.page === "dashboard" && right.page === "dashboard") return left.id === right.id;
  if (left.page === "forms" && right.page === "forms") return left.table === right.table;
  if (left.page === "designer" && right.page === "designer") return left.formId === right.formId;
  if (left.page === "solutions" && right.page === "solutions") return left.id === right.id;
  return left.page === right.page && (left.page === "home" || left.page === "users");
}
