/** A kind of component that is rows of a table. */
export interface RowKind {
  type: number;
  label: string;
  entitySet: string;
  id: string;
  name: string;
  /** Column that says which table the component is of. */
  table?: string;
  /** Whether the page offers to add one to a solution. */
  isOffered?: boolean;
}

export const TABLE = 1;
export const COLUMN = 2;
export const FORM = 60;

/** Components that are metadata: their solutioncomponent row names them. */
const METADATA: Record<number, string> = { [TABLE]: "Table", [COLUMN]: "Column", 9: "Choice", 10: "Relationship" };

export const ROW_KINDS: readonly RowKind[] = [
  {
    type: FORM,
    label: "Form",
    entitySet: "systemforms",
    id: "formid",
    name: "name",
    table: "objecttypecode",
    isOffered: true,
  },
  {
    type: 26,
    label: "View",
    entitySet: "savedqueries",
    id: "savedqueryid",
    name: "name",
    table: "returnedtypecode",
    isOffered: true,
  },
  {
    type: 59,
    label: "Chart",
    entitySet: "savedqueryvisualizations",
    id: "savedqueryvisualizationid",
    name: "name",
    table: "primaryentitytypecode",
    isOffered: true,
  },
  { type: 61, label: "Web resource", entitySet: "webresourceset", id: "webresourceid", name: "name", isOffered: true },
  { type: 20, label: "Security role", entitySet: "roles", id: "roleid", name: "name", isOffered: true },
  { type: 48, label: "Ribbon command", entitySet: "ribboncommands", id: "ribboncommandid", name: "command" },
  {
    type: 50,
    label: "Ribbon customization",
    entitySet: "ribboncustomizations",
    id: "ribboncustomizationid",
    name: "entity",
  },
  { type: 52, label: "Ribbon rule", entitySet: "ribbonrules", id: "ribbonruleid", name: "ruleid" },
  { type: 55, label: "Ribbon difference", entitySet: "ribbondiffs", id: "ribbondiffid", name: "diffid" },
  { type: 62, label: "Site map", entitySet: "sitemaps", id: "sitemapid", name: "sitemapname" },
  { type: 66, label: "Custom control", entitySet: "customcontrols", id: "customcontrolid", name: "name" },
  { type: 80, label: "App", entitySet: "appmodules", id: "appmoduleid", name: "name" },
  { type: 90, label: "Plugin type", entitySet: "plugintypes", id: "plugintypeid", name: "name" },
  { type: 91, label: "Plugin assembly", entitySet: "pluginassemblies", id: "pluginassemblyid", name: "name" },
  {
    type: 92,
    label: "Step",
    entitySet: "sdkmessageprocessingsteps",
    id: "sdkmessageprocessingstepid",
    name: "name",
  },
  {
    type: 93,
    label: "Step image",
    entitySet: "sdkmessageprocessingstepimages",
    id: "sdkmessageprocessingstepimageid",
    name: "name",
  },
  { type: 10042, label: "Custom API", entitySet: "customapis", id: "customapiid", name: "uniquename" },
  {
    type: 10043,
    label: "Custom API request parameter",
    entitySet: "customapirequestparameters",
    id: "customapirequestparameterid",
    name: "name",
  },
  {
    type: 10044,
    label: "Custom API response property",
    entitySet: "customapiresponseproperties",
    id: "customapiresponsepropertyid",
    name: "name",
  },
];

export function rowKind(type: number): RowKind | undefined {
  return ROW_KINDS.find(kind => kind.type === type);
}

export function isMetadata(type: number): boolean {
  return type in METADATA;
}

/** What a kind of component is called; by its number where it is not known here. */
export function kindLabel(type: number): string {
  return METADATA[type] ?? rowKind(type)?.label ?? `Component of type ${type}`;
}
