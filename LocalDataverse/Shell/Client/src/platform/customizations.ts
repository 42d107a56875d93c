import { ChartDefinition, parseChart } from "../charts/chartDefinition";
import { byOrder } from "../forms/displayConditions";
import { parseForm, FormDefinition } from "../forms/formXml";
import { parseRibbon, RibbonCommand } from "../ribbon/ribbonXml";
import { parseLayout, ViewColumn } from "../views/layoutXml";
import { bareId } from "./rows";
import { ApiRow, quoted, WebApi } from "./webApi";

export type ViewType = "public" | "associated" | "quickFind" | "lookup" | "other";

export interface View {
  id: string;
  name: string;
  table: string;
  type: ViewType;
  isDefault: boolean;
  fetchXml: string;
  columns: ViewColumn[];
}

export interface CustomControl {
  name: string;
  version: string;
  manifest: string;
}

export interface Dashboard {
  id: string;
  name: string;
  formXml: string;
}

const VIEW_TYPES: Record<number, ViewType> = { 0: "public", 2: "associated", 4: "quickFind", 64: "lookup" };
const DASHBOARD = 0;
const MAIN_FORM = 2;
const QUICK_CREATE_FORM = 7;
const PUBLIC_VIEW = 0;
const VIEW_COLUMNS = "$select=savedqueryid,name,fetchxml,layoutxml,querytype,isdefault,returnedtypecode";

/** Views, forms and controls as solutions left them, kept for the life of the page. */
export class Customizations {
  private readonly views = new Map<string, Promise<View[]>>();
  private readonly forms = new Map<string, Promise<FormDefinition[]>>();
  private readonly commands = new Map<string, Promise<RibbonCommand[]>>();
  private readonly controls = new Map<string, Promise<CustomControl>>();
  private readonly charts = new Map<string, Promise<ChartDefinition[]>>();
  private dashboards: Promise<Dashboard[]> | undefined;
  private tables: Promise<string[]> | undefined;

  constructor(
    private readonly api: WebApi,
    private readonly languageId: number,
  ) {}

  viewsOf(table: string): Promise<View[]> {
    return remember(this.views, table, async () =>
      (await this.api.getAll(`savedqueries?${VIEW_COLUMNS}&$filter=returnedtypecode eq ${quoted(table)}`)).map(toView),
    );
  }

  /** @throws Error no such view. */
  async view(table: string, id: string): Promise<View> {
    const view = (await this.viewsOf(table)).find(view => view.id === bareId(id));
    if (!view) throw new Error(`The table ${table} has no view ${bareId(id)}.`);
    return view;
  }

  /** The view that shows when nobody picked one; undefined when the table has none of the kind. */
  async defaultView(table: string, type: ViewType = "public"): Promise<View | undefined> {
    const views = (await this.viewsOf(table)).filter(view => view.type === type);
    return views.find(view => view.isDefault) ?? views[0];
  }

  /** System charts by name. */
  chartsOf(table: string): Promise<ChartDefinition[]> {
    return remember(this.charts, table, async () => {
      const rows = await this.api.getAll(
        `savedqueryvisualizations?$select=savedqueryvisualizationid,name,datadescription,presentationdescription&$filter=primaryentitytypecode eq ${quoted(table)}&$orderby=name`,
      );
      return rows.map(row =>
        parseChart(
          text(row.savedqueryvisualizationid),
          text(row.name),
          table,
          text(row.datadescription),
          text(row.presentationdescription),
        ),
      );
    });
  }

  /** Every dashboard of the environment by name. */
  allDashboards(): Promise<Dashboard[]> {
    this.dashboards ??= this.api
      .getAll(`systemforms?$select=formid,name,formxml&$filter=type eq ${DASHBOARD}&$orderby=name`)
      .then(rows =>
        rows.map(row => ({ id: bareId(text(row.formid)), name: text(row.name), formXml: text(row.formxml) })),
      );
    this.dashboards.catch(() => (this.dashboards = undefined));
    return this.dashboards;
  }

  /** Main forms in the order that makers gave them, whoever sees them. */
  formsOf(table: string): Promise<FormDefinition[]> {
    return this.readForms(table, MAIN_FORM);
  }

  /** Commands that solutions brought to the table's main form, in the order of the command bar. */
  commandsOf(table: string): Promise<RibbonCommand[]> {
    return remember(this.commands, table, async () => {
      const of = `$filter=entity eq ${quoted(table)}`;
      const [differences, commands, rules] = await Promise.all([
        this.api.getAll(`ribbondiffs?$select=diffid,difftype,rdx&${of}`),
        this.api.getAll(`ribboncommands?$select=command,commanddefinition&${of}`),
        this.api.getAll(`ribbonrules?$select=ruleid,ruletype,ruledefinition&${of}`),
      ]);
      return parseRibbon({ differences, commands, rules }, this.languageId);
    });
  }

  /** The form for a few columns over another page; undefined when the table has none. */
  async quickCreateForm(table: string): Promise<FormDefinition | undefined> {
    return (await this.readForms(table, QUICK_CREATE_FORM))[0];
  }

  /** Reads the table's forms anew when they are asked for next: they have been changed. */
  forget(table: string): void {
    for (const key of this.forms.keys()) if (key.startsWith(`${table}/`)) this.forms.delete(key);
  }

  private readForms(table: string, type: number): Promise<FormDefinition[]> {
    return remember(this.forms, `${table}/${type}`, async () => {
      const rows = await this.api.getAll(
        `systemforms?$select=formid,name,formxml,isdefault,type&$filter=objecttypecode eq ${quoted(table)} and type eq ${type}`,
      );
      const forms = rows.map(row => ({
        isDefault: row.isdefault === true,
        ...parseForm(text(row.formid), text(row.name), text(row.formxml), this.languageId),
      }));
      return forms.sort(byOrder);
    });
  }

  /** @throws Error no such control. */
  control(name: string): Promise<CustomControl> {
    return remember(this.controls, name, async () => {
      const rows = await this.api.getAll(
        `customcontrols?$select=name,version,manifest&$filter=name eq ${quoted(name)}`,
      );
      const row = rows[0];
      if (!row) throw new Error(`The environment has no control named ${name}.`);
      return { name: text(row.name), version: text(row.version), manifest: text(row.manifest) };
    });
  }

  /** Tables with a main form and a public view: what the shell can list and open. */
  navigableTables(): Promise<string[]> {
    this.tables ??= this.loadNavigableTables();
    this.tables.catch(() => (this.tables = undefined));
    return this.tables;
  }

  private async loadNavigableTables(): Promise<string[]> {
    const [forms, views] = await Promise.all([
      this.api.getAll(`systemforms?$select=objecttypecode&$filter=type eq ${MAIN_FORM}`),
      this.api.getAll(`savedqueries?$select=returnedtypecode&$filter=querytype eq ${PUBLIC_VIEW}`),
    ]);
    const withView = new Set(views.map(row => text(row.returnedtypecode)));
    return [...new Set(forms.map(row => text(row.objecttypecode)))].filter(table => withView.has(table));
  }
}

function remember<T>(cache: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  let value = cache.get(key);
  if (!value) {
    value = load();
    cache.set(key, value);
    value.catch(() => cache.delete(key));
  }
  return value;
}

function toView(row: ApiRow): View {
  return {
    id: bareId(text(row.savedqueryid)),
    name: text(row.name),
    table: text(row.returnedtypecode),
    type: VIEW_TYPES[row.querytype as number] ?? "other",
    isDefault: row.isdefault === true,
    fetchXml: text(row.fetchxml),
    columns: parseLayout(text(row.layoutxml)),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
