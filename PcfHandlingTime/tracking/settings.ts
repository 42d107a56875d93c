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

/** What there is to know before a case's time may count. */
export interface CaseState {
  readonly settings: Settings;
  readonly caseActive: boolean;
}

/** Settings could not be read; the message is the server's. */
export class SettingsError extends Error {}

/** What the answer to `settingsRequest` says. A missing row means the defaults. Throws `SettingsError` otherwise. */
export function readSettings(answer: NetworkAnswer): Settings {
  if (saysNoSuchRow(answer)) return defaultSettings;
  if (answer.status !== 200 || typeof answer.body !== "object" || answer.body === null)
    throw new SettingsError(sentenceOf(answer.body));
  const row = answer.body as Record<string, unknown>;
  return settingsWithin(row.casetime_enabled, row.casetime_updateinterval, row.casetime_idleminutes);
}

/** Settings as some answer tells them; what is out of range, or missing, is as by default. */
export function settingsWithin(enabled: unknown, updateMinutes: unknown, idleMinutes: unknown): Settings {
  return {
    enabled: enabled === true,
    updateMinutes: within(updateMinutes, 10, 60, defaultSettings.updateMinutes),
    idleMinutes: within(idleMinutes, 0, 60, defaultSettings.idleMinutes),
  };
}

/** What the answer to `handlingTimeRequest` says beside the numbers. Throws `SettingsError` where it is none. */
export function readCaseState(answer: NetworkAnswer): CaseState {
  const { status, body } = answer;
  if (status !== 200 || typeof body !== "object" || body === null) throw new SettingsError(sentenceOf(body));
  const said = body as Record<string, unknown>;
  return {
    caseActive: said.CaseActive === true,
    settings: {
      enabled: said.Enabled === true,
      updateMinutes: within(said.UpdateInterval, 10, 60, defaultSettings.updateMinutes),
      idleMinutes: within(said.IdleMinutes, 0, 60, defaultSettings.idleMinutes),
    },
  };
}

function within(value: unknown, lowest: number, highest: number, otherwise: number): number {
  return typeof value === "number" && value >= lowest && value <= highest ? value : otherwise;
}
