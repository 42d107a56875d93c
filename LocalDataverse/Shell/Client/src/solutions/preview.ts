import { ApiError } from "../platform/webApi";
import { Fetch } from "../platform/webApi";

/** A table or column that an upgrade deletes with its data. */
export interface Loss {
  name: string;
  label: string;
}

/** What the server says of a zip before it is imported. */
export interface SolutionPreview {
  uniqueName: string;
  name: string;
  version: string;
  isManaged: boolean;
  publisher: string;
  installedVersion: string | null;
  canUpgrade: boolean;
  /** Why no import of it would succeed as things are. */
  obstacle: string | null;
  tables: Loss[];
  columns: Loss[];
}

/** What the server takes at once. */
export const MOST_MEGABYTES = 128;

const PATH = "/shell/solution";
const SIGNATURE = [0x50, 0x4b];

/** What is wrong with a file that somebody picked, as far as the file itself says; empty: nothing. */
export async function faultOf(file: File): Promise<string> {
  if (file.size === 0) return `${file.name} is empty. Pick the zip file of a solution.`;
  if (file.size > MOST_MEGABYTES * 1024 * 1024)
    return `${file.name} is larger than ${MOST_MEGABYTES} MB. No solution of that size can be imported here.`;
  let start: Uint8Array;
  try {
    start = new Uint8Array(await bytesOf(file.slice(0, SIGNATURE.length)));
  } catch {
    // What the browser says of it names no reason that would help.
    return `${file.name} can't be read. Was it moved, or is it open elsewhere?`;
  }
  return SIGNATURE.every((byte, index) => start[index] === byte)
    ? ""
    : `${file.name} is no zip file. Pick the zip file of a solution, as it was exported.`;
}

/** @throws ApiError the server refuses the file, or can't be reached. */
export async function readPreview(
  file: File,
  send: Fetch = (url, init) => window.fetch(url, init),
): Promise<SolutionPreview> {
  let response: Response;
  try {
    response = await send(PATH, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/zip" },
      body: file,
    });
  } catch {
    throw new ApiError("The server could not be reached. Is it running, and is there a network?", "", 0);
  }
  const body = (await response.json()) as SolutionPreview & { error?: { code?: string; message?: string } };
  if (response.ok) return body;
  const { code, message } = body.error ?? {};
  throw new ApiError(message ?? `The server answered ${response.status}.`, code ?? "", response.status);
}

/** The file's content in base64. */
export async function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => reject(new Error("The file can't be read any more. Pick it again."));
    reader.readAsDataURL(file);
  });
}

function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsArrayBuffer(blob);
  });
}
