import { BundleLoader } from "../pcf/bundleLoader";
import { Customizations } from "../platform/customizations";
import { Formatter } from "../platform/formatter";
import { Metadata } from "../platform/metadata";
import { Privileges } from "../platform/privileges";
import { SessionProfile, SessionUser } from "../platform/session";
import { WebApi } from "../platform/webApi";
import { AddressBar } from "../routing/addressBar";
import { parseApp, parseRoute } from "../routing/route";
import { Workspace } from "../workspace/workspace";
import { createXrm } from "../xrm/xrm";
import { Dialogs } from "./dialogs/dialogs";
import { alertDialog } from "./dialogs/messages";
import { Environment } from "./Environment";
import { Toasts } from "./Toasts";

/** Scripts find window.Xrm from here on. */
export function createEnvironment(user: SessionUser, profile: SessionProfile, formatter: Formatter): Environment {
  const api = new WebApi();
  const dialogs = new Dialogs();
  const { search } = window.location;
  const workspace = new Workspace(parseApp(search), parseRoute(search), sentence => {
    void alertDialog(dialogs, "Not opened", sentence);
  });
  const environment: Environment = {
    user,
    profile,
    api,
    metadata: new Metadata(api),
    customizations: new Customizations(api, profile.languageId),
    privileges: new Privileges(profile.privileges),
    formatter,
    workspace,
    router: workspace.routerOf(),
    dialogs,
    toasts: new Toasts(),
    bundles: new BundleLoader(document),
  };
  new AddressBar(workspace).start();
  Object.assign(window, { Xrm: createXrm(environment) });
  return environment;
}
