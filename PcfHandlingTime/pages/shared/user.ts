import { languageOf, type Language } from "./languages";
import { browserOffset, offsetOf, readZone, zoneColumns, type OffsetMinutes } from "./timeZone";
import type { Json, WebApi } from "./webApi";

/** Who reads the page, and how they chose to read. */
export interface User {
  readonly id: string;
  readonly language: Language;
  /** Of the zone they chose in Dataverse, which need not be the browser's. */
  readonly offset: OffsetMinutes;
  /** How they write dates, as .NET patterns do; empty: as their language does. */
  readonly dateFormat: string;
  readonly dateSeparator: string;
}

const columns = ["systemuserid", "uilanguageid", "dateformatstring", "dateseparator", ...zoneColumns];

/** One request. @throws Refusal */
export async function readUser(api: WebApi): Promise<User> {
  const own = "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')";
  const answer = await api.get(`usersettingscollection?$select=${columns.join()}&$filter=${own}`);
  const row = ((answer.value as readonly Json[] | undefined) ?? [])[0] ?? {};
  const zone = readZone(row);
  return {
    id: textOf(row.systemuserid),
    language: languageOf(row.uilanguageid),
    offset: zone ? offsetOf(zone) : browserOffset,
    dateFormat: textOf(row.dateformatstring),
    dateSeparator: textOf(row.dateseparator),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
