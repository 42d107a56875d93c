import { bareId } from "../platform/rows";

/** Where the shell is, as Dataverse's own addresses say it: /main.aspx?pagetype=entityrecord&etn=incident&id=... */
export type Route =
  | { page: "home" }
  | { page: "list"; table: string; viewId?: string }
  | { page: "record"; table: string; id?: string; formId?: string; defaults?: string };

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

export function routeUrl(route: Route): string {
  if (route.page === "home") return "/main.aspx";
  const query = new URLSearchParams({
    pagetype: route.page === "record" ? "entityrecord" : "entitylist",
    etn: route.table,
  });
  if (route.page === "record") {
    if (route.id) query.set("id", route.id);
    if (route.formId) query.set("formid", route.formId);
    if (route.defaults) query.set("extraqs", route.defaults);
  } else if (route.viewId) query.set("viewid", route.viewId);
  return `/main.aspx?${query.toString()}`;
}
