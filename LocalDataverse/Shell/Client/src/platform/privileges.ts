import { ApiRow, WebApi } from "./webApi";

/** 0 none, 1 create, 2 read, 3 write, 4 delete, 5 assign, 6 share, 7 append, 8 append to: as the component framework numbers them. */
export type PrivilegeType = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const VERBS = ["", "Create", "Read", "Write", "Delete", "Assign", "Share", "Append", "AppendTo"] as const;
const DEPTHS: Record<string, number> = { Basic: 0, Local: 1, Deep: 2, Global: 3 };

/** The signed-in user's privileges with their depths: 0 own rows, 1 business unit, 2 with its children, 3 organisation. */
export class Privileges {
  private constructor(private readonly depths: ReadonlyMap<string, number>) {}

  static of(depths: Record<string, number>): Privileges {
    return new Privileges(new Map(Object.entries(depths).map(([name, depth]) => [name.toLowerCase(), depth])));
  }

  static async load(api: WebApi, userId: string): Promise<Privileges> {
    const body = await api.get(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`);
    const rows = Array.isArray(body.RolePrivileges) ? (body.RolePrivileges as ApiRow[]) : [];
    return new Privileges(
      new Map(
        rows.map(row => [String(row.PrivilegeName).toLowerCase(), DEPTHS[String(row.Depth)] ?? Number(row.Depth)]),
      ),
    );
  }

  /** @param depth -1: at any depth. */
  has(tableSchemaName: string, type: PrivilegeType, depth = -1): boolean {
    const held = this.depths.get(`prv${VERBS[type]}${tableSchemaName}`.toLowerCase());
    return held !== undefined && held >= depth;
  }
}
