import { Button, Field, Input, makeStyles, Select, shorthands, Text, Title3, tokens } from "@fluentui/react-components";
import * as React from "react";
import { sentenceOf } from "../../platform/webApi";
import { createForm, FormSummary, listForms } from "../../designer/formList";
import { useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { loadTables } from "../Navigation";
import { Failed, Loading } from "../States";
import { FormOrder } from "./FormOrder";
import { usePaneStyles } from "./paneStyles";

const useStyles = makeStyles({
  make: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", ...shorthands.gap(tokens.spacingHorizontalS) },
});

/** The main forms of a table, for makers. */
export function FormsPage({ table }: { table: string }): React.ReactElement {
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const { router } = environment;
  const [attempt, setAttempt] = React.useState(0);
  const tables = useLoaded(() => loadTables(environment), [environment]);
  const forms = useLoaded(() => listForms(environment, table), [environment, table, attempt]);
  const again = () => setAttempt(count => count + 1);
  React.useEffect(() => router.setTitle("Forms"), [router]);
  return (
    <div className={panes.page}>
      <Title3 as="h1" className={panes.heading}>
        Forms
      </Title3>
      {tables.state === "failed" && <Failed title="The tables can't be listed" error={tables.error} />}
      {tables.state === "ready" && (
        <Field className={panes.field} label="Table">
          <Select value={table} onChange={(_, data) => void router.go({ page: "forms", table: data.value })}>
            {tables.value.map(({ name, pluralLabel }) => (
              <option key={name} value={name}>
                {pluralLabel}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {forms.state === "loading" && <Loading label="Loading forms" />}
      {forms.state === "failed" && <Failed title="The forms can't be listed" error={forms.error} onRetry={again} />}
      {forms.state === "ready" && forms.value.length === 0 && <Text>This table has no main form.</Text>}
      {forms.state === "ready" && forms.value.length > 0 && (
        <>
          <FormOrder key={attempt} forms={forms.value} onSaved={again} />
          <NewForm forms={forms.value} />
        </>
      )}
    </div>
  );
}

/** A new form begins as a copy, as forms of an environment do. */
function NewForm({ forms }: { forms: readonly FormSummary[] }): React.ReactElement {
  const styles = useStyles();
  const panes = usePaneStyles();
  const environment = useEnvironment();
  const [name, setName] = React.useState("");
  const [source, setSource] = React.useState(forms[0]?.id ?? "");
  const [error, setError] = React.useState("");
  const [isBusy, setBusy] = React.useState(false);
  const make = () => {
    const copied = forms.find(form => form.id === source);
    if (!name.trim() || !copied) {
      setError("Enter a name for the form.");
      return;
    }
    setError("");
    setBusy(true);
    void createForm(environment, copied, forms, name.trim())
      .then(async formId => {
        if (await environment.router.go({ page: "designer", formId })) return;
        // The form is there all the same: its name is not left to make another with.
        setName("");
        setBusy(false);
      })
      .catch((fault: unknown) => {
        setError(sentenceOf(fault));
        setBusy(false);
      });
  };
  return (
    <div className={styles.make}>
      <Field className={panes.field} label="Name of a new form" validationMessage={error || undefined}>
        <Input value={name} maxLength={100} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field className={panes.field} label="Copied from">
        <Select value={source} onChange={(_, data) => setSource(data.value)}>
          {forms.map(form => (
            <option key={form.id} value={form.id}>
              {form.name}
            </option>
          ))}
        </Select>
      </Field>
      <Button disabledFocusable={isBusy} onClick={make}>
        New form
      </Button>
    </div>
  );
}
