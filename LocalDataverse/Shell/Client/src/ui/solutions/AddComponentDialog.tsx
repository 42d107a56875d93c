import { Button, Field, Input, makeStyles, Radio, RadioGroup, Select, Text } from "@fluentui/react-components";
import * as React from "react";
import { FORM, ROW_KINDS, rowKind } from "../../solutions/componentKinds";
import { addComponent, Component, readCandidates } from "../../solutions/components";
import { Solution } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { TaskDialog } from "./TaskDialog";

const useStyles = makeStyles({
  found: { maxHeight: "40vh", overflowY: "auto", overflowWrap: "anywhere" },
});

const OFFERED = ROW_KINDS.filter(kind => kind.isOffered);

/** More than anybody looks through; the search finds the rest. */
const MOST = 100;

interface Props {
  solution: Solution;
  /** Ids of what the solution has already. */
  listed: readonly string[];
  /** @param changed Whether a component was added. */
  onClose: (changed: boolean) => void;
}

/** Adds a form, view, chart, web resource or role that exists to a solution. */
export function AddComponentDialog({ solution, listed, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const { api, toasts } = useEnvironment();
  const [type, setType] = React.useState(FORM);
  const [search, setSearch] = React.useState("");
  const [picked, setPicked] = React.useState<Component>();
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  const found = useLoaded(async () => {
    const kind = rowKind(type);
    return kind ? readCandidates(api, kind) : [];
  }, [api, type]);
  const wanted = search.trim().toLowerCase();
  const matching = (found.state === "ready" ? found.value : []).filter(
    ({ id, name, table }) => !listed.includes(id) && `${table} ${name}`.toLowerCase().includes(wanted),
  );
  const add = async () => {
    if (!picked) return;
    setBusy(true);
    setError("");
    try {
      await addComponent(api, solution, picked);
      toasts.show(`${picked.name} is added`);
      onClose(true);
    } catch (reason) {
      setError(sentenceOf(reason));
      setBusy(false);
    }
  };
  return (
    <TaskDialog
      title={`Add to ${solution.displayName}`}
      onClose={busy ? undefined : () => onClose(false)}
      actions={
        <>
          <Button appearance="primary" disabled={!picked || busy} onClick={() => void add()}>
            Add
          </Button>
          <Button disabled={busy} onClick={() => onClose(false)}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <Failed title="Not added" error={error} />}
      <Field label="Type of component">
        <Select
          value={type}
          onChange={(_, data) => {
            setType(Number(data.value));
            setPicked(undefined);
          }}
        >
          {OFFERED.map(kind => (
            <option key={kind.type} value={kind.type}>
              {kind.label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Search">
        <Input type="search" value={search} onChange={(_, data) => setSearch(data.value)} />
      </Field>
      {found.state === "loading" && <Loading label="Searching" />}
      {found.state === "failed" && <Failed title="They can't be read" error={found.error} />}
      {found.state === "ready" && matching.length === 0 && <Text>Nothing found that could be added</Text>}
      {matching.length > 0 && (
        <RadioGroup
          className={styles.found}
          aria-label="Found"
          value={picked?.id ?? ""}
          onChange={(_, data) => setPicked(matching.find(({ id }) => id === data.value))}
        >
          {matching.slice(0, MOST).map(({ id, name, table }) => (
            <Radio key={id} value={id} label={table ? `${table}: ${name}` : name} />
          ))}
        </RadioGroup>
      )}
      {matching.length > MOST && (
        <Text>
          The first {MOST} of {matching.length}; search for the others.
        </Text>
      )}
    </TaskDialog>
  );
}
