import { Dropdown, makeStyles, Option, shorthands, Title3, tokens } from "@fluentui/react-components";
import * as React from "react";
import { FormCell, FormDefinition, parseForm } from "../../forms/formXml";
import { Dashboard } from "../../platform/customizations";
import { CommandBar } from "../CommandBar";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { ArrowClockwiseRegular } from "../icons";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { DashboardCell } from "./DashboardCell";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalM) },
  picker: { minWidth: "200px", maxWidth: "100%" },
  cells: {
    display: "grid",
    ...shorthands.gap(tokens.spacingVerticalM),
    "@media (max-width: 720px)": { display: "flex", flexDirection: "column" },
  },
});

export function DashboardPage({ id }: { id: string | undefined }): React.ReactElement {
  const { customizations } = useEnvironment();
  const dashboards = useLoaded(() => customizations.allDashboards(), [customizations]);
  if (dashboards.state === "loading") return <Loading label="Loading the dashboard" />;
  if (dashboards.state === "failed") return <Failed title="The dashboard can't be shown" error={dashboards.error} />;
  const dashboard = dashboards.value.find(one => one.id === id) ?? (id ? undefined : dashboards.value[0]);
  if (!dashboard) return <Failed title="Nothing to show" error="The environment has no such dashboard." />;
  return <Shown key={dashboard.id} dashboard={dashboard} others={dashboards.value} />;
}

function Shown({ dashboard, others }: { dashboard: Dashboard; others: Dashboard[] }): React.ReactElement {
  const styles = useStyles();
  const { router, formatter } = useEnvironment();
  const [version, setVersion] = React.useState(0);
  usePageTitle(dashboard.name);
  const form = React.useMemo(
    () => parseForm(dashboard.id, dashboard.name, dashboard.formXml, formatter.languageId),
    [dashboard, formatter],
  );
  return (
    <div className={styles.page}>
      <CommandBar
        label="Commands"
        commands={[{ name: "Refresh", icon: <ArrowClockwiseRegular />, run: () => setVersion(count => count + 1) }]}
      />
      <div className={styles.head}>
        <Title3 as="h1">{dashboard.name}</Title3>
        {others.length > 1 && (
          <Dropdown
            className={styles.picker}
            aria-label="Dashboard"
            value={dashboard.name}
            selectedOptions={[dashboard.id]}
            onOptionSelect={(_, data) => void router.go({ page: "dashboard", id: data.optionValue })}
          >
            {others.map(other => (
              <Option key={other.id} value={other.id}>
                {other.name}
              </Option>
            ))}
          </Dropdown>
        )}
      </div>
      {sectionsOf(form).map(section => (
        <div
          key={section.id}
          className={styles.cells}
          style={{ gridTemplateColumns: `repeat(${section.columns}, minmax(0, 1fr))` }}
        >
          {section.cells.map(cell => (
            <DashboardCell key={cell.id} cell={cell} version={version} columns={section.columns} />
          ))}
        </div>
      ))}
    </div>
  );
}

function sectionsOf(form: FormDefinition): { id: string; columns: number; cells: FormCell[] }[] {
  return form.tabs
    .flatMap(tab => tab.columns)
    .flatMap(column => column.sections)
    .map(section => ({ id: section.id, columns: section.columns, cells: section.rows.flat() }));
}
