import * as React from "react";
import { visibleAreas } from "../apps/visibleEntries";
import { Route } from "../routing/route";
import { DashboardPage } from "./dashboard/DashboardPage";
import { DesignerPage } from "./designer/DesignerPage";
import { FormsPage } from "./designer/FormsPage";
import { Environment, useEnvironment } from "./Environment";
import { FormPage } from "./form/FormPage";
import { GridPage } from "./grid/GridPage";
import { useLoaded } from "./hooks";
import { loadTables } from "./Navigation";
import { SolutionsPage } from "./solutions/SolutionsPage";
import { Failed, Loading } from "./States";
import { UsersPage } from "./users/UsersPage";
import { WebResourcePage } from "./WebResourcePage";

export function Page({ route }: { route: Route }): React.ReactElement {
  switch (route.page) {
    case "home":
      return <Home />;
    case "list":
      return <GridPage table={route.table} viewId={route.viewId} />;
    case "record":
      return <FormPage route={route} />;
    case "webresource":
      return <WebResourcePage name={route.name} data={route.data} />;
    case "dashboard":
      return <DashboardPage id={route.id} />;
    case "forms":
      return <FormsPage table={route.table} />;
    case "designer":
      return <DesignerPage formId={route.formId} />;
    case "solutions":
      return <SolutionsPage id={route.id} />;
    case "users":
      return <UsersPage />;
  }
}

/** Leads on to where the app begins. */
function Home(): React.ReactElement {
  const environment = useEnvironment();
  const first = useLoaded(() => startOf(environment), [environment]);
  const route = first.state === "ready" ? first.value : undefined;
  React.useEffect(() => {
    if (route) environment.router.redirect(route);
  }, [environment, route]);
  if (first.state === "failed") return <Failed title="The app can't be shown" error={first.error} />;
  if (first.state === "loading" || route) return <Loading label="Loading the app" />;
  return <Failed title="Nothing to show" error="No table with a view and a form may be read by this user." />;
}

/** The first entry of the site map; in the shell's own apps cases where there are any, else the first table. */
async function startOf(environment: Environment): Promise<Route | undefined> {
  const { app, metadata, privileges } = environment;
  if (app.areas) {
    const areas = await visibleAreas(app.areas, privileges, name => metadata.summary(name));
    const entries = areas.flatMap(area => area.groups).flatMap(group => group.entries);
    return entries.map(entry => entry.route).find(route => route !== undefined);
  }
  const tables = await loadTables(environment);
  const table = (tables.find(table => table.name === "incident") ?? tables[0])?.name;
  return table ? { page: "list", table } : undefined;
}
