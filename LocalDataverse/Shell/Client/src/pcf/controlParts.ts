import { CustomControlBinding, DataSetBinding } from "../forms/controlDescriptions";
import { View } from "../platform/customizations";
import { RelationshipInfo, TableInfo } from "../platform/metadata";
import { Environment } from "../ui/Environment";
import { DescribedColumn, describeColumns } from "../views/viewColumns";
import { ControlConstructor } from "./bundleLoader";
import { Manifest, parseManifest } from "./manifest";
import { loadStrings } from "./resx";

export interface DataSetParts {
  table: TableInfo;
  view: View;
  columns: DescribedColumn[];
  propertySets: ReadonlyMap<string, string>;
  /** How its rows are related to the form's row; undefined: all rows of the view. */
  relationship: RelationshipInfo | undefined;
}

/** Everything a control needs before it can start. */
export interface ControlParts {
  name: string;
  manifest: Manifest;
  constructor: ControlConstructor;
  strings: ReadonlyMap<string, string>;
  dataSets: ReadonlyMap<string, DataSetParts>;
  baseUrl: string;
}

/** @throws Error the control, a view, a table or a relationship that the form names does not exist. */
export async function loadControlParts(
  environment: Environment,
  binding: CustomControlBinding,
  parent: TableInfo,
): Promise<ControlParts> {
  const { customizations, bundles, profile } = environment;
  const control = await customizations.control(binding.name);
  const manifest = parseManifest(control.manifest);
  const baseUrl = `/WebResources/cc_${control.name}/`;
  const [constructor, strings, dataSets] = await Promise.all([
    bundles.load(baseUrl, control.version, manifest),
    loadStrings(baseUrl, manifest.resx, profile.languageId, readText),
    Promise.all(
      manifest.dataSets.map(async ({ name }): Promise<[string, DataSetParts]> => {
        const dataSet = binding.dataSets.get(name);
        if (!dataSet)
          throw new Error(`The form does not say which rows the data set ${name} of ${binding.name} shows.`);
        return [name, await loadDataSetParts(environment, dataSet, parent)];
      }),
    ),
  ]);
  return { name: control.name, manifest, constructor, strings, dataSets: new Map(dataSets), baseUrl };
}

async function loadDataSetParts(
  environment: Environment,
  binding: DataSetBinding,
  parent: TableInfo,
): Promise<DataSetParts> {
  const { customizations, metadata } = environment;
  const [table, view] = await Promise.all([
    metadata.table(binding.targetTable),
    customizations.view(binding.targetTable, binding.viewId),
  ]);
  const relationship = parent.oneToMany.find(
    candidate => candidate.schemaName.toLowerCase() === binding.relationship.toLowerCase(),
  );
  if (binding.relationship && !relationship) {
    throw new Error(`The table ${parent.name} has no relationship ${binding.relationship}.`);
  }
  return {
    table,
    view,
    columns: await describeColumns(view, metadata),
    propertySets: binding.propertySets,
    relationship,
  };
}

async function readText(url: string): Promise<string> {
  const response = await window.fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url} could not be read: the server answered ${response.status}.`);
  return response.text();
}
