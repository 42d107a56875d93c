import * as React from "react";
import { App } from "../apps/apps";
import { Customizations } from "../platform/customizations";
import { Formatter } from "../platform/formatter";
import { Metadata } from "../platform/metadata";
import { SessionProfile, SessionUser } from "../platform/session";
import { WebApi } from "../platform/webApi";
import { Privileges } from "../platform/privileges";
import { BundleLoader } from "../pcf/bundleLoader";
import { PageRouter } from "../workspace/pageTab";
import { Workspace } from "../workspace/workspace";
import { Dialogs } from "./dialogs/dialogs";
import { Toasts } from "./Toasts";

/** What every part of the shell may use, for one signed-in user. */
export interface Environment {
  user: SessionUser;
  profile: SessionProfile;
  app: App;
  api: WebApi;
  metadata: Metadata;
  customizations: Customizations;
  privileges: Privileges;
  formatter: Formatter;
  /** Every open page. */
  workspace: Workspace;
  /** The page's own; outside pages that of the page in front. */
  router: PageRouter;
  dialogs: Dialogs;
  toasts: Toasts;
  bundles: BundleLoader;
}

const EnvironmentContext = React.createContext<Environment | undefined>(undefined);

export const EnvironmentProvider = EnvironmentContext.Provider;

export function useEnvironment(): Environment {
  const environment = React.useContext(EnvironmentContext);
  if (!environment) throw new Error("No environment above this component.");
  return environment;
}
