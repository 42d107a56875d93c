import { Dropdown, Link, Option, Text, Title3 } from "@fluentui/react-components";
import * as React from "react";
import { ListedComponent, readComponents, removeComponent } from "../../solutions/components";
import { Solution } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { alertDialog, confirmDialog } from "../dialogs/messages";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { AddRegular, DismissCircleRegular } from "../icons";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { AddComponentDialog } from "./AddComponentDialog";
import { ComponentName } from "./ComponentName";
import { ListColumn, ListTable } from "./ListTable";
import { useSolutionStyles } from "./pageStyles";
import { SolutionCommands } from "./SolutionCommands";

const WRITE = 3;
const ALL = "All components";
const LIST = { page: "solutions" } as const;

const COLUMNS: ListColumn<ListedComponent>[] = [
  { key: "name", label: "Name", width: 240, render: component => <ComponentName component={component} /> },
  {
    key: "kind",
    label: "Type",
    width: 130,
    render: ({ kind, isShell }) => (isShell && kind === "Table" ? "Table, only what is added" : kind),
  },
  { key: "table", label: "Table", width: 130, render: ({ table }) => table },
];

interface Props {
  solution: Solution;
  solutions: readonly Solution[];
  /** Counts up to read again. */
  version: number;
  onChanged: () => void;
}

/** What is in one solution; of an unmanaged one it can be changed. */
export function SolutionPage({ solution, solutions, version, onChanged }: Props): React.ReactElement {
  const styles = useSolutionStyles();
  const environment = useEnvironment();
  const { api, dialogs, privileges, router } = environment;
  const [selected, setSelected] = React.useState("");
  const [kind, setKind] = React.useState(ALL);
  const components = useLoaded(() => readComponents(api, solution.id), [api, solution.id, version]);
  usePageTitle(solution.displayName);
  const all = components.state === "ready" ? components.value : [];
  const kinds = [...new Set(all.map(component => component.kind))];
  // A kind of which nothing is left shows all.
  const shownKind = kinds.includes(kind) ? kind : ALL;
  const shown = shownKind === ALL ? all : all.filter(component => component.kind === shownKind);
  const picked = all.find(component => component.id === selected);
  const mayChange = !solution.isManaged && privileges.has("Solution", WRITE);
  const add = async () => {
    const changed = await dialogs.show<boolean>(close => (
      <AddComponentDialog solution={solution} listed={all.map(({ id }) => id)} onClose={close} />
    ));
    if (changed) onChanged();
  };
  const remove = async (component: ListedComponent) => {
    const confirmed = await confirmDialog(dialogs, {
      title: "Remove from the solution",
      text: `Do you want to remove ${component.name} from ${solution.displayName}? It stays in the environment.`,
      confirm: "Remove",
    });
    if (!confirmed) return;
    try {
      await removeComponent(api, solution, component);
      setSelected("");
    } catch (error) {
      await alertDialog(dialogs, "Not removed", sentenceOf(error));
    }
    onChanged();
  };
  return (
    <div className={styles.page}>
      <SolutionCommands
        solution={solution}
        solutions={solutions}
        onChanged={onChanged}
        onGone={() => router.redirect(LIST)}
        more={[
          {
            name: "Add existing",
            icon: <AddRegular />,
            hidden: !mayChange,
            disabled: components.state !== "ready",
            run: () => void add(),
          },
          {
            name: "Remove",
            icon: <DismissCircleRegular />,
            hidden: !mayChange || !picked,
            run: () => picked && void remove(picked),
          },
        ]}
      />
      <div className={styles.head}>
        <Link
          href={router.url(LIST)}
          onClick={event => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            void router.go(LIST);
          }}
        >
          Solutions
        </Link>
        <Title3 as="h1">{solution.displayName}</Title3>
        <Text className={styles.facts}>
          {solution.name} {solution.version}, {solution.isManaged ? "managed" : "unmanaged"}, {solution.publisher}
        </Text>
      </div>
      {components.state === "loading" && <Loading label="Loading the components" />}
      {components.state === "failed" && (
        <Failed title="The components can't be read" error={components.error} onRetry={onChanged} />
      )}
      {components.state === "ready" && kinds.length > 1 && (
        <Dropdown
          className={styles.picker}
          aria-label="Type of component"
          value={shownKind}
          selectedOptions={[shownKind]}
          onOptionSelect={(_, data) => setKind(data.optionValue ?? ALL)}
        >
          {[ALL, ...kinds].map(one => (
            <Option key={one} value={one}>
              {one}
            </Option>
          ))}
        </Dropdown>
      )}
      {components.state === "ready" && (
        <div className={styles.panel}>
          {shown.length > 0 ? (
            <ListTable
              label="Components"
              columns={COLUMNS}
              rows={shown}
              idOf={({ id }) => id}
              nameOf={mayChange ? ({ kind, name }) => `${kind} ${name}` : undefined}
              selected={selected}
              onSelect={setSelected}
            />
          ) : (
            <div className={styles.empty}>
              <Text>{mayChange ? "There is nothing in it yet. Add what exists." : "There is nothing in it."}</Text>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
