import { Text } from "@fluentui/react-components";
import * as React from "react";
import { TableSummary } from "../platform/metadata";
import { Route } from "../routing/route";
import { Environment, useEnvironment } from "./Environment";
import { useLoaded } from "./hooks";
import { BoxRegular, FormRegular, PeopleRegular, TableRegular } from "./icons";
import { NavigationLink, useNavigationStyles } from "./NavigationLink";
import { SiteMapNavigation } from "./SiteMapNavigation";
import { Failed, Loading } from "./States";

interface Props {
  route: Route;
  onNavigated?: () => void;
}

/** The app's site map; in the shell's own apps the tables that the user may read and the shell can show. */
export function Navigation({ route, onNavigated }: Props): React.ReactElement {
  const { app } = useEnvironment();
  return app.areas ? (
    <SiteMapNavigation areas={app.areas} route={route} onNavigated={onNavigated} />
  ) : (
    <TableNavigation route={route} onNavigated={onNavigated} />
  );
}

function TableNavigation({ route, onNavigated }: Props): React.ReactElement {
  const styles = useNavigationStyles();
  const environment = useEnvironment();
  const tables = useLoaded(() => loadTables(environment), [environment]);
  if (tables.state === "loading") return <Loading label="Loading tables" />;
  if (tables.state === "failed") return <Failed title="The tables can't be listed" error={tables.error} />;
  return (
    <nav aria-label="Tables" className={styles.list}>
      {tables.value.map(table => (
        <NavigationLink
          key={table.name}
          to={{ page: "list", table: table.name }}
          icon={<TableRegular />}
          text={table.pluralLabel}
          isCurrent={"table" in route && route.page !== "forms" && route.table === table.name}
          onNavigated={onNavigated}
        />
      ))}
      {environment.privileges.has("SystemForm", WRITE) && tables.value[0] && (
        <NavigationLink
          to={{ page: "forms", table: (tables.value.find(({ name }) => name === "incident") ?? tables.value[0]).name }}
          icon={<FormRegular />}
          text="Forms"
          isCurrent={route.page === "forms" || route.page === "designer"}
          onNavigated={onNavigated}
        />
      )}
      {environment.privileges.has("Solution", CREATE) && (
        <NavigationLink
          to={{ page: "solutions" }}
          icon={<BoxRegular />}
          text="Solutions"
          isCurrent={route.page === "solutions"}
          onNavigated={onNavigated}
        />
      )}
      {environment.privileges.has("User", READ) && environment.privileges.has("Role", ASSIGN) && (
        <NavigationLink
          to={{ page: "users" }}
          icon={<PeopleRegular />}
          text="Users"
          isCurrent={route.page === "users"}
          onNavigated={onNavigated}
        />
      )}
      {tables.value.length === 0 && <Text>No table may be read by this user.</Text>}
    </nav>
  );
}

export async function loadTables({ customizations, metadata, privileges }: Environment): Promise<TableSummary[]> {
  const names = await customizations.navigableTables();
  const tables = await Promise.all(names.map(name => metadata.summary(name)));
  return tables
    .filter(table => privileges.has(table.isActivity ? "Activity" : table.schemaName, READ))
    .sort((left, right) => left.pluralLabel.localeCompare(right.pluralLabel));
}

const CREATE = 1;
const READ = 2;
const WRITE = 3;
const ASSIGN = 5;
