import { languageOf, type Language } from "./languages";
import type { Json, WebApi } from "./webApi";

/** Who reads the page, and how they chose to read. */
export interface User {
  readonly id: string;
  readonly language: Language;
}

const columns = ["systemuserid", "uilanguageid"];

/** One request. @throws Refusal */
export async function readUser(api: WebApi): Promise<User> {
  const own = "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')";
  const answer = await api.get(`usersettingscollection?$select=${columns.join()}&$filter=${own}`);
  const row = ((answer.value as readonly Json[] | undefined) ?? [])[0] ?? {};
  return { id: String(row.systemuserid ?? ""), language: languageOf(row.uilanguageid) };
}
