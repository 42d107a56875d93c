import {
  Button,
  Menu,
  MenuDivider,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import { AppSummary, OWN_APPS, readApps } from "../apps/apps";
import { routeUrl } from "../routing/route";
import { useEnvironment } from "./Environment";
import { Loaded, useLoaded } from "./hooks";
import { ChevronDownRegular } from "./icons";
import { ResourceIcon } from "./ResourceIcon";

const NONE: Loaded<AppSummary[]> = { state: "ready", value: [] };

/** Goes to another app by its address, as in Dataverse: each app is a page load of its own. */
export function AppSwitcher(): React.ReactElement {
  const { app, api, profile } = useEnvironment();
  const [isOpen, setOpen] = React.useState(false);
  // Apps of solutions are read when somebody looks for them, and anew each time: solutions come and go.
  const read = useLoaded(() => (isOpen ? readApps(api, profile) : Promise.resolve([])), [isOpen, api, profile]);
  const apps = isOpen ? read : NONE;
  return (
    <Menu open={isOpen} onOpenChange={(_, data) => setOpen(data.open)}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" iconPosition="after" icon={<ChevronDownRegular />} aria-label={`App: ${app.name}`}>
          {app.name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList aria-label="Apps">
          {OWN_APPS.map(own => (
            <AppLink key={own.key} app={own} isCurrent={own.key === app.key} />
          ))}
          {apps.state === "ready" && apps.value.length > 0 && <MenuDivider />}
          {apps.state === "ready" &&
            apps.value.map(other => <AppLink key={other.key} app={other} isCurrent={other.key === app.key} />)}
        </MenuList>
        {apps.state === "loading" && <Text size={200}>Loading apps</Text>}
        {apps.state === "failed" && (
          <Text size={200} role="alert">
            {apps.error}
          </Text>
        )}
      </MenuPopover>
    </Menu>
  );
}

function AppLink({ app, isCurrent }: { app: AppSummary; isCurrent: boolean }): React.ReactElement {
  return (
    <MenuItemLink
      href={routeUrl({ page: "home" }, app.key)}
      icon={app.icon ? <ResourceIcon name={app.icon} /> : undefined}
      aria-current={isCurrent ? "page" : undefined}
    >
      {app.name}
    </MenuItemLink>
  );
}
