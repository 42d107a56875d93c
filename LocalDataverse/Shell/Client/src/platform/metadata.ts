import { ApiRow, quoted, WebApi } from "./webApi";

export type ColumnKind =
  "text" | "memo" | "integer" | "decimal" | "datetime" | "boolean" | "choice" | "choices" | "lookup" | "id" | "other";

export interface ChoiceOption {
  value: number;
  label: string;
  /** Status columns: the state the status belongs to. */
  state?: number;
  /** State columns: the status a row gets with this state. */
  defaultStatus?: number;
}

export interface ColumnInfo {
  name: string;
  schemaName: string;
  label: string;
  kind: ColumnKind;
  /** AttributeType as the Web API names it: String, Memo, Integer, Picklist, Owner ... */
  attributeType: string;
  /** Lower case: text, duration, none, dateonly, dateandtime ... */
  format: string;
  /** UserLocal, DateOnly or TimeZoneIndependent; date columns only. */
  behavior: string;
  required: boolean;
  validForCreate: boolean;
  validForUpdate: boolean;
  maxLength: number | undefined;
  minValue: number | undefined;
  maxValue: number | undefined;
  precision: number | undefined;
  /** Logical names of the tables a lookup may point to. */
  targets: string[];
  options: ChoiceOption[];
  defaultValue: number | undefined;
}

export interface RelationshipInfo {
  schemaName: string;
  parentTable: string;
  childTable: string;
  childColumn: string;
  /** What @odata.bind names on the child. */
  childNavigation: string;
}

/** What the list of all tables says of each. */
export interface TableSummary {
  name: string;
  schemaName: string;
  entitySet: string;
  label: string;
  pluralLabel: string;
  isActivity: boolean;
}

export interface TableInfo extends TableSummary {
  idColumn: string;
  nameColumn: string | undefined;
  objectTypeCode: number;
  columns: Map<string, ColumnInfo>;
  /** To parents: this table is the child. */
  manyToOne: RelationshipInfo[];
  /** To children: this table is the parent. */
  oneToMany: RelationshipInfo[];
}

/** Enum covers choices, states and statuses. */
const CHOICE_TYPES = ["Enum", "Boolean"] as const;

/** Tables and columns as EntityDefinitions describe them, kept for the life of the page. */
export class Metadata {
  private readonly tables = new Map<string, Promise<TableInfo>>();
  private summaries: Promise<Map<string, TableSummary>> | undefined;

  constructor(private readonly api: WebApi) {}

  /**
   * Names and labels of a table; those of all tables come in one request.
   * @throws Error no such table.
   */
  async summary(name: string): Promise<TableSummary> {
    this.summaries ??= this.loadSummaries();
    this.summaries.catch(() => (this.summaries = undefined));
    const summary = (await this.summaries).get(name);
    if (!summary) throw new Error(`The environment has no table ${name}.`);
    return summary;
  }

  /**
   * The name under which the Web API serves a table.
   * @throws Error no such table.
   */
  async entitySet(name: string): Promise<string> {
    return (await this.summary(name)).entitySet;
  }

  /** @throws ApiError no such table. */
  table(name: string): Promise<TableInfo> {
    let table = this.tables.get(name);
    if (!table) {
      table = this.load(name);
      this.tables.set(name, table);
      // A failed load is tried again by whoever asks next.
      table.catch(() => this.tables.delete(name));
    }
    return table;
  }

  private async loadSummaries(): Promise<Map<string, TableSummary>> {
    const select = "LogicalName,SchemaName,EntitySetName,DisplayName,DisplayCollectionName,IsActivity";
    const rows = await this.api.getAll(`EntityDefinitions?$select=${select}`);
    return new Map(rows.map(row => [text(row.LogicalName), toSummary(row)]));
  }

  private async load(name: string): Promise<TableInfo> {
    const path = `EntityDefinitions(LogicalName=${quoted(name)})`;
    const [definition, manyToOne, oneToMany, ...choices] = await Promise.all([
      this.api.get(`${path}?$expand=Attributes`),
      this.api.getAll(`${path}/ManyToOneRelationships`),
      this.api.getAll(`${path}/OneToManyRelationships`),
      ...CHOICE_TYPES.map(type =>
        this.api.getAll(
          `${path}/Attributes/Microsoft.Dynamics.CRM.${type}AttributeMetadata?$select=LogicalName&$expand=OptionSet`,
        ),
      ),
    ]);
    const options = new Map(choices.flat().map(row => [text(row.LogicalName), readOptions(row.OptionSet)]));
    return toTable(definition, manyToOne, oneToMany, options);
  }
}

