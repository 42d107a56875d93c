import { App } from "../apps/apps";
import { BundleLoader } from "../pcf/bundleLoader";
import { Customizations } from "../platform/customizations";
import { Formatter } from "../platform/formatter";
import { Metadata } from "../platform/metadata";
import { Privileges } from "../platform/privileges";
import { SessionProfile, SessionUser } from "../platform/session";
import { WebApi } from "../platform/webApi";
import { AddressBar } from "../routing/addressBar";
import { parseRoute } from "../routing/route";
import { Workspace } from "../workspace/workspace";
import { createXrm } from "../xrm/xrm";
import { Dialogs } from "./dialogs/dialogs";
import { alertDialog } from "./dialogs/messages";
import { Environment } from "./Environment";
import { Toasts } from "./Toasts";

/** Scripts find window.Xrm from here on. */
export function createEnvironment(
  user: SessionUser,
  profile: SessionProfile,
  formatter: Formatter,
  app: App,
  api: WebApi,
): Environment {
  const dialogs = new Dialogs();
  const refuse = (sentence: string) => void alertDialog(dialogs, "Not opened", sentence);
  const workspace = new Workspace(app.key, parseRoute(window.location.search), refuse, app.isMultiSession);
  const environment: Environment = {
    user,
    profile,
    app,
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
