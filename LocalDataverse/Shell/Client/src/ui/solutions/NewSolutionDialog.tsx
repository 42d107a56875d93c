import { Button, Field, Input, makeStyles, Select, shorthands, tokens } from "@fluentui/react-components";
import * as React from "react";
import {
  createSolution,
  EMPTY_DRAFT,
  nameFrom,
  readPublishers,
  SolutionDraft,
  validate,
} from "../../solutions/newSolution";
import { Solution } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { TaskDialog } from "./TaskDialog";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM) },
});

interface Props {
  solutions: readonly Solution[];
  /** @param changed Whether a solution was made. */
  onClose: (changed: boolean) => void;
}

/** An unmanaged solution of a maker's own, of a publisher that there is or of a new one. */
export function NewSolutionDialog({ solutions, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const { api, toasts } = useEnvironment();
  const publishers = useLoaded(() => readPublishers(api), [api]);
  const [typed, setTyped] = React.useState<Partial<SolutionDraft>>({});
  const [attempts, setAttempts] = React.useState(0);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState("");
  const fields = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (attempts > 0) fields.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempts]);
  const known = publishers.state === "ready" ? publishers.value : [];
  const draft: SolutionDraft = {
    ...EMPTY_DRAFT,
    name: nameFrom(typed.displayName ?? ""),
    publisherId: known[0]?.id ?? "",
    ...typed,
  };
  const faults = validate(
    draft,
    solutions.map(({ name }) => name),
  );
  const change = (more: Partial<SolutionDraft>) => setTyped(before => ({ ...before, ...more }));
  // What nobody has touched yet is not called wrong before they want to save.
  const faultOf = (field: keyof SolutionDraft) =>
    attempts > 0 || typed[field] !== undefined ? faults[field] : undefined;
  const save = async () => {
    setAttempts(count => count + 1);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    setError("");
    try {
      await createSolution(api, draft);
      toasts.show(`${draft.displayName.trim()} is created`);
      onClose(true);
    } catch (reason) {
      setError(sentenceOf(reason));
      setBusy(false);
    }
  };
  const field = (key: "displayName" | "name" | "version" | "publisherName" | "prefix", label: string) => (
    <Field label={label} required validationMessage={faultOf(key)}>
      <Input value={draft[key]} disabled={busy} onChange={(_, data) => change({ [key]: data.value })} />
    </Field>
  );
  return (
    <TaskDialog
      title="New solution"
      onClose={busy ? undefined : () => onClose(false)}
      actions={
        <>
          <Button appearance="primary" disabled={busy || publishers.state !== "ready"} onClick={() => void save()}>
            Create
          </Button>
          <Button disabled={busy} onClick={() => onClose(false)}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <Failed title="Not created" error={error} />}
      {publishers.state === "loading" && <Loading label="Loading the publishers" />}
      {publishers.state === "failed" && <Failed title="The publishers can't be read" error={publishers.error} />}
      {publishers.state === "ready" && (
        <div ref={fields} className={styles.fields}>
          {field("displayName", "Display name")}
          {field("name", "Name")}
          <Field label="Publisher" required>
            <Select
              value={draft.publisherId}
              disabled={busy}
              onChange={(_, data) => change({ publisherId: data.value })}
            >
              {known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              <option value="">New publisher</option>
            </Select>
          </Field>
          {!draft.publisherId && field("publisherName", "Publisher's display name")}
          {!draft.publisherId && field("prefix", "Prefix of what the publisher makes")}
          {field("version", "Version")}
        </div>
      )}
    </TaskDialog>
  );
}
