import { Button, makeStyles, mergeClasses, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { TableSummary } from "../platform/metadata";
import { Route } from "../routing/route";
import { Environment, useEnvironment } from "./Environment";
import { useLoaded } from "./hooks";
import { TableRegular } from "./icons";
import { Failed, Loading } from "./States";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", ...shorthands.gap("2px") },
  item: { justifyContent: "flex-start", fontWeight: tokens.fontWeightRegular, textAlign: "start" },
  current: { backgroundColor: tokens.colorNeutralBackground1, fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  route: Route;
  onNavigated?: () => void;
}

/** The tables that the user may read and the shell can show. */
export function Navigation({ route, onNavigated }: Props): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const tables = useLoaded(() => loadTables(environment), [environment]);
  const open = (table: string) => (event: React.MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void environment.router.go({ page: "list", table }).then(left => left && onNavigated?.());
  };
  if (tables.state === "loading") return <Loading label="Loading tables" />;
  if (tables.state === "failed") return <Failed title="The tables can't be listed" error={tables.error} />;
  return (
    <nav aria-label="Tables" className={styles.list}>
      {tables.value.map(table => {
        const current = route.page !== "home" && route.table === table.name;
        return (
          <Button
            key={table.name}
            as="a"
            role="link"
            href={environment.router.url({ page: "list", table: table.name })}
            appearance="subtle"
            icon={<TableRegular />}
            className={mergeClasses(styles.item, current && styles.current)}
            aria-current={current ? "page" : undefined}
            onClick={open(table.name)}
          >
            {table.pluralLabel}
          </Button>
        );
      })}
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

const READ = 2;
