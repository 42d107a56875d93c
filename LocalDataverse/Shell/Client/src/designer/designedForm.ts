import { FormCell, FormControl, FormDefinition, FormSection, FormTab } from "../forms/formXml";
import { formattedValue } from "../platform/rows";
import { ApiError } from "../platform/webApi";
import { Environment } from "../ui/Environment";
import { ComponentBinding } from "./components";

/** A form as the maker saved it last, which may be newer than what users see. */
export interface StoredForm {
  id: string;
  name: string;
  table: string;
  formXml: string;
  /** Row version when it was read. */
  etag: string;
}

/** @throws ApiError the form is gone, or may not be read. */
export async function readUnpublished({ api }: Environment, formId: string): Promise<StoredForm> {
  // The version first: a form saved between the two reads is a conflict at the next save, never overwritten unseen.
  const row = await api.get(`systemforms(${formId})?$select=name,objecttypecode`);
  const { formxml } = await api.get(`systemforms(${formId})/Microsoft.Dynamics.CRM.RetrieveUnpublished()`);
  return {
    id: formId,
    name: String(row.name),
    table: String(row.objecttypecode),
    formXml: String(formxml),
    etag: String(row["@odata.etag"]),
  };
}

const CHANGED_MEANWHILE = 412;

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === CHANGED_MEANWHILE;
}

/**
 * Saves what nobody sees until it is published. Where the server has another version of the form with nothing of anybody else in
 * it - another form of the table was published, or the answer to an earlier save was lost - that is no conflict.
 * @param unanswered What was sent before, and nobody knows whether the server has it.
 * @throws ApiError status 412: somebody else saved the form meanwhile.
 * @returns the form as the server has it now.
 */
export async function saveForm(
  environment: Environment,
  form: StoredForm,
  formXml: string,
  unanswered: ReadonlySet<string> = new Set(),
): Promise<StoredForm> {
  try {
    return await send(environment, form, formXml);
  } catch (error) {
    if (!isConflict(error)) throw error;
    const now = await readUnpublished(environment, form.id);
    if (now.formXml === formXml) return now;
    if (now.formXml !== form.formXml && !unanswered.has(now.formXml)) throw error;
    return send(environment, now, formXml);
  }
}

async function send(environment: Environment, form: StoredForm, formXml: string): Promise<StoredForm> {
  await environment.api.request("PATCH", `systemforms(${form.id})`, { formxml: formXml }, { "If-Match": form.etag });
  return readAgain(environment, { ...form, formXml });
}

/**
 * The form with its row version of now, which publishing changes as well. Where somebody else has saved it since, the version
 * stays the old one, so that the next save is a conflict and overwrites nothing unseen.
 */
export async function readAgain(environment: Environment, known: StoredForm): Promise<StoredForm> {
  const now = await readUnpublished(environment, known.id);
  return now.formXml === known.formXml ? { ...known, etag: now.etag } : known;
}

/** Makes what was saved of the table's forms what users see. */
export async function publishTable({ api }: Environment, table: string): Promise<void> {
  // A logical name has nothing that XML would read as its own.
  await api.action("PublishXml", {
    ParameterXml: `<importexportxml><entities><entity>${table}</entity></entities></importexportxml>`,
  });
}

/** Who saved the form last, for the maker who meets a conflict; empty where the server does not say. */
export async function lastSavedBy({ api }: Environment, formId: string): Promise<string> {
  const row = await api.get(`systemforms(${formId})?$select=_modifiedby_value`);
  return formattedValue(row, "modifiedby");
}

/** The binding that a cell of the form holds; undefined where it holds no component of a data set. */
export function bindingOf(cell: FormCell): ComponentBinding | undefined {
  const [dataSet] = cell.control?.custom?.dataSets ?? [];
  const custom = cell.control?.custom;
  if (!custom || !dataSet) return undefined;
  const [name, { viewId, targetTable, relationship }] = dataSet;
  return {
    control: custom.name,
    label: cell.label,
    dataSet: name,
    table: targetTable,
    viewId,
    relationship,
    properties: [...custom.properties].map(([property, { type, text }]) => ({ name: property, type, value: text })),
  };
}

/**
 * Whether the designer can bind the cell's component anew: it writes fixed values, the same for every form factor, and no columns
 * for property-sets.
 */
export function canBind({ control }: FormCell): boolean {
  const custom = control?.custom;
  if (!custom || custom.isOneOfSeveral || custom.dataSets.size === 0) return false;
  return (
    [...custom.dataSets.values()].every(({ propertySets }) => propertySets.size === 0) &&
    [...custom.properties.values()].every(({ isStatic }) => isStatic)
  );
}

/** What to call a cell: its label, else the column or control it holds. */
export function titleOf(cell: FormCell): string {
  return cell.label || nameOf(cell.control) || "Empty space";
}

function nameOf(control: FormControl | undefined): string {
  return control?.column ?? control?.id ?? "";
}

/** Where a cell stands; undefined when the form has it no more. */
export function placeOf(form: FormDefinition, cellId: string): { section: FormSection; cell: FormCell } | undefined {
  for (const section of sectionsOf(form.tabs)) {
    const cell = section.rows.flat().find(candidate => candidate.id === cellId);
    if (cell) return { section, cell };
  }
  return undefined;
}

/** Every section of the form with its tab's name, for a maker to choose from. */
export function sectionChoices(form: FormDefinition): { id: string; label: string }[] {
  return form.tabs.flatMap(tab =>
    sectionsOf([tab]).map(section => ({
      id: section.id,
      label: `${tab.label || tab.name}: ${section.label || section.name}`,
    })),
  );
}

/** The tab that holds a cell or a section. */
export function tabOf(form: FormDefinition, id: string): FormTab | undefined {
  return form.tabs.find(tab =>
    sectionsOf([tab]).some(section => section.id === id || section.rows.flat().some(cell => cell.id === id)),
  );
}

/** The cell after this one in its section, else the one before; undefined where it is alone. */
export function neighbourOf(form: FormDefinition, cellId: string): string | undefined {
  const cells = placeOf(form, cellId)?.section.rows.flat() ?? [];
  const index = cells.findIndex(cell => cell.id === cellId);
  return (cells[index + 1] ?? cells[index - 1])?.id;
}

/**
 * The cell before which another one goes to come after the next: cells of one row are passed together, since what is moved gets a
 * row of its own. Undefined: the section's end.
 */
export function belowNext({ rows }: FormSection, cellId: string): string | undefined {
  const cells = rows.flat();
  const next = cells[cells.findIndex(({ id }) => id === cellId) + 1];
  const passed = rows.findIndex(row => row.some(cell => cell === next));
  return rows.slice(passed + 1).find(row => row.length > 0)?.[0]?.id;
}

function sectionsOf(tabs: readonly FormTab[]): FormSection[] {
  return tabs.flatMap(tab => tab.columns.flatMap(column => column.sections));
}
