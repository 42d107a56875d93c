import { BatchAnswer, BATCH_TYPE, Change, readBatch, writeBatch, writeChangeSet } from "./batch";

/** A row as the Web API sends it: columns, lookups as _column_value, annotations as column@name. */
export type ApiRow = Record<string, unknown>;

export interface ApiPage {
  rows: ApiRow[];
  /** More rows match than this page holds. */
  moreRows: boolean;
  /** Rows that match in all; -1 when the server does not say. */
  totalRows: number;
  nextLink: string | undefined;
}

/** A refusal of the Web API, with Dataverse's code ("0x80040217") and sentence. Status 0: the server was not reached. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly status: number,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export const FORMATTED = "OData.Community.Display.V1.FormattedValue";
export const LOOKUP_TABLE = "Microsoft.Dynamics.CRM.lookuplogicalname";
export const NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";

const ROOT = "/api/data/v9.2/";
const ANNOTATIONS = 'odata.include-annotations="*"';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The one way of the shell to its data. Paths are relative to the service root. */
export class WebApi {
  constructor(private readonly send: Fetch = (url, init) => window.fetch(url, init)) {}

  async get(path: string, maxPageSize?: number): Promise<ApiRow> {
    const prefer = maxPageSize ? `${ANNOTATIONS},odata.maxpagesize=${maxPageSize}` : ANNOTATIONS;
    return (await this.request("GET", path, undefined, { Prefer: prefer })).body;
  }

  async getMany(path: string, maxPageSize?: number): Promise<ApiPage> {
    return toPage(await this.get(path, maxPageSize));
  }

  /** All pages of a query that is known to be short, such as the views of a table. */
  async getAll(path: string): Promise<ApiRow[]> {
    const rows: ApiRow[] = [];
    for (let next: string | undefined = path; next;) {
      const page: ApiPage = await this.getMany(next);
      rows.push(...page.rows);
      next = page.nextLink;
    }
    return rows;
  }

  fetchRows(entitySet: string, fetchXml: string): Promise<ApiPage> {
    return this.getMany(`${entitySet}?fetchXml=${encodeURIComponent(fetchXml)}`);
  }

  /** @returns the new row's id. */
  async create(entitySet: string, values: ApiRow): Promise<string> {
    const { headers } = await this.request("POST", entitySet, values);
    const id = /\(([0-9a-f-]{36})\)$/i.exec(headers.get("OData-EntityId") ?? "")?.[1];
    if (!id) throw new ApiError(`The server created a row in ${entitySet} but did not say its id.`, "", 0);
    return id;
  }

  async update(entitySet: string, id: string, values: ApiRow): Promise<void> {
    await this.request("PATCH", `${entitySet}(${id})`, values, { "If-Match": "*" });
  }

  async delete(entitySet: string, id: string): Promise<void> {
    await this.request("DELETE", `${entitySet}(${id})`);
  }

  /** Deletes rows in one request, each on its own: what is refused keeps no other from going. @returns an answer a row. */
  async deleteMany(entitySet: string, ids: readonly string[]): Promise<BatchAnswer[]> {
    const answers = await this.batch(
      writeBatch(
        "DELETE",
        ids.map(id => `${ROOT}${entitySet}(${id})`),
      ),
    );
    if (answers.length !== ids.length)
      throw new ApiError(`The server answered ${answers.length} of ${ids.length} deletions.`, "", 0);
    return answers;
  }

  /**
   * Sends requests that happen all or not at all.
   * @throws ApiError none of them happened.
   */
  async changeSet(changes: readonly Change[]): Promise<void> {
    const [answer] = await this.batch(writeChangeSet(changes.map(one => ({ ...one, path: ROOT + one.path }))));
    if (!answer) throw new ApiError("The server did not say whether it made the changes.", "", 0);
    if (answer.status >= 400)
      throw new ApiError(answer.sentence || `The server answered ${answer.status}.`, "", answer.status);
  }

  /** The address of something of the service, for a request's body. */
  address(path: string): string {
    return new URL(ROOT + path, window.location.origin).href;
  }

  async action(path: string, parameters: ApiRow): Promise<ApiRow> {
    return (await this.request("POST", path, parameters)).body;
  }

  async request(
    method: string,
    path: string,
    body?: ApiRow,
    headers: Record<string, string> = {},
  ): Promise<{ body: ApiRow; headers: Headers; status: number }> {
    const json = body ? { "Content-Type": "application/json; charset=utf-8", ...headers } : headers;
    const { text, ...rest } = await this.exchange(method, path, body && JSON.stringify(body), json);
    return { body: text ? (JSON.parse(text) as ApiRow) : {}, ...rest };
  }

  /** Each answer tells its own fault: the whole answer would hide the sentence. */
  private async batch(body: string): Promise<BatchAnswer[]> {
    const { text, headers } = await this.exchange("POST", "$batch", body, {
      "Content-Type": BATCH_TYPE,
      Prefer: "odata.continue-on-error",
    });
    return readBatch(text, headers.get("Content-Type") ?? "");
  }

  private async exchange(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<{ text: string; headers: Headers; status: number }> {
    const url = /^https?:|^\//.test(path) ? path : ROOT + path;
    let response: Response;
    try {
      response = await this.send(url, {
        method,
        credentials: "same-origin",
        // A row's ETag is its version, but its labels and dates are in the words of the user's settings: no old copy may do.
        cache: "no-store",
        headers: {
          Accept: "application/json",
          "OData-MaxVersion": "4.0",
          "OData-Version": "4.0",
          ...headers,
        },
        body,
      });
    } catch {
      // fetch tells no reason apart; what it throws says nothing to a user.
      throw new ApiError("The server could not be reached. Is it running, and is there a network?", "", 0);
    }
    const text = await response.text();
    if (!response.ok) throw toError(response, text);
    return { text, headers: response.headers, status: response.status };
  }
}

export function toPage(body: ApiRow): ApiPage {
  const total = body["@Microsoft.Dynamics.CRM.totalrecordcount"] ?? body["@odata.count"];
  const nextLink = body["@odata.nextLink"];
  return {
    rows: Array.isArray(body.value) ? (body.value as ApiRow[]) : [],
    moreRows: body["@Microsoft.Dynamics.CRM.morerecords"] === true || typeof nextLink === "string",
    totalRows: typeof total === "number" ? total : -1,
    nextLink: typeof nextLink === "string" ? nextLink : undefined,
  };
}

function toError(response: Response, text: string): ApiError {
  const error = parseError(text);
  return new ApiError(
    error?.message ?? `The server answered ${response.status} ${response.statusText}.`,
    error?.code ?? "",
    response.status,
  );
}

function parseError(text: string): { code?: string; message?: string } | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string; message?: string } }).error;
  } catch {
    // A proxy's or a server's plain error page: the status line says what there is to say.
    return undefined;
  }
}

/** What a person is to read about an error of any kind. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A text as an OData literal. */
export function quoted(text: string): string {
  return `'${encodeURIComponent(text.replace(/'/g, "''"))}'`;
}
