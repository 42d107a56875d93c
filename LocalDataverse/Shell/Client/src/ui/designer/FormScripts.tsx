import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Select,
  shorthands,
  Subtitle2,
  Text,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { addHandler, addLibrary, FormEvent, readScripts, removeHandler, removeLibrary } from "../../designer/handlers";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  entry: { display: "flex", flexWrap: "wrap", alignItems: "center", ...shorthands.gap(tokens.spacingHorizontalXS) },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
});

const newId = () => crypto.randomUUID();

interface Props {
  formXml: string;
  onChange: (make: (formXml: string) => string) => boolean;
}

/** The form's libraries, and the functions that its events call. */
export function FormScripts({ formXml, onChange }: Props): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const scripts = useLoaded(() => scriptsOf(environment), [environment]);
  const { libraries, handlers } = readScripts(formXml);
  const [picked, setPicked] = React.useState("");
  const [event, setEvent] = React.useState<FormEvent>("onload");
  const [chosen, setLibrary] = React.useState("");
  const library = libraries.includes(chosen) ? chosen : (libraries[0] ?? "");
  const [functionName, setFunctionName] = React.useState("");
  const [passContext, setPassContext] = React.useState(true);
  const offered = scripts.state === "ready" ? scripts.value.filter(name => !libraries.includes(name)) : [];
  return (
    <section className={panes.pane} aria-label="Form scripts">
      <Subtitle2 as="h2" className={panes.heading}>
        Form libraries
      </Subtitle2>
      {libraries.length === 0 && <Text>The form runs no script of its own.</Text>}
      {libraries.map(name => (
        <div key={name} className={styles.entry}>
          <Text className={styles.name}>{name}</Text>
          <Button
            size="small"
            aria-label={`Remove the library ${name}`}
            onClick={() => onChange(xml => removeLibrary(xml, name))}
          >
            Remove
          </Button>
        </div>
      ))}
      <Field
        className={panes.field}
        label="Library"
        validationMessage={scripts.state === "failed" ? scripts.error : undefined}
      >
        <Select value={picked} onChange={(_, data) => setPicked(data.value)}>
          <option value="">Choose a web resource</option>
          {offered.map(name => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <Button
        disabled={!picked}
        onClick={() => {
          if (onChange(xml => addLibrary(xml, picked, newId))) setPicked("");
        }}
      >
        Add library
      </Button>
      {libraries.length > 0 && (
        <>
          <Subtitle2 as="h2" className={panes.heading}>
            Event handlers
          </Subtitle2>
          {handlers.map(handler => (
            <div key={handler.id} className={styles.entry}>
              <Text className={styles.name}>{`${handler.event}: ${handler.functionName}`}</Text>
              <Button
                size="small"
                aria-label={`Remove the handler ${handler.functionName}`}
                onClick={() => onChange(xml => removeHandler(xml, handler.id))}
              >
                Remove
              </Button>
            </div>
          ))}
          <Field className={panes.field} label="Event">
            <Select value={event} onChange={(_, data) => setEvent(data.value === "onsave" ? "onsave" : "onload")}>
              <option value="onload">On Load</option>
              <option value="onsave">On Save</option>
            </Select>
          </Field>
          <Field className={panes.field} label="Library of the function">
            <Select value={library} onChange={(_, data) => setLibrary(data.value)}>
              {libraries.map(name => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
          <Field className={panes.field} label="Function">
            <Input value={functionName} onChange={(_, data) => setFunctionName(data.value)} />
          </Field>
          <Checkbox
            label="Pass execution context as first parameter"
            checked={passContext}
            onChange={(_, data) => setPassContext(data.checked === true)}
          />
          <Button
            onClick={() => {
              const handler = {
                event,
                library,
                functionName: functionName.trim(),
                passContext,
                parameters: "",
              };
              if (onChange(xml => addHandler(xml, handler, newId))) setFunctionName("");
            }}
          >
            Add handler
          </Button>
        </>
      )}
    </section>
  );
}

const SCRIPT = 3;

async function scriptsOf({ api }: Environment): Promise<string[]> {
  const rows = await api.getAll(`webresourceset?$select=name&$filter=webresourcetype eq ${SCRIPT}&$orderby=name`);
  return rows.map(row => String(row.name));
}
