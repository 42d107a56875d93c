import * as React from "react";
import { formsFor } from "../../forms/displayConditions";
import { columnsOf, FormDefinition } from "../../forms/formXml";
import { parseDefaults } from "../../forms/defaults";
import { FormModel } from "../../forms/formModel";
import { Route } from "../../routing/route";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { readAccess } from "./access";
import { RowForm } from "./RowForm";

type RecordRoute = Extract<Route, { page: "record" }>;

interface OpenedForm {
  forms: FormDefinition[];
  form: FormDefinition;
  model: FormModel;
  /** Access rights to the row: WriteAccess, DeleteAccess ... */
  access: ReadonlySet<string>;
}

export function FormPage({ route }: { route: RecordRoute }): React.ReactElement {
  const environment = useEnvironment();
  const [attempt, setAttempt] = React.useState(0);
  const [formId, setFormId] = React.useState(route.formId);
  // A new row gets its id while its form stays open; its next form has to show that row.
  const opened = useLoaded(
    () => openForm(environment, currentOf(environment, route), formId),
    [environment, attempt, formId],
  );
  const again = () => setAttempt(count => count + 1);
  if (opened.state === "loading") return <Loading label="Loading the form" />;
  if (opened.state === "failed") return <Failed title="The row can't be opened" error={opened.error} onRetry={again} />;
  return <RowForm {...opened.value} onForm={setFormId} />;
}

function currentOf({ router }: Environment, opened: RecordRoute): RecordRoute {
  return router.route.page === "record" ? router.route : opened;
}

async function openForm(environment: Environment, route: RecordRoute, formId: string | undefined): Promise<OpenedForm> {
  const { api, metadata, customizations, profile } = environment;
  const [table, all] = await Promise.all([metadata.table(route.table), customizations.formsOf(route.table)]);
  const forms = formsFor(all, profile.securityRoles);
  const form = forms.find(form => form.id === formId) ?? forms[0];
  if (!form && all.length > 0)
    throw new Error("No form of this table is shown to your security roles. Ask your administrator for one.");
  if (!form) throw new Error(`The table ${route.table} has no main form.`);
  const columns = columnsOf(form);
  const model = new FormModel(api, metadata, table, route.id ?? "", columns, parseDefaults(route.defaults, table));
  const [access] = await Promise.all([readAccess(environment, table, route.id), model.load()]);
  if (model.phase === "failed") throw new Error(model.error);
  return { forms, form, model, access };
}
