import { Dropdown, Link, makeStyles, Option, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { SiteMapArea } from "../apps/siteMap";
import { VisibleArea, visibleAreas, VisibleEntry } from "../apps/visibleEntries";
import { Route, samePlace } from "../routing/route";
import { useEnvironment } from "./Environment";
import { useLoaded } from "./hooks";
import { TableRegular } from "./icons";
import { NavigationLink, useNavigationStyles } from "./NavigationLink";
import { ResourceIcon } from "./ResourceIcon";
import { Failed, Loading } from "./States";

const useStyles = makeStyles({
  group: { ...shorthands.padding(tokens.spacingVerticalM, tokens.spacingHorizontalM, tokens.spacingVerticalXS) },
  areas: { minWidth: 0, marginTop: tokens.spacingVerticalM },
});

interface Props {
  areas: SiteMapArea[];
  route: Route;
  onNavigated: (() => void) | undefined;
}

/** An app's areas, groups and entries, as far as the user's rights go. One area shows at a time. */
export function SiteMapNavigation({ areas, route, onNavigated }: Props): React.ReactElement {
  const styles = { ...useNavigationStyles(), ...useStyles() };
  const { app, metadata, privileges } = useEnvironment();
  const visible = useLoaded(
    () => visibleAreas(areas, privileges, name => metadata.summary(name)),
    [areas, privileges, metadata],
  );
  const [picked, setPicked] = React.useState("");
  if (visible.state === "loading") return <Loading label="Loading the site map" />;
  if (visible.state === "failed") return <Failed title="The site map can't be shown" error={visible.error} />;
  const area = visible.value.find(area => area.id === picked) ?? areaOf(visible.value, route) ?? visible.value[0];
  if (!area) return <Text>Nothing in this app may be opened by this user.</Text>;
  return (
    <nav aria-label={app.name} className={styles.list}>
      {area.groups.map(group => (
        <div key={group.id} role="group" aria-label={group.title || area.title} className={styles.list}>
          {group.title && (
            <Text size={200} weight="semibold" className={styles.group}>
              {group.title}
            </Text>
          )}
          {group.entries.map(entry => (
            <Entry key={entry.id} entry={entry} route={route} onNavigated={onNavigated} />
          ))}
        </div>
      ))}
      {visible.value.length > 1 && (
        <Dropdown
          className={styles.areas}
          aria-label="Area"
          value={area.title}
          selectedOptions={[area.id]}
          onOptionSelect={(_, data) => setPicked(data.optionValue ?? "")}
        >
          {visible.value.map(one => (
            <Option key={one.id} value={one.id}>
              {one.title}
            </Option>
          ))}
        </Dropdown>
      )}
    </nav>
  );
}

function Entry({ entry, route, onNavigated }: { entry: VisibleEntry } & Omit<Props, "areas">): React.ReactElement {
  if (!entry.route)
    return (
      <Link href={entry.url} target="_blank" rel="noopener">
        {entry.text}
      </Link>
    );
  return (
    <NavigationLink
      to={entry.route}
      icon={entry.icon ? <ResourceIcon name={entry.icon} /> : <TableRegular />}
      text={entry.text}
      isCurrent={isAt(entry.route, route)}
      onNavigated={onNavigated}
    />
  );
}

/** An open row belongs to its table's entry; a dashboard that was picked belongs to the dashboards. */
function isAt(entry: Route, route: Route): boolean {
  if (entry.page === "list") return "table" in route && route.table === entry.table;
  if (entry.page === "dashboard") return route.page === "dashboard";
  if (entry.page === "webresource") return route.page === "webresource" && route.name === entry.name;
  return samePlace(entry, route);
}

function areaOf(areas: VisibleArea[], route: Route): VisibleArea | undefined {
  return areas.find(area =>
    area.groups.some(group => group.entries.some(entry => entry.route && isAt(entry.route, route))),
  );
}
