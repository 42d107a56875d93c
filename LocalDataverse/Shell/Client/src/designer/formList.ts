import { byOrder, DisplayConditions } from "../forms/displayConditions";
import { parseForm } from "../forms/formXml";
import { bareId } from "../platform/rows";
import { quoted, sentenceOf } from "../platform/webApi";
import { Environment } from "../ui/Environment";
import { publishTable, readUnpublished, saveForm } from "./designedForm";
import { editForm } from "./formEdit";
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

const OWN_IDS = ["id", "uniqueid", "forControl", "handlerUniqueId", "libraryUniqueId"];

/** Elements whose id names what is no part of the form: one of the platform's controls, the form it was made of, a security role. */
const REFERRING = new Set(["customControl", "ancestor", "Role"]);

const GUID = /^\{[0-9a-f-]{36}\}$/i;

/** Ids of a form's parts are its own: a copy gets others, the same one in the same place throughout. */
function withOwnIds(formXml: string): string {
  const own = new Map<string, string>();
  return editForm(formXml, form => {
    for (const element of Array.from(form.getElementsByTagName("*"))) {
      if (REFERRING.has(element.localName)) continue;
      for (const attribute of OWN_IDS) {
        const id = element.getAttribute(attribute);
        if (!id || !GUID.test(id)) continue;
        const key = bareId(id);
        const given = own.get(key) ?? crypto.randomUUID();
        own.set(key, given);
        element.setAttribute(attribute, `{${given}}`);
      }
    }
  });
}
