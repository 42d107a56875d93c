import { ColumnInfo, Metadata, TableInfo } from "../platform/metadata";
import { CellValue, formattedValue, isReference, readValue, Reference, sameValue } from "../platform/rows";
import { ApiRow, sentenceOf, WebApi } from "../platform/webApi";

export type FormPhase = "loading" | "ready" | "saving" | "failed";

const ACTIVE = 0;

/** The row of an open form: what the server has, what the person changed, and how the two meet. */
export class FormModel {
  phase: FormPhase = "loading";
  /** Why the row could not be loaded. */
  error = "";
  private row: ApiRow = {};
  /** A new row's defaults are changes to store, but nobody's work to lose. */
  private touched = false;
  /** Counts up when everything that hangs on the row, such as its subgrids, is to be read again. */
  relatedVersion = 0;
  private readonly changes = new Map<string, CellValue>();
  private readonly problems = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  /**
   * @param id Empty: a row not yet created.
   * @param columns Columns the form shows; those the table lacks are left out.
   */
  constructor(
    private readonly api: WebApi,
    private readonly metadata: Metadata,
    readonly table: TableInfo,
    public id: string,
    private readonly columns: readonly string[],
    initial: ReadonlyMap<string, CellValue> = new Map(),
  ) {
    if (id) return;
    for (const column of table.columns.values()) {
      if (column.defaultValue === undefined || column.defaultValue < 0 || !columns.includes(column.name)) continue;
      this.changes.set(column.name, column.kind === "boolean" ? column.defaultValue === 1 : column.defaultValue);
    }
    initial.forEach((value, column) => this.changes.set(column, value));
  }

  get isNew(): boolean {
    return this.id === "";
  }

  get isDirty(): boolean {
    return this.isNew ? this.touched : this.changes.size > 0;
  }

  /** A row whose state is not Active can't be edited. */
  get isInactive(): boolean {
    const state = this.row.statecode;
    return !this.isNew && typeof state === "number" && state !== ACTIVE;
  }

  get state(): number | undefined {
    return typeof this.row.statecode === "number" ? this.row.statecode : undefined;
  }

  get title(): string {
    const name = this.table.nameColumn;
    const value = name ? this.value(name) : undefined;
    return typeof value === "string" && value ? value : this.isNew ? `New ${this.table.label}` : `${this.table.label}`;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  value(column: string): CellValue {
    const changed = this.changes.get(column);
    return changed !== undefined ? changed : this.stored(column);
  }

  /** As the server formatted it; a changed value is formatted by the control that shows it. */
  formatted(column: string): string {
    const changed = this.changes.get(column);
    if (changed === undefined) return formattedValue(this.row, column);
    if (isReference(changed)) return changed.name;
    if (changed === null) return "";
    const options = this.table.columns.get(column)?.options ?? [];
    const labelOf = (value: string | number | boolean) =>
      options.find(option => option.value === Number(value))?.label ?? String(value);
    return Array.isArray(changed) ? changed.map(labelOf).join("; ") : labelOf(changed);
  }

  isChanged(column: string): boolean {
    return this.changes.has(column);
  }

  set(column: string, value: CellValue): void {
    if (sameValue(this.stored(column), value)) this.changes.delete(column);
    else this.changes.set(column, value);
    this.touched = true;
    this.notify();
  }

  /** What a control could not read as a value; undefined takes it back. */
  setProblem(column: string, problem: string | undefined): void {
    if (problem === undefined) this.problems.delete(column);
    else this.problems.set(column, problem);
    this.notify();
  }

  /** Sentences that must be put right before the row can be saved. */
  obstacles(): string[] {
    const missing = this.missing();
    return [
      ...this.problems.values(),
      ...(missing.length > 0 ? [`Required columns must have a value: ${missing.join(", ")}.`] : []),
    ];
  }

  /** Labels of required columns that are empty. */
  missing(): string[] {
    return this.columns
      .map(name => this.table.columns.get(name))
      .filter(
        (column): column is ColumnInfo => column?.required === true && (column.validForCreate || column.validForUpdate),
      )
      .filter(column => column.attributeType !== "Owner" && (this.value(column.name) ?? "") === "")
      .filter(column => column.kind !== "choice" || !["State", "Status"].includes(column.attributeType))
      .map(column => column.label);
  }

  async load(): Promise<void> {
    if (this.isNew) return this.enter("ready");
    this.enter("loading");
    try {
      this.row = await this.api.get(`${this.table.entitySet}(${this.id})?$select=${this.select()}`);
      this.changes.clear();
      this.enter("ready");
    } catch (error) {
      this.error = sentenceOf(error);
      this.enter("failed");
    }
  }

  /** @throws ApiError the server refused; the changes stay. */
  async save(): Promise<void> {
    if (!this.isDirty && !this.isNew) return;
    this.enter("saving");
    try {
      const values = await this.payload();
      if (this.isNew) this.id = await this.api.create(this.table.entitySet, values);
      else await this.api.update(this.table.entitySet, this.id, values);
      this.changes.clear();
    } finally {
      this.enter("ready");
    }
    await this.reload();
  }

  /** Reads the row again without leaving the ready state, so that what is open on the form stays open. Changes are kept. */
  async reload(): Promise<void> {
    if (this.isNew) return;
    this.row = await this.api.get(`${this.table.entitySet}(${this.id})?$select=${this.select()}`);
    this.relatedVersion++;
    this.notify();
  }

  discard(): void {
    this.changes.clear();
    this.problems.clear();
    this.touched = false;
    this.notify();
  }

  private stored(column: string): CellValue {
    const info = this.table.columns.get(column);
    return info ? readValue(this.row, info) : null;
  }

  private select(): string {
    const wanted = new Set([...this.columns, this.table.idColumn, this.table.nameColumn, "statecode", "statuscode"]);
    return [...wanted]
      .map(name => (name ? this.table.columns.get(name) : undefined))
      .filter(column => column !== undefined)
      .map(column => (column.kind === "lookup" ? `_${column.name}_value` : column.name))
      .join(",");
  }

  private async payload(): Promise<ApiRow> {
    const values: ApiRow = {};
    for (const [name, value] of this.changes) {
      const column = this.table.columns.get(name);
      if (!column) throw new Error(`The table ${this.table.name} has no column ${name}.`);
      if (column.kind === "lookup")
        Object.assign(values, await this.lookupPayload(column, isReference(value) ? value : null));
      else values[name] = Array.isArray(value) ? value.join(",") : value === "" ? null : value;
    }
    return values;
  }

  private async lookupPayload(column: ColumnInfo, value: Reference | null): Promise<ApiRow> {
    const stored = this.stored(column.name);
    const target = value?.table ?? (isReference(stored) ? stored.table : column.targets[0]);
    if (!target) throw new Error(`It is not known which table ${column.name} points to.`);
    const navigation = navigationOf(this.table, column, target);
    if (!value) return { [`${navigation}@odata.bind`]: null };
    return { [`${navigation}@odata.bind`]: `/${(await this.metadata.table(target)).entitySet}(${value.id})` };
  }

  private enter(phase: FormPhase): void {
    this.phase = phase;
    this.notify();
  }

  private notify(): void {
    [...this.listeners].forEach(listener => listener());
  }
}

/** The navigation property that binds a lookup; one column that points to several tables has one for each. */
export function navigationOf(table: TableInfo, column: ColumnInfo, target: string): string {
  if (column.attributeType === "Owner") return column.name;
  const relationship = table.manyToOne.find(
    candidate => candidate.childColumn === column.name && candidate.parentTable === target,
  );
  return relationship?.childNavigation ?? column.schemaName;
}
