import { ColumnInfo, ColumnKind, TableInfo } from "../src/platform/metadata";
import { Fetch } from "../src/platform/webApi";

export function column(name: string, kind: ColumnKind, more: Partial<ColumnInfo> = {}): ColumnInfo {
  const attributeTypes: Partial<Record<ColumnKind, string>> = {
    text: "String",
    lookup: "Lookup",
    choice: "Picklist",
    datetime: "DateTime",
  };
  return {
    name,
    schemaName: name,
    label: name,
    kind,
    attributeType: attributeTypes[kind] ?? "Integer",
    format: "",
    behavior: "UserLocal",
    required: false,
    validForCreate: true,
    validForUpdate: true,
    maxLength: undefined,
    minValue: undefined,
    maxValue: undefined,
    precision: undefined,
    targets: [],
    options: [],
    defaultValue: undefined,
    ...more,
  };
}

export function table(name: string, columns: ColumnInfo[], more: Partial<TableInfo> = {}): TableInfo {
  return {
    name,
    schemaName: name,
    entitySet: `${name}s`,
    idColumn: `${name}id`,
    nameColumn: "name",
    label: name,
    pluralLabel: `${name}s`,
    objectTypeCode: 10_000,
    isActivity: false,
    columns: new Map([column(`${name}id`, "id"), ...columns].map(info => [info.name, info])),
    manyToOne: [],
    oneToMany: [],
    ...more,
  };
}

export interface Sent {
  method: string;
  url: string;
  body: unknown;
}

/** A Web API of prepared answers: the first whose start matches "METHOD path". Records what was sent. */
export class FakeServer {
  readonly sent: Sent[] = [];
  private readonly answers: { start: string; answer: () => Response }[] = [];

  on(start: string, body: unknown, status = 200, headers: Record<string, string> = {}): this {
    const answer = () => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    this.answers.unshift({ start, answer });
    return this;
  }

  readonly fetch: Fetch = (url, init) => {
    const method = init?.method ?? "GET";
    this.sent.push({ method, url, body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined });
    const path = url.replace("/api/data/v9.2/", "");
    const found = this.answers.find(({ start }) => `${method} ${path}`.startsWith(start));
    return found
      ? Promise.resolve(found.answer())
      : Promise.reject(new Error(`No answer is prepared for ${method} ${path}.`));
  };

  last(method: string): Sent {
    const found = this.sent.filter(sent => sent.method === method).pop();
    if (!found) throw new Error(`Nothing was sent with ${method}.`);
    return found;
  }
}

/** Lets everything that waits on answered promises run. */
export async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 0));
  await new Promise(resolve => setTimeout(resolve, 0));
}
