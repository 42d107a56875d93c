import { Button, Menu, MenuItemLink, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import * as React from "react";
import { AppKind, routeUrl } from "../routing/route";
import { useEnvironment } from "./Environment";
import { ChevronDownRegular } from "./icons";

/** The environment's apps, as the client API and the app switcher name them. */
export const APPS: Readonly<Record<AppKind, { name: string; uniqueName: string }>> = {
  single: { name: "Service Hub", uniqueName: "local_servicehub" },
  multisession: { name: "Service workspace", uniqueName: "local_serviceworkspace" },
};

/** Goes to another app by its address, as in Dataverse: each app is a page load of its own. */
export function AppSwitcher(): React.ReactElement {
  const { workspace } = useEnvironment();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          iconPosition="after"
          icon={<ChevronDownRegular />}
          aria-label={`App: ${APPS[workspace.app].name}`}
        >
          {APPS[workspace.app].name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList aria-label="Apps">
          {(Object.keys(APPS) as AppKind[]).map(app => (
            <MenuItemLink
              key={app}
              href={routeUrl({ page: "home" }, app)}
              aria-current={app === workspace.app ? "page" : undefined}
            >
              {APPS[app].name}
            </MenuItemLink>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
