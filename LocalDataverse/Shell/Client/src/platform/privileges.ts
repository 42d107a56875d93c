/** 0 none, 1 create, 2 read, 3 write, 4 delete, 5 assign, 6 share, 7 append, 8 append to: as the component framework numbers them. */
export type PrivilegeType = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const VERBS = ["", "Create", "Read", "Write", "Delete", "Assign", "Share", "Append", "AppendTo"] as const;

/** The signed-in user's privileges with their depths: 0 own rows, 1 business unit, 2 with its children, 3 organisation. */
export class Privileges {
  private readonly depths: ReadonlyMap<string, number>;

  constructor(depths: Record<string, number>) {
    this.depths = new Map(Object.entries(depths).map(([name, depth]) => [name.toLowerCase(), depth]));
  }

  /** @param depth -1: at any depth. */
  has(tableSchemaName: string, type: PrivilegeType, depth = -1): boolean {
    const held = this.depths.get(`prv${VERBS[type]}${tableSchemaName}`.toLowerCase());
    return held !== undefined && held >= depth;
  }
}
