import { saysNoSuchRow, sentenceOf } from "../../tracking/answer";
import type { NetworkAnswer, NetworkPort } from "../../tracking/ports";
import { normaliseGuid } from "../../tracking/uuid5";
import { category } from "./categories";
import {
  ConflictError,
  DataError,
  GoneError,
  SavedBeforeError,
  UnansweredError,
  type ActivityItem,
  type AutomaticRow,
  type Correction,
  type DataPort,
  type HistoryItem,
  type LogDraft,
  type LogItem,
  type Page,
  type PageRequest,
} from "./ports";
import { activityQuery, automaticQuery, logQuery, pictureQuery } from "./queries";
import type { Rep } from "./totals";

type Row = Record<string, unknown>;
type Privilege = "create" | "write" | "delete";

/** The parts of the host's context that are used; the host's own objects fit. */
export interface DataverseHost {
  retrieveMultipleRecords(
    table: string,
    options: string,
    pageSize?: number,
  ): Promise<{ entities: Row[]; nextLink?: string }>;
  /** @param wide On rows of the whole organisation, not only one's own. */
  hasPrivilege(table: string, privilege: Privilege, wide?: boolean): boolean;
  loadMetadata(table: string): Promise<unknown>;
  readonly openRow: ((table: string, id: string) => void) | undefined;
}

const formatted = "@OData.Community.Display.V1.FormattedValue";
const trackers = "casetime_timetracker";
const trackerSet = "casetime_timetrackers";

/**
 * Reads and writes by hand, on the rights of the signed-in user: reads through the component's Web API, writes through
 * `network`, since the component's Web API takes neither an ETag nor the id of a row that may be there already.
 */
export function dataverseData(host: DataverseHost, network: NetworkPort): DataPort {
  const readPage = async <Item>(
    table: string,
    request: PageRequest,
    first: (caseId: string, onlyRep: string | undefined) => string,
    item: (row: Row) => Item,
  ): Promise<Page<Item>> => {
    const options = "next" in request ? request.next : first(request.caseId, request.onlyRep);
    const { entities, nextLink } = await told(host.retrieveMultipleRecords(table, options, request.size));
    return { items: entities.map(item), next: nextLink ? queryPart(nextLink) : undefined };
  };
  return {
    readLogs: request => readPage(trackers, request, logQuery, logItem),
    readActivities: request => readPage("activitypointer", request, activityQuery, activityItem),
    createLog: (caseId, draft, id) => putLog(network, caseId, draft, id),
    updateLog: (id, version, draft) => updateLog(network, id, version, draft),
    deleteLog: async (id, version) => {
      const answer = await network.send({ method: "DELETE", path: pathOf(id), ifMatch: version });
      if (isRefusal(answer) && !(await storedLog(network, id))) throw new GoneError(sentenceOf(answer.body));
      accepted(answer);
    },
    withdrawLog: async id => {
      const answer = await network.send({ method: "DELETE", path: pathOf(id) });
      if (isRefusal(answer) && !(await storedLog(network, id))) return;
      accepted(answer);
    },
    createCorrection: (caseId, correction, id) => createCorrection(network, caseId, correction, id),
    readAutomatic: async (userId, workDates) =>
      (await told(host.retrieveMultipleRecords(trackers, automaticQuery(userId, workDates)))).entities.map(
        automaticRow,
      ),
    readPictures: userIds => readPictures(host, userIds),
    mayConfigure: () => mayConfigure(host),
    rights: () => ({
      create: has(host, trackers, "create", true),
      write: has(host, trackers, "write", true),
      delete: has(host, trackers, "delete", true),
      writeAll: has(host, trackers, "write", false, true),
    }),
    get openRow() {
      return host.openRow;
    },
  };
}

/** An upsert: sent once more after a lost answer, it changes nothing. */
async function putLog(network: NetworkPort, caseId: string, draft: LogDraft, id: string): Promise<void> {
  created(await network.send({ method: "PATCH", path: pathOf(id), body: JSON.stringify(newLog(caseId, draft)) }));
}

async function updateLog(network: NetworkPort, id: string, version: string, draft: LogDraft): Promise<string> {
  const path = `${pathOf(id)}?$select=casetime_durationseconds`;
  const columns = logColumns(draft);
  const answer = await network.send({ method: "PATCH", path, ifMatch: version, body: JSON.stringify(columns) });
  if (isRefusal(answer)) {
    const row = await storedLog(network, id);
    if (!row) throw new GoneError(sentenceOf(answer.body));
    // An earlier try may have done it, its answer lost: then nobody else has changed anything.
    if (answer.status === 412 && saysTheSame(row, columns)) return versionIn(row);
  }
  return versionIn(accepted(answer).body);
}

/** Where a row is gone the rules may refuse before the platform says so: only a look tells. */
function storedLog(network: NetworkPort, id: string): Promise<Row | undefined> {
  return storedRow(network, id, "casetime_durationseconds,casetime_starttime,casetime_reasoncategory,casetime_reason");
}

function newLog(caseId: string, draft: LogDraft): Row {
  return { casetime_category: category.manual, ...regarding(caseId), ...logColumns(draft) };
}

/**
 * The server makes the rep its owner and dates it: casetime_adjusts says whose time it is. Corrections never change, so
 * none can be sent twice: where it is refused, as because one of that id is there, what is there is looked at.
 */
async function createCorrection(
  network: NetworkPort,
  caseId: string,
  correction: Correction,
  id: string,
): Promise<void> {
  const said = { casetime_durationseconds: correction.seconds, casetime_reason: correction.reason };
  const row = {
    casetime_timetrackerid: id,
    casetime_category: category.adjustment,
    ...regarding(caseId),
    "casetime_adjusts@odata.bind": `/systemusers(${correction.rep.id})`,
    ...said,
  };
  const answer = await network.send({ method: "POST", path: trackerSet, body: JSON.stringify(row) });
  const before = isRefusal(answer) ? await storedRow(network, id, Object.keys(said).join()) : undefined;
  if (!before) created(answer);
  else if (!saysTheSame(before, said)) throw new SavedBeforeError(numberOf(before.casetime_durationseconds));
}

