import { byOrder, DisplayConditions } from "../forms/displayConditions";
import { parseForm } from "../forms/formXml";
import { quoted, sentenceOf } from "../platform/webApi";
import { Environment } from "../ui/Environment";
import { publishTable, readUnpublished, saveForm } from "./designedForm";
import { setOrder } from "./formSecurity";

export interface FormSummary {
  id: string;
  name: string;
  table: string;
  isManaged: boolean;
  isDefault: boolean;
  display: DisplayConditions;
}

const MAIN_FORM = 2;
const ACTIVE = 1;

/** The main forms of a table, in the order in which the form selector has them. */
export async function listForms({ api, profile }: Environment, table: string): Promise<FormSummary[]> {
  const rows = await api.getAll(
    `systemforms?$select=formid,name,ismanaged,isdefault,formxml&$filter=objecttypecode eq ${quoted(table)} and type eq ${MAIN_FORM}`,
  );
  const forms = rows.map(row => ({
    id: String(row.formid),
    name: String(row.name),
    table,
    isManaged: row.ismanaged === true,
    isDefault: row.isdefault === true,
    display: parseForm(String(row.formid), String(row.name), String(row.formxml), profile.languageId).display,
  }));
  return forms.sort(byOrder);
}

/**
 * Makes the order of a table's forms the one given, and publishes them; the first is the one that opens.
 * @throws Error a form could not be saved: nothing was published, and saving again takes up where it ended.
 */
export async function saveOrder(environment: Environment, forms: readonly FormSummary[]): Promise<void> {
  for (const [order, form] of forms.entries()) {
    try {
      const stored = await readUnpublished(environment, form.id);
      await saveForm(environment, stored, setOrder(stored.formXml, order));
    } catch (error) {
      throw new Error(`The place of the form ${form.name} was not saved: ${sentenceOf(error)} Nothing was published.`);
    }
  }
  const [first] = forms;
  if (!first) return;
  await publishTable(environment, first.table);
  environment.customizations.forget(first.table);
}

/**
 * A form of the maker's own with what the copied one shows now.
 * @param forms All of the table.
 * @returns the new form's id.
 */
export async function createForm(
  { api, customizations }: Environment,
  copied: FormSummary,
  forms: readonly FormSummary[],
  name: string,
): Promise<string> {
  const { formxml } = await api.get(`systemforms(${copied.id})?$select=formxml`);
  const id = await api.create("systemforms", {
    name,
    objecttypecode: copied.table,
    type: MAIN_FORM,
    formactivationstate: ACTIVE,
    formpresentation: 1,
    formxml: withOwnIds(inLastPlace(String(formxml), copied, forms)),
  });
  customizations.forget(copied.table);
  return id;
}

/** Where forms have an order, the new one is the last of them. */
function inLastPlace(formXml: string, copied: FormSummary, forms: readonly FormSummary[]): string {
  if (copied.display.order === undefined) return formXml;
  return setOrder(formXml, Math.max(...forms.map(({ display }) => display.order ?? 0)) + 1);
}

/** Ids of a form's parts are its own: a copy gets others, the same one in the same place throughout. */
function withOwnIds(formXml: string): string {
  const own = new Map<string, string>();
  return formXml.replace(
    /\b(id|uniqueid|forControl|handlerUniqueId|libraryUniqueId)="\{([0-9a-f-]{36})\}"/gi,
    (whole, attribute: string, id: string) => {
      if (isWellKnown(attribute, whole)) return whole;
      const key = id.toLowerCase();
      if (!own.has(key)) own.set(key, crypto.randomUUID());
      return `${attribute}="{${own.get(key) ?? key}}"`;
    },
  );
}

/** The id of a customControl names the platform's own default grid. */
function isWellKnown(attribute: string, text: string): boolean {
  return attribute === "id" && /E7A81278-8635-4D9E-8D4D-59480B391C5B/i.test(text);
}
