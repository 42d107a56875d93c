import { BundleLoader } from "../pcf/bundleLoader";
import { Customizations } from "../platform/customizations";
import { Formatter } from "../platform/formatter";
import { Metadata } from "../platform/metadata";
import { Privileges } from "../platform/privileges";
import { SessionUser } from "../platform/session";
import { WebApi } from "../platform/webApi";
import { Router } from "../routing/router";
import { createXrm } from "../xrm/xrm";
import { Dialogs } from "./dialogs/dialogs";
import { Environment } from "./Environment";

/** Privileges are read at once: controls and commands ask for them synchronously. Scripts find window.Xrm from here on. */
export async function createEnvironment(user: SessionUser, formatter: Formatter): Promise<Environment> {
  const api = new WebApi();
  const environment: Environment = {
    user,
    api,
    metadata: new Metadata(api),
    customizations: new Customizations(api, user.languageId),
    privileges: await Privileges.load(api, user.id),
    formatter,
    router: new Router(),
    dialogs: new Dialogs(),
    bundles: new BundleLoader(document),
  };
  Object.assign(window, { Xrm: createXrm(environment) });
  return environment;
}
