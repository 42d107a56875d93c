import { parseXml } from "../xml";

/** What became of one component in an import. */
export interface LogEntry {
  /** As the log names the kind: entity, attribute, systemform ... */
  kind: string;
  name: string;
  result: string;
  message: string;
}

const FAILURE = "failure";

/** Kinds as the log writes them, in words. */
const KINDS: Record<string, string> = {
  entity: "Table",
  attribute: "Column",
  optionSet: "Choice",
  entityRelationship: "Relationship",
  securityrole: "Security role",
  savedquery: "View",
  visualization: "Chart",
  form: "Form",
  webResource: "Web resource",
  siteMap: "Site map",
  appModule: "App",
  customControl: "Custom control",
  SolutionPluginAssembly: "Plugin",
  SdkMessageProcessingStep: "Step",
  solutionManifest: "Solution",
  other: "Other",
};

export function isFailure(entry: LogEntry): boolean {
  return entry.result === FAILURE;
}

/**
 * The log of an import, importjob.data: failures first, else in the order in which components were imported.
 * @throws Error it is no XML.
 */
export function parseImportLog(data: string): LogEntry[] {
  const results = Array.from(parseXml(data, "import log").getElementsByTagName("result"));
  const entries = results.map(result => {
    const item = result.parentElement;
    const kind = item?.localName ?? "";
    return {
      kind: KINDS[kind] ?? kind,
      name: item?.getAttribute("LocalizedName") || item?.getAttribute("id") || item?.getAttribute("name") || "",
      result: result.getAttribute("result") ?? "",
      message: result.getAttribute("errortext") ?? "",
    };
  });
  return [...entries.filter(isFailure), ...entries.filter(entry => !isFailure(entry))];
}
