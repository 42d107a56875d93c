import { bareId } from "../platform/rows";
import { Route } from "../routing/route";

/** How scripts name a page: to open one, and to be told which one is there. */
export interface PageInput {
  pageType: string;
  entityName?: string;
  entityId?: string;
  formId?: string;
  viewId?: string;
  dashboardId?: string;
  webresourceName?: string;
  /** Values for a new row; what a web resource page is given. */
  data?: Record<string, unknown> | string;
}

/** @throws Error the shell has no such page. */
export function toRoute(input: PageInput): Route {
  if (input.pageType === "entityrecord" && input.entityName) {
    return {
      page: "record",
      table: input.entityName,
      id: input.entityId ? bareId(input.entityId) : undefined,
      formId: input.formId ? bareId(input.formId) : undefined,
      defaults: input.data && typeof input.data === "object" ? toExtraqs(input.data) : input.data,
    };
  }
  if (input.pageType === "entitylist" && input.entityName)
    return { page: "list", table: input.entityName, viewId: input.viewId ? bareId(input.viewId) : undefined };
  if (input.pageType === "dashboard")
    return { page: "dashboard", id: input.dashboardId ? bareId(input.dashboardId) : undefined };
  if (input.pageType === "webresource" && input.webresourceName) {
    const data = typeof input.data === "object" ? JSON.stringify(input.data) : input.data;
    return { page: "webresource", name: input.webresourceName, data };
  }
  throw new Error(`The local shell has no page of the type ${input.pageType}.`);
}

export function toPageInput(route: Route): PageInput | Record<string, never> {
  switch (route.page) {
    // Home leads on by itself; the pages of makers and administrators belong to no app.
    case "home":
    case "forms":
    case "designer":
    case "solutions":
    case "users":
      return {};
    case "record":
      return { pageType: "entityrecord", entityName: route.table, entityId: route.id, formId: route.formId };
    case "list":
      return { pageType: "entitylist", entityName: route.table, viewId: route.viewId };
    case "dashboard":
      return { pageType: "dashboard", dashboardId: route.id };
    case "webresource":
      return { pageType: "webresource", webresourceName: route.name, data: route.data };
  }
}

function toExtraqs(data: Record<string, unknown>): string {
  return new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString();
}
