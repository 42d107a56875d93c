import * as React from "react";
import { Component, loadComponents } from "../../designer/catalogue";
import { readUnpublished, StoredForm } from "../../designer/designedForm";
import { parseForm } from "../../forms/formXml";
import { TableInfo } from "../../platform/metadata";
import { Environment, useEnvironment } from "../Environment";
import { useLoaded } from "../hooks";
import { Failed, Loading } from "../States";
import { Designer } from "./Designer";

interface Opened {
  stored: StoredForm;
  table: TableInfo;
  components: readonly Component[];
}

/** The form designer: one form of a table, its components, and what can be put on it. */
export function DesignerPage({ formId }: { formId: string }): React.ReactElement {
  const environment = useEnvironment();
  const [attempt, setAttempt] = React.useState(0);
  const opened = useLoaded(() => open(environment, formId), [environment, formId, attempt]);
  const again = () => setAttempt(count => count + 1);
  if (opened.state === "loading") return <Loading label="Loading the form" />;
  if (opened.state === "failed")
    return <Failed title="The form can't be designed" error={opened.error} onRetry={again} />;
  return <Designer key={attempt} {...opened.value} onReload={again} />;
}

async function open(environment: Environment, formId: string): Promise<Opened> {
  const [stored, components] = await Promise.all([readUnpublished(environment, formId), loadComponents(environment)]);
  // What can't be read as a form is told here, rather than by a page that fails.
  parseForm(stored.id, stored.name, stored.formXml, environment.profile.languageId);
  return { stored, components, table: await environment.metadata.table(stored.table) };
}