function toTable(
  row: ApiRow,
  manyToOne: ApiRow[],
  oneToMany: ApiRow[],
  options: Map<string, ChoiceOption[]>,
): TableInfo {
  const columns = (row.Attributes as ApiRow[]).map(attribute =>
    toColumn(attribute, options.get(text(attribute.LogicalName)) ?? []),
  );
  return {
    ...toSummary(row),
    idColumn: text(row.PrimaryIdAttribute),
    nameColumn: text(row.PrimaryNameAttribute) || undefined,
    objectTypeCode: number(row.ObjectTypeCode) ?? 0,
    columns: new Map(columns.map(column => [column.name, column])),
    manyToOne: manyToOne.map(toRelationship),
    oneToMany: oneToMany.map(toRelationship),
  };
}

function toSummary(row: ApiRow): TableSummary {
  const name = text(row.LogicalName);
  return {
    name,
    schemaName: text(row.SchemaName),
    entitySet: text(row.EntitySetName),
    label: readLabel(row.DisplayName) || name,
    pluralLabel: readLabel(row.DisplayCollectionName) || readLabel(row.DisplayName) || name,
    isActivity: row.IsActivity === true,
  };
}

function toColumn(row: ApiRow, options: ChoiceOption[]): ColumnInfo {
  const attributeType = text(row.AttributeType);
  const behavior = (row.DateTimeBehavior as { Value?: string } | null | undefined)?.Value;
  const level = (row.RequiredLevel as { Value?: string } | null | undefined)?.Value;
  return {
    name: text(row.LogicalName),
    schemaName: text(row.SchemaName),
    label: readLabel(row.DisplayName) || text(row.LogicalName),
    kind: kindOf(attributeType, text((row.AttributeTypeName as { Value?: string } | undefined)?.Value)),
    attributeType,
    format: (text(row.Format) || text((row.FormatName as { Value?: string } | undefined)?.Value)).toLowerCase(),
    behavior: behavior ?? "UserLocal",
    required: level === "ApplicationRequired" || level === "SystemRequired",
    validForCreate: row.IsValidForCreate !== false,
    validForUpdate: row.IsValidForUpdate !== false,
    maxLength: number(row.MaxLength),
    minValue: number(row.MinValue),
    maxValue: number(row.MaxValue),
    precision: number(row.Precision),
    targets: Array.isArray(row.Targets) ? row.Targets.map(text) : [],
    options,
    defaultValue: typeof row.DefaultValue === "boolean" ? Number(row.DefaultValue) : number(row.DefaultFormValue),
  };
}

function kindOf(attributeType: string, typeName: string): ColumnKind {
  if (typeName === "MultiSelectPicklistType") return "choices";
  switch (attributeType) {
    case "String":
      return "text";
    case "Memo":
      return "memo";
    case "Integer":
    case "BigInt":
      return "integer";
    case "Decimal":
    case "Double":
    case "Money":
      return "decimal";
    case "DateTime":
      return "datetime";
    case "Boolean":
      return "boolean";
    case "Picklist":
    case "State":
    case "Status":
      return "choice";
    case "Lookup":
    case "Customer":
    case "Owner":
      return "lookup";
    case "Uniqueidentifier":
      return "id";
    default:
      return "other";
  }
}

function readOptions(value: unknown): ChoiceOption[] {
  const set = value as { Options?: ApiRow[]; TrueOption?: ApiRow; FalseOption?: ApiRow } | null | undefined;
  const options = set?.Options ?? [set?.FalseOption, set?.TrueOption].filter(option => option !== undefined);
  return options
    .filter(option => typeof option.Value === "number")
    .map(option => ({
      value: option.Value as number,
      label: readLabel(option.Label) || String(option.Value),
      state: number(option.State),
      defaultStatus: number(option.DefaultStatus),
    }));
}

function toRelationship(row: ApiRow): RelationshipInfo {
  return {
    schemaName: text(row.SchemaName),
    parentTable: text(row.ReferencedEntity),
    childTable: text(row.ReferencingEntity),
    childColumn: text(row.ReferencingAttribute),
    childNavigation: text(row.ReferencingEntityNavigationPropertyName),
  };
}

export function readLabel(value: unknown): string {
  const label = value as { UserLocalizedLabel?: { Label?: string } | null; LocalizedLabels?: { Label?: string }[] };
  return label?.UserLocalizedLabel?.Label ?? label?.LocalizedLabels?.[0]?.Label ?? "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
