import { TableInfo } from "../../platform/metadata";
import { Environment } from "../Environment";

const CREATE = 1;

/** What the user may do with a row, in the server's words. A new row may be written by whoever may create one. */
export async function readAccess(
  environment: Environment,
  table: TableInfo,
  id: string | undefined,
): Promise<ReadonlySet<string>> {
  const { api, privileges, user } = environment;
  if (!id) {
    const schemaName = table.isActivity ? "Activity" : table.schemaName;
    return new Set(privileges.has(schemaName, CREATE) ? ["WriteAccess"] : []);
  }
  const target = encodeURIComponent(JSON.stringify({ "@odata.id": `${table.entitySet}(${id})` }));
  const body = await api.get(
    `systemusers(${user.id})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@target)?@target=${target}`,
  );
  return new Set(
    String(body.AccessRights)
      .split(",")
      .map(right => right.trim()),
  );
}
