import { ApiError } from "./webApi";

/** One answer of a $batch: its status, and the server's sentence where it refused. */
export interface BatchAnswer {
  status: number;
  sentence: string;
}

/** A request of a change set. */
export interface Change {
  method: string;
  /** From the server's root. */
  path: string;
  body?: object;
}

const BOUNDARY = "batch_shell";
const CHANGES = "changes_shell";
const LINE = "\r\n";

export const BATCH_TYPE = `multipart/mixed; boundary=${BOUNDARY}`;

/** Requests of one method without a body, as the parts of a $batch. */
export function writeBatch(method: string, paths: readonly string[]): string {
  const parts = paths.map(path =>
    [
      `--${BOUNDARY}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `${method} ${path} HTTP/1.1`,
      "Accept: application/json",
      "",
      "",
    ].join(LINE),
  );
  return parts.join(LINE) + `${LINE}--${BOUNDARY}--${LINE}`;
}

/** Requests that happen all or not at all, as a $batch of one change set. */
export function writeChangeSet(changes: readonly Change[]): string {
  const parts = changes.map(({ method, path, body }, index) =>
    [
      `--${CHANGES}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      `Content-ID: ${index + 1}`,
      "",
      `${method} ${path} HTTP/1.1`,
      "Accept: application/json",
      ...(body ? ["Content-Type: application/json", "", JSON.stringify(body)] : ["", ""]),
    ].join(LINE),
  );
  const head = [`--${BOUNDARY}`, `Content-Type: multipart/mixed; boundary=${CHANGES}`, "", ""].join(LINE);
  return [head + parts.join(LINE), `--${CHANGES}--`, `--${BOUNDARY}--`, ""].join(LINE);
}

/**
 * The answers in the order of the requests; a change set has one, the first of its own or what it was refused with.
 * @param contentType Of the whole answer: it names the boundary.
 * @throws ApiError it is not the answer to a batch.
 */
export function readBatch(text: string, contentType: string): BatchAnswer[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new ApiError("The server's answer to several requests at once could not be read.", "", 0);
  return text
    .split(`--${boundary}`)
    .map(part => /HTTP\/1\.1 (\d{3})([\s\S]*)/.exec(part))
    .filter((match): match is RegExpExecArray => match !== null)
    .map(([, status, rest]) => ({ status: Number(status), sentence: sentenceIn(rest ?? "") }));
}

function sentenceIn(part: string): string {
  const start = part.indexOf("{");
  if (start < 0) return "";
  try {
    const body = JSON.parse(part.slice(start, part.lastIndexOf("}") + 1)) as { error?: { message?: string } };
    return body.error?.message ?? "";
  } catch {
    // Not a JSON body: the status says what there is to say.
    return "";
  }
}
