import { ApiError, ApiRow, sentenceOf, WebApi } from "../platform/webApi";
import { text } from "./solutions";

/** How an import treats the installed version. */
export type ImportMode = "update" | "upgrade" | "stage";

export interface ImportWish {
  /** The zip in base64. */
  zip: string;
  mode: ImportMode;
  overwrite: boolean;
}

/** A job of the server that this page waits for. */
export interface Job {
  /** asyncoperation. */
  operationId: string;
  /** importjob; undefined for a job that imports nothing. */
  importId: string | undefined;
}

/** How a job stands. */
export type JobState =
  | { state: "running"; percent: number | undefined }
  /** The server does not answer; the job goes on there. */
  | { state: "lost"; error: string; percent: number | undefined }
  | { state: "succeeded"; log: string }
  | { state: "failed"; error: string; log: string };

const POLL_MS = 500;
const LOST_MS = 3_000;
const DONE = 3;
const SUCCEEDED = 30;
const DENIED = 403;
const UNKNOWN = 404;

/**
 * Asks for an import. Where the answer is lost on the way, the import job says whether the request arrived.
 * @param isAgain Whether the import was sent before under this id; it is not sent again where it arrived.
 * @throws ApiError the server refuses, or nobody knows whether it has the request.
 */
export async function beginImport(api: WebApi, wish: ImportWish, importId: string, isAgain: boolean): Promise<Job> {
  if (isAgain && (await hasArrived(api, importId))) return { operationId: "", importId };
  try {
    return await sendImport(api, wish, importId);
  } catch (error) {
    const isLost = error instanceof ApiError && error.status === 0;
    if (isLost && (await hasArrived(api, importId).catch(() => false))) return { operationId: "", importId };
    throw error;
  }
}

async function sendImport(api: WebApi, wish: ImportWish, importId: string): Promise<Job> {
  const message = wish.mode === "upgrade" ? "StageAndUpgradeAsync" : "ImportSolutionAsync";
  const answer = await api.action(message, {
    CustomizationFile: wish.zip,
    ImportJobId: importId,
    OverwriteUnmanagedCustomizations: wish.overwrite,
    PublishWorkflows: true,
    ...(wish.mode === "stage" ? { HoldingSolution: true } : {}),
  });
  return { operationId: text(answer.AsyncOperationId), importId: text(answer.ImportJobKey) || importId };
}

/** Applies an upgrade that is held. */
export async function startPromotion(api: WebApi, uniqueName: string): Promise<Job> {
  const answer = await api.action("DeleteAndPromoteAsync", { UniqueName: uniqueName });
  return { operationId: text(answer.AsyncOperationId), importId: undefined };
}

/** @throws ApiError the server can't say. */
async function hasArrived(api: WebApi, importId: string): Promise<boolean> {
  try {
    await api.get(`importjobs(${importId})?$select=importjobid`);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === UNKNOWN) return false;
    throw error;
  }
}

export interface Watch {
  onState: (state: JobState) => void;
  /** Waits; resolves early where the person asks for it. */
  wait: (milliseconds: number) => Promise<void>;
  isStopped: () => boolean;
}

/** Tells of a job until it is done. Lost network is told and outlasted; only the watcher ends it before. */
export async function follow(api: WebApi, job: Job, { onState, wait, isStopped }: Watch): Promise<void> {
  let percent: number | undefined;
  while (!isStopped()) {
    let pause = POLL_MS;
    try {
      const state = await readState(api, job);
      if (state.state !== "running") {
        onState(state);
        return;
      }
      // What a job reports never goes back, whatever a server that was started again says.
      percent = state.percent === undefined ? percent : Math.max(state.percent, percent ?? 0);
      onState({ state: "running", percent });
    } catch (error) {
      onState({ state: "lost", error: describe(error), percent });
      pause = LOST_MS;
    }
    await wait(pause);
  }
}

async function readState(api: WebApi, job: Job): Promise<JobState> {
  const [operation, progress] = await Promise.all([
    job.operationId
      ? api.get(`asyncoperations(${job.operationId})?$select=statecode,statuscode,friendlymessage,message`)
      : undefined,
    job.importId ? api.get(`importjobs(${job.importId})?$select=progress,completedon`) : undefined,
  ]);
  const percent = typeof progress?.progress === "number" ? progress.progress : undefined;
  const isDone = operation ? operation.statecode === DONE : Boolean(progress?.completedon);
  if (!isDone) return { state: "running", percent };
  const log = job.importId ? text((await api.get(`importjobs(${job.importId})?$select=data`)).data) : "";
  const isGood = operation ? operation.statuscode === SUCCEEDED : percent === 100;
  return isGood ? { state: "succeeded", log } : { state: "failed", error: reasonOf(operation), log };
}

function reasonOf(operation: ApiRow | undefined): string {
  return text(operation?.friendlymessage) || text(operation?.message) || "The log says why.";
}

function describe(error: unknown): string {
  const denied = error instanceof ApiError && error.status === DENIED;
  return denied ? `You may not read how the job stands any more: ${error.message}` : sentenceOf(error);
}

/** A fresh id. crypto.randomUUID is there on secure pages only. */
export function newId(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
