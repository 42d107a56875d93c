import { bareId } from "../platform/rows";

/** Where the shell is, as Dataverse's own addresses say it: /main.aspx?pagetype=entityrecord&etn=incident&id=... */
export type Route =
  | { page: "home" }
  | { page: "list"; table: string; viewId?: string }
  | { page: "record"; table: string; id?: string; formId?: string; defaults?: string };

/** Which app the page runs: one record at a time, or sessions with tabs side by side as in Customer Service workspace. */
export type AppKind = "single" | "multisession";

const APP = "app";

export function parseApp(search: string): AppKind {
  return new URLSearchParams(search).get(APP) === "multisession" ? "multisession" : "single";
}

export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const table = query.get("etn") ?? "";
  const given = (name: string) => query.get(name) || undefined;
  if (!table) return { page: "home" };
  if (query.get("pagetype") === "entityrecord") {
    const id = given("id");
    return { page: "record", table, id: id && bareId(id), formId: given("formid"), defaults: given("extraqs") };
  }
  const viewId = given("viewid");
  return { page: "list", table, viewId: viewId && bareId(viewId) };
}

export function routeUrl(route: Route, app: AppKind = "single"): string {
  const query = new URLSearchParams(app === "single" ? {} : { [APP]: app });
  if (route.page !== "home") {
    query.set("pagetype", route.page === "record" ? "entityrecord" : "entitylist");
    query.set("etn", route.table);
  }
  if (route.page === "record") {
    if (route.id) query.set("id", route.id);
    if (route.formId) query.set("formid", route.formId);
    if (route.defaults) query.set("extraqs", route.defaults);
  } else if (route.page === "list" && route.viewId) query.set("viewid", route.viewId);
  const text = query.toString();
  return text ? `/main.aspx?${text}` : "/main.aspx";
}

/** Whether both name the same row, or the same table's list; two new rows are never the same. */
export function samePlace(left: Route, right: Route): boolean {
  if (left.page === "record" && right.page === "record")
    return left.table === right.table && left.id !== undefined && left.id === right.id;
  if (left.page === "list" && right.page === "list") return left.table === right.table;
  return left.page === "home" && right.page === "home";
}
