import { BundleLoader } from "../pcf/bundleLoader";
import { Customizations } from "../platform/customizations";
import { Formatter } from "../platform/formatter";
import { Metadata } from "../platform/metadata";
import { Privileges } from "../platform/privileges";
import { SessionProfile, SessionUser } from "../platform/session";
import { WebApi } from "../platform/webApi";
import { Router } from "../routing/router";
import { createXrm } from "../xrm/xrm";
import { Dialogs } from "./dialogs/dialogs";
import { Environment } from "./Environment";

/** Scripts find window.Xrm from here on. */
export function createEnvironment(user: SessionUser, profile: SessionProfile, formatter: Formatter): Environment {
  const api = new WebApi();
  const environment: Environment = {
    user,
    profile,
    api,
    metadata: new Metadata(api),
    customizations: new Customizations(api, profile.languageId),
    privileges: new Privileges(profile.privileges),
    formatter,
    router: new Router(),
    dialogs: new Dialogs(),
    bundles: new BundleLoader(document),
  };
  Object.assign(window, { Xrm: createXrm(environment) });
  return environment;
}
