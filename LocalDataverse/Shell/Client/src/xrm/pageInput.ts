import { bareId } from "../platform/rows";
import { Route } from "../routing/route";

/** How scripts name a page: to open one, and to be told which one is there. */
export interface PageInput {
  pageType: string;
  entityName?: string;
  entityId?: string;
  formId?: string;
  viewId?: string;
  /** Values for a new row. */
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
  throw new Error(`The local shell has no page of the type ${input.pageType}.`);
}

export function toPageInput(route: Route): PageInput | Record<string, never> {
  if (route.page === "home") return {};
  return route.page === "record"
    ? { pageType: "entityrecord", entityName: route.table, entityId: route.id, formId: route.formId }
    : { pageType: "entitylist", entityName: route.table, viewId: route.viewId };
}

function toExtraqs(data: Record<string, unknown>): string {
  return new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString();
}
