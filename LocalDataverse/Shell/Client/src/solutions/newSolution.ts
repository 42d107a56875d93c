import { ApiRow, quoted, WebApi } from "../platform/webApi";
import { text } from "./solutions";

export interface Publisher {
  id: string;
  name: string;
}

/** What a person types for a new solution. */
export interface SolutionDraft {
  displayName: string;
  name: string;
  version: string;
  /** A publisher's id; empty: a new one. */
  publisherId: string;
  publisherName: string;
  prefix: string;
}

export type DraftFaults = Partial<Record<keyof SolutionDraft, string>>;

export const EMPTY_DRAFT: SolutionDraft = {
  displayName: "",
  name: "",
  version: "1.0.0.0",
  publisherId: "",
  publisherName: "",
  prefix: "",
};

const LONGEST_NAME = 65;
const FIRST_OPTION_VALUE = 10_000;
const OPTION_VALUES = 90_000;

/** A solution's or publisher's name made of what people call it. */
export function nameFrom(displayName: string): string {
  return displayName
    .normalize("NFD")
    .replace(/[^A-Za-z0-9_]/g, "")
    .replace(/^[^A-Za-z]+/, "")
    .slice(0, LONGEST_NAME);
}

/** What is wrong, by field. @param taken Names of the solutions that there are. */
export function validate(draft: SolutionDraft, taken: readonly string[]): DraftFaults {
  const faults: DraftFaults = {};
  if (!draft.displayName.trim()) faults.displayName = "Enter a display name.";
  if (!draft.name) faults.name = "Enter a name.";
  else if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(draft.name))
    faults.name = "Use letters, digits and underscores only, a letter first.";
  else if (draft.name.length > LONGEST_NAME) faults.name = `Use at most ${LONGEST_NAME} characters.`;
  else if (taken.some(name => name.toLowerCase() === draft.name.toLowerCase()))
    faults.name = `A solution of the name ${draft.name} exists already.`;
  if (!/^\d{1,9}(\.\d{1,9}){3}$/.test(draft.version)) faults.version = "Enter four numbers, such as 1.0.0.0.";
  if (draft.publisherId) return faults;
  if (!nameFrom(draft.publisherName)) faults.publisherName = "Enter a name with letters in it.";
  if (!/^[a-z][a-z0-9]{1,7}$/i.test(draft.prefix) || /^mscrm/i.test(draft.prefix))
    faults.prefix = "Use two to eight letters and digits, a letter first; it can't begin with mscrm.";
  return faults;
}

/** Publishers that makers may use: those of managed solutions are read-only. */
export async function readPublishers(api: WebApi): Promise<Publisher[]> {
  const rows = await api.getAll(
    "publishers?$select=publisherid,friendlyname,uniquename,isreadonly&$orderby=friendlyname",
  );
  return rows
    .filter(row => row.isreadonly !== true)
    .map(row => ({ id: text(row.publisherid), name: text(row.friendlyname) || text(row.uniquename) }));
}

/** @returns the new solution's id. */
export async function createSolution(api: WebApi, draft: SolutionDraft): Promise<string> {
  const publisher =
    draft.publisherId || (await findPublisher(api, draft)) || (await api.create("publishers", publisherRow(draft)));
  return api.create("solutions", {
    friendlyname: draft.displayName.trim(),
    uniquename: draft.name,
    version: draft.version,
    "publisherid@odata.bind": `/publishers(${publisher})`,
  });
}

/**
 * One that an earlier attempt made, whose solution was refused.
 *
 * @returns its id; empty for none.
 * @throws Error where the name is another publisher's: what it makes would have another prefix than the one that was typed.
 */
async function findPublisher(api: WebApi, { publisherName, prefix }: SolutionDraft): Promise<string> {
  const name = uniquePublisher(publisherName);
  const select = "$select=publisherid,customizationprefix,isreadonly";
  const [row] = await api.getAll(`publishers?${select}&$filter=uniquename eq ${quoted(name)}`);
  if (!row) return "";
  const taken = text(row.customizationprefix);
  if (row.isreadonly === true || taken !== prefix.toLowerCase())
    throw new Error(
      `A publisher of the name ${name} exists already, with the prefix ${taken}. Enter another name for the new publisher.`,
    );
  return text(row.publisherid);
}

function uniquePublisher(name: string): string {
  return nameFrom(name).toLowerCase();
}

function publisherRow({ publisherName, prefix }: SolutionDraft): ApiRow {
  return {
    friendlyname: publisherName.trim(),
    uniquename: uniquePublisher(publisherName),
    customizationprefix: prefix.toLowerCase(),
    customizationoptionvalueprefix: optionValuePrefix(prefix.toLowerCase()),
  };
}

/** Five digits made of the prefix, so that publishers of different prefixes rarely share them. */
export function optionValuePrefix(prefix: string): number {
  let sum = 0;
  for (const character of prefix) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % OPTION_VALUES;
  return FIRST_OPTION_VALUE + sum;
}
