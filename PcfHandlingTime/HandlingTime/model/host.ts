import { normaliseGuid } from "../../tracking/uuid5";
import type { IInputs } from "../generated/ManifestTypes";
import type { DataverseHost } from "./dataverseData";
import type { MemoryPort } from "./ports";
import type { Inputs } from "./session";
import type { OffsetMinutes } from "./userTime";

type Context = ComponentFramework.Context<IInputs>;

/** The record that a form shows. */
interface ShownRecord {
  readonly entityId?: string | null;
  readonly entityTypeName?: string | null;
}

/**
 * The undocumented parts of the context that name the form's record: `mode.contextInfo` in model-driven forms,
 * `page` in some hosts. Read here and nowhere else.
 */
interface UndocumentedContext {
  readonly mode: { readonly contextInfo?: ShownRecord };
  readonly page?: ShownRecord;
}

/** PrivilegeType and PrivilegeDepth of the platform; the typings declare them as constants that are not there. */
const privilegeTypes = { create: 1, write: 3, delete: 4 } as const;
const depths = { basic: 0, global: 3 } as const;

/** What the host says, as the session wants it. */
export function readInputs(context: Context): Inputs {
  const { contextInfo } = (context as unknown as UndocumentedContext).mode;
  const record = contextInfo ?? (context as unknown as UndocumentedContext).page;
  const id = normaliseGuid(record?.entityId ?? "");
  const rows = context.parameters.timeTrackers;
  return {
    caseId: id === "" ? undefined : id,
    // The test harness has no user, and a data set without pages.
    userId: normaliseGuid((context.userSettings.userId as string | undefined) ?? ""),
    allowTimeLogs: context.parameters.allowTimeLogs.raw !== "no",
    ownOnly: context.parameters.ownOnly.raw === "yes",
    readOnly: context.mode.isControlDisabled,
    rowsSeen: rows.loading
      ? ""
      : `${(rows.paging as typeof rows.paging | undefined)?.totalResultCount} ${rows.sortedRecordIds.join(" ")}`,
  };
}

/** The data services of the context, asked anew each time since the host replaces the context. */
export function dataverseHost(current: () => Context): DataverseHost {
  return {
    retrieveMultipleRecords: (table, options, pageSize) =>
      current().webAPI.retrieveMultipleRecords(table, options, pageSize),
    hasPrivilege: (table, privilege, wide) =>
      current().utils.hasEntityPrivilege(
        table,
        privilegeTypes[privilege] as unknown as ComponentFramework.PropertyHelper.Types.PrivilegeType,
        (wide ? depths.global : depths.basic) as unknown as ComponentFramework.PropertyHelper.Types.PrivilegeDepth,
      ),
    loadMetadata: table => current().utils.getEntityMetadata(table),
    get openRow() {
      // Some hosts, the test harness among them, have no navigation.
      const navigation = current().navigation as ComponentFramework.Navigation | undefined;
      if (typeof navigation?.openForm !== "function") return undefined;
      return (table: string, id: string) => {
        // The host tells what went wrong; the component has nothing to add.
        navigation.openForm({ entityName: table, entityId: id }).catch(() => undefined);
      };
    },
  };
}

/** How far the user's Dataverse time zone is ahead of UTC. */
export function userOffset(context: Context): OffsetMinutes {
  return instant => context.userSettings.getTimeZoneOffsetMinutes(instant);
}

/** DateTimeFieldBehavior.UserLocal; the typings declare it as a constant that is not there. */
const userLocal = 1 as ComponentFramework.FormattingApi.Types.DateTimeFieldBehavior;

/** The user's formats, in the user's time zone. */
export function formatsOf(context: Context): { dateTime(instant: Date): string; time(instant: Date): string } {
  return {
    dateTime: instant => context.formatting.formatDateShort(instant, true),
    time: instant => context.formatting.formatTime(instant, userLocal),
  };
}

/** BCP 47 of the user's Dataverse language, for numbers; undefined leaves it to the browser. */
export function localeOf(context: Context): string | undefined {
  const locales: Partial<Record<number, string>> = {
    // The platform writes dates and numbers of Arabic forms with European digits.
    1025: "ar-u-nu-latn",
    1031: "de",
    1033: "en",
    1034: "es",
    1036: "fr",
    1041: "ja",
    3082: "es",
  };
  return locales[context.userSettings.languageId];
}

/** Collapsed or not, per user, in this browser; forgotten where the browser keeps nothing. */
export function collapsedMemory(userId: string): MemoryPort {
  const name = `casetime/collapsed/${userId}`;
  return {
    isCollapsed: () => {
      try {
        return localStorage.getItem(name) !== "no";
      } catch {
        return true;
      }
    },
    setCollapsed: collapsed => {
      try {
        localStorage.setItem(name, collapsed ? "yes" : "no");
      } catch {
        // A browser that keeps nothing shows the widget collapsed each time.
      }
    },
  };
}
