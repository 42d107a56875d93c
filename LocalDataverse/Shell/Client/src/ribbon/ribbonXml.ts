import { ApiRow } from "../platform/webApi";
import { childOf, childrenOf, descend, flag, parseXml, whole } from "../xml";

/** A value handed to a function: text, a number, a yes/no, or something of the form, by its name. */
export type Parameter = { kind: "value"; value: string | number | boolean } | { kind: "context"; name: string };

export interface FunctionCall {
  /** Web resource. */
  library: string;
  /** Path from the window. */
  functionName: string;
  parameters: Parameter[];
}

/** One test; the whole of a rule holds when all its tests hold. */
export type Test =
  | ({ kind: "custom"; fallback: boolean; inverted: boolean } & FunctionCall)
  | { kind: "formState"; state: string; inverted: boolean }
  | { kind: "value"; column: string; value: string; inverted: boolean }
  | { kind: "table"; table: string; inverted: boolean }
  /** Holds when all tests of any branch hold. */
  | { kind: "or"; branches: Test[][] };

/** A command that a solution brought to a form's command bar. */
export interface RibbonCommand {
  /** Of its button. */
  id: string;
  label: string;
  /** Enable and display rules; the command shows when all hold. */
  tests: Test[];
  actions: FunctionCall[];
}

export interface RibbonRows {
  differences: ApiRow[];
  commands: ApiRow[];
  rules: ApiRow[];
}

const STANDARD = 0;
const LOCALIZED_LABELS = 3;
const ENABLE = 1;
const BASE_LANGUAGE = 1033;
const WEB_RESOURCE = "$webresource:";
const LABEL = "$LocLabels:";

/** The commands of one table's main form, in the order of the command bar. */
export function parseRibbon({ differences, commands, rules }: RibbonRows, languageId: number): RibbonCommand[] {
  const labels = new Map(
    differences
      .filter(row => row.difftype === LOCALIZED_LABELS)
      .map(row => [text(row.diffid), labelOf(parseXml(text(row.rdx), "label of a command"), languageId)]),
  );
  const definitions = new Map(
    commands.map(row => [text(row.command), parseXml(text(row.commanddefinition), "command definition")]),
  );
  const tests = new Map(
    rules.map(row => [
      ruleKey(row.ruletype === ENABLE, text(row.ruleid)),
      testsOf(parseXml(text(row.ruledefinition), "rule")),
    ]),
  );
  return differences
    .filter(row => row.difftype === STANDARD)
    .map(row => parseXml(text(row.rdx), "change of the command bar"))
    .sort((left, right) => whole(left, "Sequence", 0) - whole(right, "Sequence", 0))
    .flatMap(action => childrenOf(descend(action, "CommandUIDefinition"), "Button"))
    .map(button => {
      const definition = definitions.get(attribute(button, "Command"));
      const label = attribute(button, "LabelText");
      return {
        id: attribute(button, "Id"),
        label: label.startsWith(LABEL) ? (labels.get(label.slice(LABEL.length)) ?? label) : label,
        tests: [...referred(definition, "EnableRule"), ...referred(definition, "DisplayRule")].flatMap(
          key => tests.get(key) ?? [],
        ),
        actions: childrenOf(childOf(definition, "Actions"), "JavaScriptFunction").map(callOf),
      };
    });
}

/** Enable and display rules have their names each for themselves. */
function ruleKey(isEnableRule: boolean, id: string): string {
  return `${isEnableRule ? "EnableRule" : "DisplayRule"} ${id}`;
}

function referred(definition: Element | undefined, kind: "EnableRule" | "DisplayRule"): string[] {
  return childrenOf(childOf(definition, `${kind}s`), kind).map(rule =>
    ruleKey(kind === "EnableRule", attribute(rule, "Id")),
  );
}

function testsOf(rule: Element): Test[] {
  return Array.from(rule.children).map(testOf);
}

function testOf(element: Element): Test {
  const inverted = flag(element, "InvertResult", false);
  switch (element.localName) {
    case "CustomRule":
      return { kind: "custom", fallback: flag(element, "Default", false), inverted, ...callOf(element) };
    case "FormStateRule":
      return { kind: "formState", state: attribute(element, "State"), inverted };
    case "ValueRule":
      return { kind: "value", column: attribute(element, "Field"), value: attribute(element, "Value"), inverted };
    case "EntityRule":
    case "FormEntityContextRule":
      return { kind: "table", table: attribute(element, "EntityName"), inverted };
    case "OrRule":
      return { kind: "or", branches: childrenOf(element, "Or").map(testsOf) };
    default:
      throw new Error(`The command bar knows no rule ${element.localName}.`);
  }
}

function callOf(element: Element): FunctionCall {
  const library = attribute(element, "Library");
  return {
    library: library.startsWith(WEB_RESOURCE) ? library.slice(WEB_RESOURCE.length) : library,
    functionName: attribute(element, "FunctionName"),
    parameters: Array.from(element.children).map(parameterOf),
  };
}

function parameterOf(element: Element): Parameter {
  const value = attribute(element, "Value");
  switch (element.localName) {
    case "CrmParameter":
      return { kind: "context", name: value };
    case "BoolParameter":
      return { kind: "value", value: flag(element, "Value", false) };
    case "IntParameter":
    case "DecimalParameter":
      return { kind: "value", value: Number(value) };
    default:
      return { kind: "value", value };
  }
}

function labelOf(label: Element, languageId: number): string {
  const titles = childrenOf(childOf(label, "Titles"), "Title");
  const inLanguage = (id: number) => titles.find(title => whole(title, "languagecode", 0) === id);
  return (inLanguage(languageId) ?? inLanguage(BASE_LANGUAGE) ?? titles[0])?.getAttribute("description") ?? "";
}

function attribute(element: Element, name: string): string {
  return element.getAttribute(name) ?? "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
