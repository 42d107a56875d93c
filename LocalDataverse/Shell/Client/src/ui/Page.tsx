import * as React from "react";
import { Route } from "../routing/route";
import { useEnvironment } from "./Environment";
import { FormPage } from "./form/FormPage";
import { GridPage } from "./grid/GridPage";
import { useLoaded } from "./hooks";
import { loadTables } from "./Navigation";
import { Failed, Loading } from "./States";

export function Page({ route }: { route: Route }): React.ReactElement {
  if (route.page === "home") return <Home />;
  if (route.page === "list") return <GridPage table={route.table} viewId={route.viewId} />;
  return <FormPage route={route} />;
}

/** Leads on to cases where there are any, else to the first table of the list. */
function Home(): React.ReactElement {
  const environment = useEnvironment();
  const tables = useLoaded(() => loadTables(environment), [environment]);
  const found = tables.state === "ready" ? tables.value : [];
  const table = (found.find(table => table.name === "incident") ?? found[0])?.name;
  React.useEffect(() => {
    if (table) environment.router.redirect({ page: "list", table });
  }, [environment, table]);
  if (tables.state === "failed") return <Failed title="The tables can't be listed" error={tables.error} />;
  if (tables.state === "loading" || table) return <Loading label="Loading tables" />;
  return <Failed title="Nothing to show" error="No table with a view and a form may be read by this user." />;
}
