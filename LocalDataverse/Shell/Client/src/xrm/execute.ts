import { PlatformError } from "../pcf/webApiService";
import { Metadata } from "../platform/metadata";
import { bareId } from "../platform/rows";
import { ApiError, WebApi } from "../platform/webApi";

type ParameterValue = unknown;

/** What Xrm.WebApi.online.execute takes: the parameters as own members, and a description of the operation. */
export interface ExecuteRequest extends Record<string, unknown> {
  getMetadata(): {
    boundParameter?: string | null;
    operationName: string;
    /** 0 action, 1 function, 2 create, retrieve, update or delete. */
    operationType: number;
    parameterTypes: Record<string, { typeName: string; structuralProperty: number }>;
  };
}

interface EntityReference {
  entityType: string;
  id: string;
}

const ACTION = 0;
const FUNCTION = 1;
const ENTITY = 5;

/** Runs an action or function; answers like fetch, as the platform does. */
export async function executeRequest(api: WebApi, metadata: Metadata, request: ExecuteRequest): Promise<Response> {
  const { boundParameter, operationName, operationType, parameterTypes } = request.getMetadata();
  if (operationType !== ACTION && operationType !== FUNCTION) {
    throw new Error(`Xrm.WebApi.online.execute runs actions and functions only; use the method for ${operationName}.`);
  }
  const names = Object.keys(parameterTypes).filter(name => name !== boundParameter && request[name] !== undefined);
  const path = (boundParameter ? await boundPath(metadata, request[boundParameter]) : "") + operationName;
  const isEntity = (name: string) => parameterTypes[name]?.structuralProperty === ENTITY;
  try {
    const answer =
      operationType === ACTION
        ? await api.request("POST", path, Object.fromEntries(names.map(name => [name, request[name]])))
        : await api.request("GET", await functionPath(metadata, path, names, request, isEntity));
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body), { status: answer.status });
  } catch (error) {
    throw error instanceof ApiError ? new PlatformError(error) : error;
  }
}

async function boundPath(metadata: Metadata, value: ParameterValue): Promise<string> {
  const { entityType, id } = value as EntityReference;
  return `${await metadata.entitySet(entityType)}(${bareId(id)})/Microsoft.Dynamics.CRM.`;
}

async function functionPath(
  metadata: Metadata,
  path: string,
  names: string[],
  request: ExecuteRequest,
  isEntity: (name: string) => boolean,
): Promise<string> {
  const values = await Promise.all(
    names.map(async name => `@${name}=${encodeURIComponent(await literal(metadata, request[name], isEntity(name)))}`),
  );
  const list = names.map(name => `${name}=@${name}`).join(",");
  return `${path}(${list})${values.length > 0 ? `?${values.join("&")}` : ""}`;
}

async function literal(metadata: Metadata, value: ParameterValue, isEntity: boolean): Promise<string> {
  if (isEntity) {
    const { entityType, id } = value as EntityReference;
    return JSON.stringify({ "@odata.id": `${await metadata.entitySet(entityType)}(${bareId(id)})` });
  }
  if (typeof value === "string")
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value) ? value : `'${value.replace(/'/g, "''")}'`;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
