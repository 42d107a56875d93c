import { createNavigation } from "../pcf/navigation";
import { toEntityMetadata } from "../pcf/entityMetadata";
import { createWebApiService } from "../pcf/webApiService";
import { offsetMinutes } from "../platform/timeZone";
import { routeUrl } from "../routing/route";
import { Environment } from "../ui/Environment";
import { lookupDialog } from "../ui/dialogs/LookupDialog";
import { createAppSessions } from "./appSessions";
import { toCollection } from "./collection";
import { executeRequest } from "./execute";
import { PageInput, toPageInput, toRoute } from "./pageInput";
import { ProgressIndicator } from "./progress";

const API_VERSION = "9.2";

/** Privileges.has */
const WRITE = 3;

/** window.Xrm as far as controls and form scripts use it without a form. */
export function createXrm(environment: Environment): Record<string, unknown> {
  const { api, metadata, dialogs, router, workspace } = environment;
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
      navigateTo: async (page: PageInput) => {
        await router.go(toRoute(page));
      },
    },
    App: { sessions: createAppSessions(workspace, error => console.error("A session handler failed", error)) },
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
      getPageContext: () => ({ input: toPageInput(router.route) }),
    },
  };
}

function globalContext({ user, profile, formatter, app, router, privileges }: Environment): Record<string, unknown> {
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
    // Not of the platform: there Power Apps has the form designer, here the shell.
    organizationSettings: {
      localFormDesigner: privileges.has("SystemForm", WRITE)
        ? routeUrl({ page: "forms", table: "incident" })
        : undefined,
    },
    getCurrentAppName: () => Promise.resolve(app.name),
    getCurrentAppProperties: () =>
      Promise.resolve({
        appId: app.areas ? app.key : undefined,
        displayName: app.name,
        uniqueName: app.uniqueName,
      }),
    getCurrentAppUrl: () => window.location.origin + router.url({ page: "home" }),
    getClientUrl: () => window.location.origin,
    getVersion: () => `${API_VERSION}.0.0`,
    getWebResourceUrl: (name: string) => `/WebResources/${name}`,
    prependOrgName: (path: string) => path,
    isOnPremises: () => false,
  };
}
