import { createNavigation } from "../pcf/navigation";
import { toEntityMetadata } from "../pcf/entityMetadata";
import { createWebApiService } from "../pcf/webApiService";
import { offsetMinutes } from "../platform/timeZone";
import { Environment } from "../ui/Environment";
import { lookupDialog } from "../ui/dialogs/LookupDialog";
import { ProgressIndicator } from "./progress";
import { executeRequest } from "./execute";

const API_VERSION = "9.2";

/** window.Xrm as far as controls and form scripts use it without a form. */
export function createXrm(environment: Environment): Record<string, unknown> {
  const { api, metadata, dialogs, router } = environment;
  const navigation = createNavigation(router, dialogs);
  const service = createWebApiService(api, metadata);
  const online = {
    ...service,
    execute: (request: Parameters<typeof executeRequest>[2]) => executeRequest(api, metadata, request),
  };
  const progress = new ProgressIndicator(document);
  return {
    WebApi: { ...online, online, isAvailableOffline: () => false },
    Navigation: {
      ...navigation,
      navigateTo: (page: { pageType: string; entityName?: string; entityId?: string; viewId?: string }) =>
        navigateTo(environment, page),
    },
    Utility: {
      getGlobalContext: () => globalContext(environment),
      getEntityMetadata: async (name: string, attributes?: string[]) =>
        toEntityMetadata(await metadata.table(name), attributes),
      lookupObjects: async (options: { entityTypes: string[]; allowMultiSelect?: boolean }) =>
        (await lookupDialog(environment, options.entityTypes, options.allowMultiSelect === true)).map(row => ({
          id: row.id,
          name: row.name,
          entityType: row.table,
        })),
      showProgressIndicator: (text: string) => progress.show(text),
      closeProgressIndicator: () => progress.close(),
      getPageContext: () => ({ input: pageInput(environment) }),
    },
  };
}

async function navigateTo(
  { router }: Environment,
  page: { pageType: string; entityName?: string; entityId?: string; viewId?: string },
): Promise<void> {
  if (page.pageType === "entityrecord" && page.entityName) {
    await router.go({ page: "record", table: page.entityName, id: page.entityId });
  } else if (page.pageType === "entitylist" && page.entityName) {
    await router.go({ page: "list", table: page.entityName, viewId: page.viewId });
  } else throw new Error(`The local shell has no page of the type ${page.pageType}.`);
}

function pageInput({ router }: Environment): Record<string, unknown> {
  const route = router.current;
  if (route.page === "home") return {};
  return route.page === "record"
    ? { pageType: "entityrecord", entityName: route.table, entityId: route.id }
    : { pageType: "entitylist", entityName: route.table, viewId: route.viewId };
}

function globalContext({ user, profile, formatter }: Environment): Record<string, unknown> {
  return {
    client: {
      getClient: () => "Web",
      getClientState: () => "Online",
      getFormFactor: () => 1,
      isOffline: () => false,
      isNetworkAvailable: () => navigator.onLine,
    },
    userSettings: {
      userId: `{${user.id.toUpperCase()}}`,
      userName: user.fullName,
      languageId: formatter.languageId,
      isRTL: formatter.isRightToLeft,
      roles: toCollection(profile.securityRoles),
      securityRoles: profile.securityRoles.map(role => role.id),
      getTimeZoneOffsetMinutes: () => offsetMinutes(formatter.timeZone, new Date()),
    },
    getClientUrl: () => window.location.origin,
    getVersion: () => `${API_VERSION}.0.0`,
    getWebResourceUrl: (name: string) => `/WebResources/${name}`,
    prependOrgName: (path: string) => path,
    isOnPremises: () => false,
  };
}

function toCollection<T>(items: readonly T[]) {
  return {
    get: (index?: number) => (index === undefined ? items : (items[index] ?? null)),
    getAll: () => items,
    getLength: () => items.length,
    forEach: (visit: (item: T, index: number) => void) => items.forEach(visit),
  };
}
