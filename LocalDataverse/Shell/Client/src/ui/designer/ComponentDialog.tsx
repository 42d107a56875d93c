import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import { Component, ComponentProperty } from "../../designer/catalogue";
import { ComponentBinding } from "../../designer/components";
import { View } from "../../platform/customizations";
import { TableInfo, TableSummary } from "../../platform/metadata";
import { Environment, useEnvironment } from "../Environment";
import { useFocusBack } from "../dialogs/useFocusBack";
import { useLoaded } from "../hooks";
import { loadTables } from "../Navigation";
import { Failed, Loading } from "../States";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  fields: { display: "flex", flexDirection: "column", ...shorthands.gap(tokens.spacingVerticalM) },
});

interface Props {
  component: Component;
  formTable: TableInfo;
  /** As it is bound now; undefined: it is not on the form yet. */
  bound: ComponentBinding | undefined;
  /** To choose one from; empty: where it goes is known. */
  sections: readonly { id: string; label: string }[];
  onClose: () => void;
  /** @param sectionId The section chosen; empty where there was none to choose. */
  onDone: (binding: ComponentBinding, sectionId: string) => void;
}

/** Asks for the table, the view and the properties of a component. */
export function ComponentDialog(props: Props): React.ReactElement {
  const { component, formTable, onClose } = props;
  const environment = useEnvironment();
  useFocusBack();
  const tables = useLoaded(() => tablesWithViews(environment, formTable), [environment, formTable]);
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface aria-label={component.label}>
        {tables.state === "loading" && <Loading label="Loading tables" />}
        {tables.state === "failed" && <Failed title="The tables can't be listed" error={tables.error} />}
        {tables.state === "ready" && <BindingForm {...props} tables={tables.value} />}
      </DialogSurface>
    </Dialog>
  );
}

function BindingForm({
  component,
  formTable,
  tables,
  bound,
  sections,
  onClose,
  onDone,
}: Props & { tables: readonly TableSummary[] }): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const [sectionId, setSectionId] = React.useState(sections[0]?.id ?? "");
  const [table, setTable] = React.useState(bound?.table ?? "");
  const [viewId, setViewId] = React.useState(bound?.viewId ?? "");
  const [isRelated, setRelated] = React.useState(bound ? bound.relationship !== "" : true);
  const [values, setValues] = React.useState<Readonly<Record<string, string>>>(() => valuesOf(component, bound));
  const [isChecked, setChecked] = React.useState(false);
  const views = useLoaded(() => publicViews(environment, table), [environment, table]);
  // What it is bound by may be a relationship that is not offered here.
  const relationship =
    bound?.relationship && bound.table === table
      ? bound.relationship
      : formTable.oneToMany.find(({ childTable }) => childTable === table)?.schemaName;
  const missing = component.properties.filter(({ name, required }) => required && !values[name]);
  const view = views.state === "ready" ? views.value.find(candidate => candidate.id === viewId) : undefined;

  const done = () => {
    setChecked(true);
    if (!table || !view || missing.length > 0) return;
    const binding = {
      control: component.name,
      label: bound?.label ?? component.label,
      dataSet: component.dataSet.name,
      table,
      viewId,
      relationship: isRelated && relationship ? relationship : "",
      properties: component.properties.map(({ name, type }) => ({ name, type, value: values[name] ?? "" })),
    };
    onDone(binding, sectionId);
  };
  return (
    <DialogBody>
      <DialogTitle>{component.label}</DialogTitle>
      <DialogContent className={styles.fields}>
        {sections.length > 0 && (
          <Field className={panes.field} label="Section">
            <Select value={sectionId} onChange={(_, data) => setSectionId(data.value)}>
              {sections.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field
          className={panes.field}
          label="Table"
          required
          validationMessage={isChecked && !table ? "Choose a table." : undefined}
        >
          <Select
            value={table}
            onChange={(_, data) => {
              setTable(data.value);
              setViewId("");
            }}
          >
            <option value="">Choose a table</option>
            {tables.map(({ name, pluralLabel }) => (
              <option key={name} value={name}>
                {pluralLabel}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          className={panes.field}
          label="View"
          required
          validationMessage={
            views.state === "failed" ? views.error : isChecked && table && !view ? "Choose a view." : undefined
          }
        >
          <Select value={viewId} disabled={views.state !== "ready"} onChange={(_, data) => setViewId(data.value)}>
            <option value="">Choose a view</option>
            {views.state === "ready" &&
              views.value.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <Checkbox
          label="Show related records"
          checked={isRelated && relationship !== undefined}
          disabled={relationship === undefined}
          onChange={(_, data) => setRelated(data.checked === true)}
        />
        {component.properties.map(property => (
          <PropertyField
            key={property.name}
            property={property}
            value={values[property.name] ?? ""}
            isMissing={isChecked && missing.includes(property)}
            onChange={value => setValues({ ...values, [property.name]: value })}
          />
        ))}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={done}>
          Done
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </DialogActions>
    </DialogBody>
  );
}

interface PropertyFieldProps {
  property: ComponentProperty;
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
}

function PropertyField({ property, value, isMissing, onChange }: PropertyFieldProps): React.ReactElement {
  const panes = usePaneStyles();
  return (
    <Field
      className={panes.field}
      label={property.label}
      hint={property.description || undefined}
      required={property.required}
      validationMessage={isMissing ? "Enter a value." : undefined}
    >
      {property.options.length > 0 ? (
        <Select value={value} onChange={(_, data) => onChange(data.value)}>
          {!property.required && <option value="">The component's own choice</option>}
          {property.options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input value={value} onChange={(_, data) => onChange(data.value)} />
      )}
    </Field>
  );
}

function valuesOf(component: Component, bound: ComponentBinding | undefined): Readonly<Record<string, string>> {
  const given = new Map(bound?.properties.map(({ name, value }) => [name, value]));
  return Object.fromEntries(
    component.properties.map(({ name, defaultValue }) => [name, bound ? (given.get(name) ?? "") : defaultValue]),
  );
}

/** Tables related to the form's first; a component may show any. */
async function tablesWithViews(environment: Environment, formTable: TableInfo): Promise<TableSummary[]> {
  const tables = await loadTables(environment);
  const related = new Set(formTable.oneToMany.map(({ childTable }) => childTable));
  return [...tables].sort((left, right) => Number(related.has(right.name)) - Number(related.has(left.name)));
}

async function publicViews({ customizations }: Environment, table: string): Promise<View[]> {
  return table ? (await customizations.viewsOf(table)).filter(({ type }) => type === "public") : [];
}
