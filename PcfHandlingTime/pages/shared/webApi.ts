/** Why the Web API did not do what it was asked. */
export type RefusalKind =
  /** No answer came: offline, or the server is away. */
  | "network"
  | "signedOut"
  | "rights"
  | "missing"
  /** The row is no longer the version that was sent along. */
  | "conflict"
  /** More rows than an aggregate may take. */
  | "tooMany"
  | "other";

/** A refusal of the Web API. The message is the server's own sentence, empty where it gave none. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    message: string,
  ) {
    super(message);
  }
}

/** A row, or whatever else the Web API answers with. */
export type Json = Readonly<Record<string, unknown>>;

export interface WebApi {
  /** @param path Below the service root, or a whole address that an answer gave. @throws Refusal, or the signal's reason. */
  get(path: string, options?: { readonly signal?: AbortSignal; readonly pageSize?: number }): Promise<Json>;
  /** Writes a row and returns it as it is now. @param version The only version to be overwritten; null: only create it. */
  write(path: string, values: Json, version: string | null): Promise<Json>;
}

/** Suffix of the name under which a value comes as the reader's format writes it. */
export const formatted = "@OData.Community.Display.V1.FormattedValue";

/** AggregateQueryRecordLimit. */
const tooManyCode = "0x8004e023";

const root = "/api/data/v9.2/";

/** The Web API of the page's own environment. */
export function webApi(send: typeof fetch = (url, init) => window.fetch(url, init)): WebApi {
  const request = async (path: string, init: RequestInit, prefer: string): Promise<Json> => {
    const response = await answerOf(send, path.startsWith("https:") || path.startsWith("http:") ? path : root + path, {
      ...init,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        "OData-Version": "4.0",
        "OData-MaxVersion": "4.0",
        Prefer: prefer,
        ...(init.body ? { "Content-Type": "application/json; charset=utf-8" } : {}),
        ...init.headers,
      },
    });
    const body = parsed(await response.text());
    if (response.ok) return body;
    const error = (body.error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
    const message = typeof error.message === "string" ? error.message : "";
    throw new Refusal(kindOf(response.status, String(error.code ?? "").toLowerCase()), message);
  };
  return {
    get: (path, { signal, pageSize } = {}) =>
      request(path, { method: "GET", signal }, pageSize ? `${annotations},odata.maxpagesize=${pageSize}` : annotations),
    write: (path, values, version) =>
      request(
        path,
        {
          method: "PATCH",
          body: JSON.stringify(values),
          headers: version === null ? { "If-None-Match": "*" } : { "If-Match": version },
        },
        `${annotations},return=representation`,
      ),
  };
}

const annotations = 'odata.include-annotations="*"';

async function answerOf(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refusal("network", "");
  }
}

function kindOf(status: number, code: string): RefusalKind {
  if (code === tooManyCode) return "tooMany";
  if (status === 401) return "signedOut";
  if (status === 403) return "rights";
  if (status === 404) return "missing";
  if (status === 412) return "conflict";
  return status === 502 || status === 503 || status === 504 ? "network" : "other";
}

function parsed(text: string): Json {
  try {
    return text === "" ? {} : (JSON.parse(text) as Json);
  } catch {
    // A proxy's page, or an answer that was cut off: the status says the rest.
    return {};
  }
}
