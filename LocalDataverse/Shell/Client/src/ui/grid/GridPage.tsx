import { Dropdown, Input, makeStyles, Option, shorthands, Title3, tokens } from "@fluentui/react-components";
import * as React from "react";
import { View } from "../../platform/customizations";
import { TableInfo } from "../../platform/metadata";
import { contains, quickFindColumns } from "../../views/fetchXml";
import { CommandBar } from "../CommandBar";
import { deleteRows } from "../deleteRows";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { AddRegular, ArrowClockwiseRegular, DeleteRegular, SearchRegular } from "../icons";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { ViewGrid } from "./ViewGrid";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding(tokens.spacingVerticalM),
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalM) },
  picker: { minWidth: "200px", maxWidth: "100%" },
  search: { marginInlineStart: "auto", width: "260px", maxWidth: "100%" },
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
    boxShadow: tokens.shadow2,
  },
});

const PAGE_SIZE = 50;
const CREATE = 1;
const DELETE = 4;

interface Props {
  table: string;
  viewId: string | undefined;
}

interface GridSource {
  table: TableInfo;
  views: View[];
  quickFind: string[];
}

export function GridPage({ table, viewId }: Props): React.ReactElement {
  const environment = useEnvironment();
  const source = useLoaded(() => loadSource(environment, table), [environment, table]);
  if (source.state === "loading") return <Loading label="Loading the table" />;
  if (source.state === "failed") return <Failed title="The table can't be shown" error={source.error} />;
  const view = source.value.views.find(view => view.id === viewId) ?? source.value.views[0];
  if (!view) return <Failed title="Nothing to show" error={`The table ${table} has no public view.`} />;
  return <Grid source={source.value} view={view} />;
}

function Grid({ source, view }: { source: GridSource; view: View }): React.ReactElement {
  const styles = useStyles();
  const environment = useEnvironment();
  const { router, privileges } = environment;
  const { table } = source;
  const [current, setCurrent] = React.useState(view);
  const [selected, setSelected] = React.useState<ReadonlySet<string>>(new Set());
  const [version, setVersion] = React.useState(0);
  const [typed, setTyped] = React.useState("");
  const [searched, setSearched] = React.useState("");
  const refresh = () => setVersion(count => count + 1);
  const schemaName = table.isActivity ? "Activity" : table.schemaName;
  usePageTitle(table.pluralLabel);
  const pick = (id: string | undefined) => {
    const picked = source.views.find(view => view.id === id);
    if (!picked) return;
    setCurrent(picked);
    router.rename({ page: "list", table: table.name, viewId: picked.id });
  };
  const remove = async () => {
    if (await deleteRows(environment, table, [...selected])) setSelected(new Set());
    refresh();
  };
  return (
    <div className={styles.page}>
      <CommandBar
        label="Commands"
        commands={[
          {
            name: "New",
            icon: <AddRegular />,
            hidden: !privileges.has(schemaName, CREATE),
            run: () => void router.go({ page: "record", table: table.name }),
          },
          {
            name: "Delete",
            icon: <DeleteRegular />,
            hidden: selected.size === 0 || !privileges.has(schemaName, DELETE),
            run: () => void remove(),
          },
          { name: "Refresh", icon: <ArrowClockwiseRegular />, run: refresh },
        ]}
      />
      <div className={styles.head}>
        <Title3 as="h1">{table.pluralLabel}</Title3>
        <Dropdown
          className={styles.picker}
          aria-label="View"
          value={current.name}
          selectedOptions={[current.id]}
          onOptionSelect={(_, data) => pick(data.optionValue)}
        >
          {source.views.map(view => (
            <Option key={view.id} value={view.id}>
              {view.name}
            </Option>
          ))}
        </Dropdown>
        {source.quickFind.length > 0 && (
          <Input
            className={styles.search}
            type="search"
            aria-label={`Search ${table.pluralLabel}`}
            placeholder="Search"
            contentBefore={<SearchRegular />}
            value={typed}
            onChange={(_, data) => {
              setTyped(data.value);
              if (!data.value) setSearched("");
            }}
            onKeyDown={event => event.key === "Enter" && setSearched(typed.trim())}
          />
        )}
      </div>
      <div className={styles.panel}>
        <ViewGrid
          key={current.id}
          table={table}
          view={current}
          pageSize={PAGE_SIZE}
          filters={searched ? [contains(source.quickFind, searched)] : []}
          selected={selected}
          onSelect={setSelected}
          version={version}
        />
      </div>
    </div>
  );
}

async function loadSource({ customizations, metadata }: Environment, name: string): Promise<GridSource> {
  const [table, views] = await Promise.all([metadata.table(name), customizations.viewsOf(name)]);
  const quickFind = views.find(view => view.type === "quickFind");
  const listed = views
    .filter(view => view.type === "public")
    .sort((left, right) => Number(right.isDefault) - Number(left.isDefault) || left.name.localeCompare(right.name));
  return { table, views: listed, quickFind: quickFind ? quickFindColumns(quickFind.fetchXml) : [] };
}
