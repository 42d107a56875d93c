import { ApiRow, WebApi } from "./webApi";

export const LANGUAGES: readonly { id: number; name: string }[] = [
  { id: 1033, name: "English" },
  { id: 1031, name: "Deutsch" },
  { id: 1036, name: "Français" },
  { id: 3082, name: "Español" },
  { id: 1041, name: "日本語" },
  { id: 1025, name: "العربية" },
];

/** Dataverse's codes with the names that Windows gives the zones. */
export const TIME_ZONES: readonly { code: number; standardName: string; name: string }[] = [
  { code: 92, standardName: "UTC", name: "Coordinated Universal Time" },
  { code: 85, standardName: "GMT Standard Time", name: "Dublin, Edinburgh, Lisbon, London" },
  { code: 110, standardName: "W. Europe Standard Time", name: "Amsterdam, Berlin, Rome, Vienna" },
  { code: 105, standardName: "Romance Standard Time", name: "Brussels, Copenhagen, Madrid, Paris" },
  { code: 150, standardName: "Arab Standard Time", name: "Kuwait, Riyadh" },
  { code: 190, standardName: "India Standard Time", name: "Chennai, Kolkata, Mumbai, New Delhi" },
  { code: 235, standardName: "Tokyo Standard Time", name: "Osaka, Sapporo, Tokyo" },
  { code: 35, standardName: "Eastern Standard Time", name: "Eastern Time (US and Canada)" },
  { code: 4, standardName: "Pacific Standard Time", name: "Pacific Time (US and Canada)" },
];

/** Empty: as the language writes it. */
export const DATE_FORMATS: readonly string[] = ["", "dd.MM.yyyy", "dd/MM/yyyy", "M/d/yyyy", "yyyy-MM-dd", "yyyy/MM/dd"];
export const TIME_FORMATS: readonly string[] = ["", "HH:mm", "h:mm tt"];

export interface PersonalSettings {
  languageId: number;
  /** As Windows names it. */
  timeZone: string;
  dateFormat: string;
  timeFormat: string;
}

const pathOf = (userId: string) => `usersettingscollection(${userId})`;

export async function readPersonalSettings(api: WebApi, userId: string): Promise<PersonalSettings> {
  const row = await api.get(
    `${pathOf(userId)}?$select=uilanguageid,timezonestandardname,dateformatstring,timeformatstring`,
  );
  return {
    languageId: typeof row.uilanguageid === "number" && row.uilanguageid > 0 ? row.uilanguageid : 1033,
    timeZone: text(row.timezonestandardname) || "UTC",
    dateFormat: text(row.dateformatstring),
    timeFormat: text(row.timeformatstring),
  };
}

export async function writePersonalSettings(api: WebApi, userId: string, settings: PersonalSettings): Promise<void> {
  const zone = TIME_ZONES.find(({ standardName }) => standardName === settings.timeZone);
  const values: ApiRow = {
    uilanguageid: settings.languageId,
    localeid: settings.languageId,
    // A zone that is not in the list stays as it is.
    ...(zone && { timezonecode: zone.code, timezonestandardname: zone.standardName }),
    dateformatstring: settings.dateFormat || null,
    timeformatstring: settings.timeFormat || null,
  };
  await api.update("usersettingscollection", userId, values);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
