import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IInputs } from "../../HandlingTime/generated/ManifestTypes";

export const caseId = "11111111-1111-1111-1111-111111111111";
export const userId = "22222222-2222-2222-2222-222222222222";

/** The texts of a resource file, as the platform's getString finds them. */
export function resourceTexts(language: number): Map<string, string> {
  const xml = readFileSync(join(__dirname, `../../HandlingTime/strings/HandlingTime.${language}.resx`), "utf8");
  const data = new DOMParser().parseFromString(xml, "application/xml").querySelectorAll("data");
  return new Map([...data].map(node => [node.getAttribute("name") ?? "", node.textContent?.trim() ?? ""]));
}

export interface ContextOptions {
  readonly entityId?: string;
  readonly disabled?: boolean;
  readonly allowTimeLogs?: "yes" | "no";
  readonly ownOnly?: "yes" | "no";
  readonly privileged?: boolean;
  readonly mayLog?: boolean;
  /** Minutes that the user's time zone is ahead of UTC. */
  readonly offset?: number;
  retrieveMultiple?(table: string, options: string): Promise<{ entities: Record<string, unknown>[] }>;
}

const english = () => resourceTexts(1033);

/** A context as far as the component may use one: whatever else is touched is undefined and fails the test. */
export function fakeContext(options: ContextOptions = {}): ComponentFramework.Context<IInputs> {
  const texts = english();
  const context = {
    parameters: {
      timeTrackers: { loading: false, sortedRecordIds: [], paging: { totalResultCount: 0 } },
      allowTimeLogs: { raw: options.allowTimeLogs ?? "yes" },
      ownOnly: { raw: options.ownOnly ?? "no" },
    },
    mode: {
      isControlDisabled: options.disabled ?? false,
      isVisible: true,
      contextInfo: { entityId: options.entityId ?? caseId, entityTypeName: "incident" },
    },
    userSettings: {
      userId: `{${userId.toUpperCase()}}`,
      languageId: 1033,
      isRTL: false,
      getTimeZoneOffsetMinutes: () => options.offset ?? 0,
    },
    resources: { getString: (key: string) => texts.get(key) ?? key },
    formatting: {
      formatDateShort: (date: Date) => date.toISOString().slice(0, 16),
      formatTime: (date: Date) => date.toISOString().slice(11, 16),
    },
    webAPI: {
      retrieveMultipleRecords: options.retrieveMultiple ?? (() => Promise.resolve({ entities: [{ state: 0 }] })),
    },
    utils: {
      hasEntityPrivilege: (table: string) =>
        table === "casetime_timetracker" ? (options.mayLog ?? true) : (options.privileged ?? false),
      getEntityMetadata: () => Promise.resolve({}),
    },
  };
  return context as unknown as ComponentFramework.Context<IInputs>;
}
