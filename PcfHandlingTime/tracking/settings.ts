import { saysNoSuchRow, sentenceOf } from "./answer";
import type { NetworkAnswer } from "./ports";

/** The admin's settings, as far as the client needs them. */
export interface Settings {
  readonly enabled: boolean;
  /** 10 to 60. */
  readonly updateMinutes: number;
  /** 0 to 60; 0 switches idle detection off. */
  readonly idleMinutes: number;
}

/** What holds while there is no settings row (data-model: casetime_setting). */
export const defaultSettings: Settings = { enabled: false, updateMinutes: 10, idleMinutes: 3 };

/** Settings could not be read; the message is the server's. */
export class SettingsError extends Error {}

/** What the answer to `settingsRequest` says. A missing row means the defaults. Throws `SettingsError` otherwise. */
export function readSettings(answer: NetworkAnswer): Settings {
  if (saysNoSuchRow(answer)) return defaultSettings;
  if (answer.status !== 200 || typeof answer.body !== "object" || answer.body === null)
    throw new SettingsError(sentenceOf(answer.body));
  const row = answer.body as Record<string, unknown>;
  return {
    enabled: row.casetime_enabled === true,
    updateMinutes: within(row.casetime_updateinterval, 10, 60, defaultSettings.updateMinutes),
    idleMinutes: within(row.casetime_idleminutes, 0, 60, defaultSettings.idleMinutes),
  };
}

function within(value: unknown, lowest: number, highest: number, otherwise: number): number {
  return typeof value === "number" && value >= lowest && value <= highest ? value : otherwise;
}
