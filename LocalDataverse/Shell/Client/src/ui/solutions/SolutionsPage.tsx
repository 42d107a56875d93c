import { Badge, Link, Text, Title3 } from "@fluentui/react-components";
import * as React from "react";
import { heldOf, readSolutions, Solution, SolutionColumn, sortSolutions, Sorting } from "../../solutions/solutions";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { usePageTitle } from "../workspace/front";
import { ListColumn, ListTable } from "./ListTable";
import { useSolutionStyles } from "./pageStyles";
import { SolutionCommands } from "./SolutionCommands";
import { SolutionPage } from "./SolutionPage";

/** Every solution, or what is in the one that the address names. */
export function SolutionsPage({ id }: { id: string | undefined }): React.ReactElement {
  const { api } = useEnvironment();
  const [version, setVersion] = React.useState(0);
  const refresh = React.useCallback(() => setVersion(count => count + 1), []);
  const solutions = useLoaded(() => readSolutions(api), [api, version]);
  // What was read stays on show until the next answer is there.
  const [shown, setShown] = React.useState<Solution[]>();
  React.useEffect(() => {
    if (solutions.state === "ready") setShown(solutions.value);
  }, [solutions]);
  if (solutions.state === "failed")
    return <Failed title="The solutions can't be read" error={solutions.error} onRetry={refresh} />;
  if (!shown) return <Loading label="Loading the solutions" />;
  if (!id) return <SolutionList solutions={shown} onChanged={refresh} />;
  const solution = shown.find(one => one.id === id);
  if (!solution)
    return <Failed title="Nothing to show" error="There is no such solution any more." onRetry={refresh} />;
  return <SolutionPage key={id} solution={solution} solutions={shown} version={version} onChanged={refresh} />;
}

function SolutionList({ solutions, onChanged }: { solutions: Solution[]; onChanged: () => void }): React.ReactElement {
  const styles = useSolutionStyles();
  const { formatter } = useEnvironment();
  const [sorting, setSorting] = React.useState<Sorting>({ column: "displayName", descending: false });
  const [selected, setSelected] = React.useState("");
  usePageTitle("Solutions");
  const sort = (column: string) =>
    setSorting(before => ({
      column: column as SolutionColumn,
      descending: before.column === column && !before.descending,
    }));
  const columns: ListColumn<Solution>[] = [
    {
      key: "displayName",
      label: "Display name",
      width: 200,
      render: solution => <SolutionName solution={solution} solutions={solutions} />,
    },
    { key: "name", label: "Name", width: 150, render: ({ name }) => name },
    { key: "version", label: "Version", width: 80, render: ({ version }) => version },
    {
      key: "isManaged",
      label: "Managed",
      width: 90,
      render: ({ isManaged }) => (isManaged ? "Managed" : "Unmanaged"),
    },
    { key: "publisher", label: "Publisher", width: 130, render: ({ publisher }) => publisher },
    {
      key: "installedOn",
      label: "Installed on",
      width: 130,
      render: ({ installedOn }) =>
        installedOn && formatter.date(new Date(installedOn), { dateStyle: "short", timeStyle: "short" }),
    },
  ];
  return (
    <div className={styles.page}>
      <SolutionCommands
        solution={solutions.find(({ id }) => id === selected)}
        solutions={solutions}
        onChanged={onChanged}
      />
      <div className={styles.head}>
        <Title3 as="h1">Solutions</Title3>
      </div>
      <div className={styles.panel}>
        {solutions.length > 0 ? (
          <ListTable
            label="Solutions"
            columns={columns}
            rows={sortSolutions(solutions, sorting)}
            idOf={({ id }) => id}
            nameOf={({ displayName }) => displayName}
            selected={selected}
            onSelect={setSelected}
            sorting={sorting}
            onSort={sort}
          />
        ) : (
          <div className={styles.empty}>
            <Text>There are no solutions yet. Import one, or make one of your own.</Text>
          </div>
        )}
      </div>
    </div>
  );
}

interface NameProps {
  solution: Solution;
  solutions: readonly Solution[];
}

function SolutionName({ solution, solutions }: NameProps): React.ReactElement {
  const { router } = useEnvironment();
  const route = { page: "solutions", id: solution.id } as const;
  return (
    <>
      <Link
        href={router.url(route)}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          void router.go(route);
        }}
      >
        {solution.displayName}
      </Link>{" "}
      {heldOf(solution, solutions) && (
        <Badge appearance="tint" color="informative">
          Upgrade waiting
        </Badge>
      )}
    </>
  );
}
