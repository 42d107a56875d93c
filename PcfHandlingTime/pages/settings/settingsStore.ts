import { formatted, Refusal, type Json, type WebApi } from "../shared/webApi";
import { defaultSettings, type SettingValues } from "./settingValues";

/** The settings as they are stored. */
export interface StoredSettings {
  readonly values: SettingValues;
  /** What the server calls this version of the row; null: nobody has saved settings yet, and the defaults hold. */
  readonly version: string | null;
  /** Who saved them and when, as the reader's format writes it; undefined: nobody. */
  readonly changed: { readonly by: string; readonly on: string } | undefined;
  /** When handling time was switched off, likewise; undefined: it is on, or never was. */
  readonly disabledOn: string | undefined;
}

/** Where the settings lie. All throw Refusal. */
export interface SettingsStore {
  read(): Promise<StoredSettings>;
  mayWrite(userId: string): Promise<boolean>;
  write(values: Partial<SettingValues>, version: string | null): Promise<StoredSettings>;
}

/** The one row there may be (data model: casetime_setting). */
const rowId = "73550000-0000-4000-8000-000000000001";
const path = `casetime_settings(${rowId})`;

const columns = {
  enabled: "casetime_enabled",
  interval: "casetime_updateinterval",
  idle: "casetime_idleminutes",
  overlapOnce: "casetime_overlaponce",
  maximum: "casetime_maxlogminutes",
} as const;

const selected = [...Object.values(columns), "casetime_disabledon", "modifiedon", "_modifiedby_value"].join();

export function settingsStore(api: WebApi): SettingsStore {
  return {
    read: async () => {
      try {
        return storedSettings(await api.get(`${path}?$select=${selected}`));
      } catch (error) {
        if (error instanceof Refusal && error.kind === "missing") return storedSettings({});
        throw error;
      }
    },
    mayWrite: async userId => {
      const target = encodeURIComponent(JSON.stringify({ "@odata.id": path }));
      try {
        const call = `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@row)?@row=${target}`;
        return String((await api.get(call)).AccessRights).includes("WriteAccess");
      } catch (error) {
        // There is no row yet to have rights on; the server says so when it is saved.
        if (error instanceof Refusal && error.kind === "missing") return true;
        throw error;
      }
    },
    write: async (values, version) => {
      const row = Object.fromEntries(
        Object.entries(columns).flatMap(([name, column]) => {
          const value = values[name as keyof SettingValues];
          return value === undefined ? [] : [[column, value]];
        }),
      );
      return storedSettings(await api.write(`${path}?$select=${selected}`, row, version));
    },
  };
}

function storedSettings(row: Json): StoredSettings {
  const version = row["@odata.etag"];
  const by = row[`_modifiedby_value${formatted}`];
  return {
    values: {
      enabled: row[columns.enabled] === true,
      interval: numberOr(row[columns.interval], defaultSettings.interval),
      idle: numberOr(row[columns.idle], defaultSettings.idle),
      overlapOnce: row[columns.overlapOnce] === true,
      maximum: numberOr(row[columns.maximum], defaultSettings.maximum),
    },
    version: typeof version === "string" ? version : null,
    changed: typeof by === "string" ? { by, on: textOf(row, "modifiedon") ?? "" } : undefined,
    disabledOn: textOf(row, "casetime_disabledon"),
  };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

function textOf(row: Json, column: string): string | undefined {
  const value = row[column + formatted] ?? row[column];
  return typeof value === "string" ? value : undefined;
}
