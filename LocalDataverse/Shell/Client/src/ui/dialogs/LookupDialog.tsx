import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  shorthands,
  Text,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { Reference } from "../../platform/rows";
import { Environment } from "../Environment";
import { searchLookup } from "../fields/lookupSearch";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";

/** @returns what was picked; empty when the dialog was left. */
export function lookupDialog(
  environment: Environment,
  tables: readonly string[],
  several: boolean,
): Promise<Reference[]> {
  return environment.dialogs.show<Reference[]>(close => (
    <LookupDialog environment={environment} tables={tables} several={several} onClose={close} />
  ));
}

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalS) },
  found: { display: "flex", flexDirection: "column", maxHeight: "50vh", overflowY: "auto" },
});

interface Props {
  environment: Environment;
  tables: readonly string[];
  several: boolean;
  onClose: (picked: Reference[]) => void;
}

function LookupDialog({ environment, tables, several, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const [text, setText] = React.useState("");
  const [picked, setPicked] = React.useState<Reference[]>([]);
  const found = useLoaded(() => searchLookup(environment, tables, text), [environment, tables, text]);
  const toggle = (row: Reference) =>
    setPicked(before =>
      before.some(other => other.id === row.id) ? before.filter(other => other.id !== row.id) : [...before, row],
    );
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose([])}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Look up {several ? "rows" : "a row"}</DialogTitle>
          <DialogContent className={styles.content}>
            <Input
              type="search"
              aria-label="Search"
              placeholder="Search"
              value={text}
              onChange={(_, data) => setText(data.value)}
            />
            {found.state === "loading" && <Loading label="Searching" />}
            {found.state === "failed" && <Failed title="The search failed" error={found.error} />}
            {found.state === "ready" && found.value.length === 0 && <Text>No rows found</Text>}
            {found.state === "ready" && several && (
              <div className={styles.found}>
                {found.value.map(row => (
                  <Checkbox
                    key={row.id}
                    label={row.name}
                    checked={picked.some(other => other.id === row.id)}
                    onChange={() => toggle(row)}
                  />
                ))}
              </div>
            )}
            {found.state === "ready" && !several && (
              <RadioGroup
                className={styles.found}
                aria-label="Found"
                value={picked[0]?.id ?? ""}
                onChange={(_, data) => setPicked(found.value.filter(row => row.id === data.value))}
              >
                {found.value.map(row => (
                  <Radio key={row.id} value={row.id} label={row.name} />
                ))}
              </RadioGroup>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={picked.length === 0} onClick={() => onClose(picked)}>
              Add
            </Button>
            <Button onClick={() => onClose([])}>Cancel</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
