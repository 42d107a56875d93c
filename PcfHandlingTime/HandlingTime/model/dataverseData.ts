import { normaliseGuid } from "../../tracking/uuid5";
import { activityList, activitySums, logList, trackerSums } from "./fetchXml";
import { DataError, type DataPort, type History, type HistoryItem, type LogDraft } from "./ports";
import { category, combine, type ActivitySum, type Rep, type Totals, type TrackerSum } from "./totals";

type Row = Record<string, unknown>;

/** The parts of `context.webAPI` and `context.utils` that are used; the host's own objects fit. */
export interface DataverseHost {
  retrieveMultipleRecords(table: string, options: string): Promise<{ entities: Row[] }>;
  createRecord(table: string, row: Row): Promise<unknown>;
  hasPrivilege(table: string, privilege: "create" | "write"): boolean;
  loadMetadata(table: string): Promise<unknown>;
}

/** How many entries of each kind the history shows. */
const historyLength = 50;

const formatted = "@OData.Community.Display.V1.FormattedValue";
const trackers = "casetime_timetracker";

/** Reads and manual logs through the component's Web API, on the rights of the signed-in user. */
export function dataverseData(host: DataverseHost): DataPort {
  return {
    readTotals: (caseId, ownOnly) => readTotals(host, caseId, ownOnly),
    readHistory: (caseId, ownOnly) => readHistory(host, caseId, ownOnly),
    createLog: (caseId, draft) => createLog(host, caseId, draft),
    mayConfigure: () => mayConfigure(host),
    mayLog: () => has(host, trackers, "create", true),
  };
}

async function readTotals(host: DataverseHost, caseId: string, ownOnly: boolean): Promise<Totals> {
  const [sums, activities] = await Promise.all([
    query(host, "incident", trackerSums(caseId, ownOnly)),
    query(host, "activitypointer", activitySums(caseId, ownOnly)),
  ]);
  return combine(
    sums.map((row): TrackerSum => ({
      caseActive: row.state === 0,
      rep: repOf(row, "rep"),
      category: typeof row.category === "number" ? row.category : undefined,
      seconds: numberOf(row.seconds),
    })),
    activities.map((row): ActivitySum => ({ rep: repOf(row, "rep"), minutes: numberOf(row.minutes) })),
  );
}

async function readHistory(host: DataverseHost, caseId: string, ownOnly: boolean): Promise<History> {
  const [logs, activities] = await Promise.all([
    query(host, trackers, logList(caseId, ownOnly, historyLength)),
    query(host, "activitypointer", activityList(caseId, ownOnly, historyLength)),
  ]);
  return {
    logs: logs.map(row =>
      historyItem(row, "casetime_timetrackerid", numberOf(row.casetime_durationseconds), {
        at: row.casetime_starttime,
        kind: row[`casetime_reasoncategory${formatted}`],
        text: row.casetime_reason,
      }),
    ),
    activities: activities.map(row =>
      historyItem(row, "activityid", numberOf(row.actualdurationminutes) * 60, {
        at: row.createdon,
        kind: row[`activitytypecode${formatted}`] ?? row.activitytypecode,
        text: row.subject,
      }),
    ),
  };
}

async function createLog(host: DataverseHost, caseId: string, draft: LogDraft): Promise<void> {
  try {
    await host.createRecord(trackers, {
      casetime_category: category.manual,
      "casetime_regardingcase@odata.bind": `/incidents(${caseId})`,
      casetime_durationseconds: draft.seconds,
      casetime_starttime: draft.start.toISOString(),
      casetime_reasoncategory: draft.reasonCategory,
      casetime_reason: draft.reason === "" ? null : draft.reason,
    });
  } catch (error) {
    throw asDataError(error);
  }
}

async function mayConfigure(host: DataverseHost): Promise<boolean> {
  // The host answers about a table only once it knows its metadata.
  await host.loadMetadata("casetime_setting").catch(() => undefined);
  return has(host, "casetime_setting", "write", false) || has(host, "systemform", "write", false);
}

/** Some hosts throw where they cannot tell. */
function has(host: DataverseHost, table: string, privilege: "create" | "write", otherwise: boolean): boolean {
  try {
    return host.hasPrivilege(table, privilege);
  } catch {
    return otherwise;
  }
}

async function query(host: DataverseHost, table: string, fetchXml: string): Promise<Row[]> {
  try {
    return (await host.retrieveMultipleRecords(table, `?fetchXml=${encodeURIComponent(fetchXml)}`)).entities;
  } catch (error) {
    throw asDataError(error);
  }
}

/** The platform rejects with objects that carry the server's sentence as `message`. */
function asDataError(error: unknown): DataError {
  const message = (error as { message?: unknown } | undefined)?.message;
  return new DataError(typeof message === "string" ? message : "");
}

function historyItem(
  row: Row,
  idColumn: string,
  seconds: number,
  told: { at: unknown; kind: unknown; text: unknown },
): HistoryItem {
  return {
    id: String(row[idColumn]),
    rep: repOf(row, "_ownerid_value") ?? { id: "", name: "" },
    seconds,
    at: typeof told.at === "string" ? new Date(told.at) : undefined,
    kind: typeof told.kind === "string" ? told.kind : "",
    text: typeof told.text === "string" ? told.text : "",
  };
}

function repOf(row: Row, column: string): Rep | undefined {
  const id = row[column];
  if (typeof id !== "string") return undefined;
  const name = row[`${column}${formatted}`];
  return { id: normaliseGuid(id), name: typeof name === "string" ? name : "" };
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
