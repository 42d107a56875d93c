import * as React from "react";
import { View } from "../../platform/customizations";
import { RelationshipInfo, TableInfo } from "../../platform/metadata";
import { parentDefaults } from "../../forms/defaults";
import { equals } from "../../views/fetchXml";
import { CommandBar } from "../CommandBar";
import { deleteRows } from "../deleteRows";
import { Environment, useEnvironment } from "../Environment";
import { ViewGrid } from "../grid/ViewGrid";
import { useLoaded } from "../hooks";
import { AddRegular, ArrowClockwiseRegular, DeleteRegular } from "../icons";
import { Failed, Loading } from "../States";
import { useFormHost } from "./FormHost";
import { quickCreate } from "./QuickCreate";

interface Props {
  relationship: RelationshipInfo;
  /** Empty: the table's associated view. */
  viewId: string;
  pageSize: number;
  label: string;
}

const CREATE = 1;
const DELETE = 4;

/** The rows of a table that point to the form's row. */
export function RelatedRows({ relationship, viewId, pageSize, label }: Props): React.ReactElement {
  const environment = useEnvironment();
  const source = useLoaded(
    () => loadSource(environment, relationship.childTable, viewId),
    [environment, relationship, viewId],
  );
  if (source.state === "loading") return <Loading label={`Loading ${label}`} />;
  if (source.state === "failed") return <Failed title={`${label} can't be shown`} error={source.error} />;
  return <Rows relationship={relationship} pageSize={pageSize} label={label} {...source.value} />;
}

interface RowsProps {
  relationship: RelationshipInfo;
  pageSize: number;
  label: string;
  table: TableInfo;
  view: View;
}

function Rows({ relationship, pageSize, label, table, view }: RowsProps): React.ReactElement {
  const environment = useEnvironment();
  const { privileges, router } = environment;
  const { model, isReadOnly } = useFormHost();
  const [version, setVersion] = React.useState(0);
  const [selected, setSelected] = React.useState<ReadonlySet<string>>(new Set());
  const creatable = useLoaded(() => loadCreatable(environment, table), [environment, table]);
  const schemaName = table.isActivity ? "Activity" : table.schemaName;
  const create = async ({ name, hasQuickCreate }: Creatable) => {
    const defaults = parentDefaults(relationship.childColumn, model.table.name, model.id, model.title);
    if (!hasQuickCreate) await router.go({ page: "record", table: name, defaults });
    else if (await quickCreate(environment, name, defaults)) setVersion(count => count + 1);
  };
  const remove = async () => {
    setSelected(new Set(await deleteRows(environment, table, [...selected])));
    setVersion(count => count + 1);
  };
  return (
    <div>
      <CommandBar
        label={`${label} commands`}
        commands={[
          ...(creatable.state === "ready" ? creatable.value : []).map(child => ({
            name: `New ${child.label}`,
            icon: <AddRegular />,
            hidden: isReadOnly || !privileges.has(schemaName, CREATE),
            run: () => void create(child),
          })),
          {
            name: "Delete selected",
            icon: <DeleteRegular />,
            hidden: selected.size === 0 || !privileges.has(schemaName, DELETE),
            run: () => void remove(),
          },
          { name: `Refresh ${label}`, icon: <ArrowClockwiseRegular />, run: () => setVersion(count => count + 1) },
        ]}
      />
      <ViewGrid
        key={view.id}
        table={table}
        view={view}
        pageSize={pageSize}
        filters={[equals(relationship.childColumn, model.id)]}
        selected={selected}
        onSelect={setSelected}
        version={version + model.relatedVersion}
      />
    </div>
  );
}

interface Creatable {
  name: string;
  label: string;
  hasQuickCreate: boolean;
}

const ANY_ACTIVITY = "activitypointer";

/** What the list may be added to: the table where it has a form; in a list of all activities each kind with a quick create form. */
async function loadCreatable({ customizations, metadata }: Environment, table: TableInfo): Promise<Creatable[]> {
  const navigable = await customizations.navigableTables();
  const isAny = table.name === ANY_ACTIVITY;
  const tables = isAny
    ? (await Promise.all(navigable.map(name => metadata.summary(name)))).filter(({ isActivity }) => isActivity)
    : [table].filter(({ name }) => navigable.includes(name));
  const creatable = await Promise.all(
    tables.map(async ({ name, label }) => ({
      name,
      label,
      hasQuickCreate: (await customizations.quickCreateForm(name)) !== undefined,
    })),
  );
  return creatable.filter(({ hasQuickCreate }) => !isAny || hasQuickCreate);
}

async function loadSource(
  environment: Environment,
  name: string,
  viewId: string,
): Promise<{ table: TableInfo; view: View }> {
  const { customizations, metadata } = environment;
  const table = await metadata.table(name);
  const view = viewId
    ? await customizations.view(name, viewId)
    : ((await customizations.defaultView(name, "associated")) ?? (await customizations.defaultView(name)));
  if (!view) throw new Error(`The table ${name} has no view.`);
  return { table, view };
}