/** A row's columns; undefined where there is none. */
async function storedRow(network: NetworkPort, id: string, columns: string): Promise<Row | undefined> {
  const answer = await network.send({ method: "GET", path: `${pathOf(id)}?$select=${columns}` });
  return saysNoSuchRow(answer) ? undefined : (accepted(answer).body as Row);
}

function saysTheSame(row: Row, columns: Row): boolean {
  return Object.entries(columns).every(([name, value]) => comparable(name, row[name]) === comparable(name, value));
}

/** Instants are written in more than one way. */
function comparable(column: string, value: unknown): unknown {
  return column === "casetime_starttime" && typeof value === "string" ? Date.parse(value) : (value ?? null);
}

function pathOf(id: string): string {
  return `${trackerSet}(${id})`;
}

function regarding(caseId: string): Row {
  return { "casetime_regardingcase@odata.bind": `/incidents(${caseId})` };
}

function logColumns(draft: LogDraft): Row {
  return {
    casetime_durationseconds: draft.seconds,
    ...(draft.start ? { casetime_starttime: draft.start.toISOString() } : {}),
    casetime_reasoncategory: draft.reasonCategory ?? null,
    casetime_reason: draft.reason === "" ? null : draft.reason,
  };
}

async function readPictures(host: DataverseHost, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { entities } = await told(host.retrieveMultipleRecords("systemuser", pictureQuery(userIds)));
  return new Map(
    entities.flatMap(({ systemuserid: id, entityimage_url: url }) =>
      typeof id === "string" && typeof url === "string" && url !== "" ? [[normaliseGuid(id), url]] : [],
    ),
  );
}

async function mayConfigure(host: DataverseHost): Promise<boolean> {
  // The host answers about a table only once it knows its metadata.
  await host.loadMetadata("casetime_setting").catch(() => undefined);
  return has(host, "casetime_setting", "write", false) || has(host, "systemform", "write", false);
}

/** Some hosts throw where they cannot tell. */
function has(host: DataverseHost, table: string, privilege: Privilege, otherwise: boolean, wide = false): boolean {
  try {
    return host.hasPrivilege(table, privilege, wide);
  } catch {
    return otherwise;
  }
}

/** Of a write to a row that was there. */
function accepted(answer: NetworkAnswer): NetworkAnswer {
  if (answer.status === 404) throw new GoneError(sentenceOf(answer.body));
  if (answer.status === 412) throw new ConflictError(sentenceOf(answer.body));
  return created(answer);
}

/** Of a write that makes a row: what is missing is another one. */
function created(answer: NetworkAnswer): NetworkAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new (isRefusal(answer) ? DataError : UnansweredError)(sentenceOf(answer.body));
}

/** The server has looked at the request and did nothing; other failures leave open what was done. */
function isRefusal({ status }: NetworkAnswer): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

/** The platform rejects with objects that carry the server's sentence as `message`. */
async function told<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    const message = (error as { message?: unknown } | undefined)?.message;
    throw new DataError(typeof message === "string" ? message : "");
  }
}

/** The host takes queries, not addresses. */
function queryPart(link: string): string {
  return link.slice(link.indexOf("?"));
}

function versionIn(row: unknown): string {
  const version = (row as Row | null | undefined)?.["@odata.etag"];
  return typeof version === "string" ? version : "";
}

function logItem(row: Row): LogItem {
  return {
    ...historyItem(row, "casetime_timetrackerid", {
      seconds: numberOf(row.casetime_durationseconds),
      at: row.casetime_starttime,
      kind: row[`casetime_reasoncategory${formatted}`],
      text: row.casetime_reason,
    }),
    reasonCategory: typeof row.casetime_reasoncategory === "number" ? row.casetime_reasoncategory : undefined,
    version: versionIn(row),
  };
}

function activityItem(row: Row): ActivityItem {
  const table = String(row.activitytypecode);
  return {
    ...historyItem(row, "activityid", {
      seconds: numberOf(row.actualdurationminutes) * 60,
      at: row.createdon,
      kind: row[`activitytypecode${formatted}`] ?? table,
      text: row.subject,
    }),
    table,
  };
}

function automaticRow(row: Row): AutomaticRow {
  const textOf = (column: string) => (typeof row[column] === "string" ? row[column] : "");
  return {
    caseId: normaliseGuid(textOf("_casetime_regardingcase_value")),
    caseName: textOf(`_casetime_regardingcase_value${formatted}`),
    workDate: textOf("casetime_workdate").slice(0, 10),
    timeline: textOf("casetime_timeline"),
    overlap: textOf("casetime_overlap"),
  };
}

interface Told {
  readonly seconds: number;
  readonly at: unknown;
  readonly kind: unknown;
  readonly text: unknown;
}

function historyItem(row: Row, idColumn: string, { seconds, at, kind, text }: Told): HistoryItem {
  return {
    id: String(row[idColumn]),
    rep: repOf(row, "_ownerid_value"),
    seconds,
    at: typeof at === "string" ? new Date(at) : undefined,
    kind: typeof kind === "string" ? kind : "",
    text: typeof text === "string" ? text : "",
  };
}

function repOf(row: Row, column: string): Rep {
  const [id, name] = [row[column], row[`${column}${formatted}`]];
  return { id: typeof id === "string" ? normaliseGuid(id) : "", name: typeof name === "string" ? name : "" };
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
