import { quoted } from "../platform/webApi";
import { Environment } from "../ui/Environment";

export interface FormSummary {
  id: string;
  name: string;
  table: string;
  isManaged: boolean;
  isDefault: boolean;
}

const MAIN_FORM = 2;
const ACTIVE = 1;

/** The main forms of a table, by name. */
export async function listForms({ api }: Environment, table: string): Promise<FormSummary[]> {
  const rows = await api.getAll(
    `systemforms?$select=formid,name,ismanaged,isdefault&$filter=objecttypecode eq ${quoted(table)} and type eq ${MAIN_FORM}&$orderby=name`,
  );
  return rows.map(row => ({
    id: String(row.formid),
    name: String(row.name),
    table,
    isManaged: row.ismanaged === true,
    isDefault: row.isdefault === true,
  }));
}

/**
 * A form of the maker's own with what the copied one shows now.
 * @returns the new form's id.
 */
export async function createForm(
  { api, customizations }: Environment,
  copied: FormSummary,
  name: string,
): Promise<string> {
  const { formxml } = await api.get(`systemforms(${copied.id})?$select=formxml`);
  const id = await api.create("systemforms", {
    name,
    objecttypecode: copied.table,
    type: MAIN_FORM,
    formactivationstate: ACTIVE,
    formpresentation: 1,
    formxml: withOwnIds(String(formxml)),
  });
  customizations.forget(copied.table);
  return id;
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
