import { PrivilegeType } from "../platform/privileges";
import { isReference } from "../platform/rows";
import { Environment } from "../ui/Environment";
import { lookupDialog } from "../ui/dialogs/LookupDialog";
import { toEntityMetadata } from "./entityMetadata";

export function createUtils(environment: Environment): ComponentFramework.Utility {
  const { metadata, privileges } = environment;
  return {
    getEntityMetadata: async (name, attributes) => toEntityMetadata(await metadata.table(name), attributes),
    // Privileges bear the schema name, which differs from the logical name in case alone.
    hasEntityPrivilege: (table, type, depth) => privileges.has(table, type as PrivilegeType, depth),
    lookupObjects: async options => {
      const picked = await lookupDialog(environment, options.entityTypes, options.allowMultiSelect === true);
      return picked.filter(isReference).map(row => ({ id: row.id, name: row.name, entityType: row.table }));
    },
    loadDependency: name => Promise.reject(new Error(`The local shell loads no dependent libraries (${name}).`)),
  };
}
