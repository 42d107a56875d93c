import { Metadata } from "../platform/metadata";
import { bareId } from "../platform/rows";
import { ApiError, ApiRow, WebApi } from "../platform/webApi";

/** A failed call as controls and scripts receive it: the platform's fields on an Error. */
export class PlatformError extends Error {
  readonly errorCode: number;
  readonly code: number;
  readonly title: string;
  readonly raw: string;

  constructor(cause: ApiError) {
    super(cause.message);
    this.name = "PlatformError";
    this.errorCode = Number.parseInt(cause.code, 16) || 0;
    this.code = this.errorCode;
    this.title = "";
    this.raw = JSON.stringify({ statusCode: cause.status, errorCode: cause.code, message: cause.message });
  }
}

/** context.webAPI and Xrm.WebApi, which are the same service. */
export function createWebApiService(api: WebApi, metadata: Metadata): ComponentFramework.WebApi {
  const translate = async <T>(call: (entitySet: string) => Promise<T>, table: string): Promise<T> => {
    try {
      return await call(await metadata.entitySet(table));
    } catch (error) {
      throw error instanceof ApiError ? new PlatformError(error) : error;
    }
  };
  return {
    createRecord: (table, data) =>
      translate(async set => ({ id: await api.create(set, data as ApiRow), entityType: table, name: "" }), table),
    updateRecord: (table, id, data) =>
      translate(async set => {
        await api.update(set, bareId(id), data as ApiRow);
        return { id: bareId(id), entityType: table, name: "" };
      }, table),
    deleteRecord: (table, id) =>
      translate(async set => {
        await api.delete(set, bareId(id));
        return { id: bareId(id), entityType: table, name: "" };
      }, table),
    retrieveRecord: (table, id, options) => translate(set => api.get(`${set}(${bareId(id)})${options ?? ""}`), table),
    retrieveMultipleRecords: (table, options, maxPageSize) =>
      translate(async set => {
        const body = await api.get(set + encodeFetch(options ?? ""), maxPageSize);
        const cookie = body["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"];
        return {
          entities: (body.value ?? []) as ApiRow[],
          nextLink: typeof body["@odata.nextLink"] === "string" ? body["@odata.nextLink"] : "",
          ...(typeof cookie === "string" ? { fetchXmlPagingCookie: cookie } : {}),
        };
      }, table),
  };
}

/** Controls pass FetchXML as it is; an address needs it encoded. Text that is encoded already holds no angle bracket. */
function encodeFetch(options: string): string {
  const start = /^\?fetchXml=/i.exec(options)?.[0];
  if (!start || !options.includes("<")) return options;
  return `?fetchXml=${encodeURIComponent(options.slice(start.length))}`;
}
