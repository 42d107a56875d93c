import { bareId } from "../platform/rows";
import { childOf, childrenOf, descend, flag, parseXml, whole } from "../xml";
import { ControlKind, kindOfClass } from "./classIds";
import { boundColumns, CustomControlBinding, parseControlDescriptions } from "./controlDescriptions";
import { DisplayConditions, readDisplayConditions } from "./displayConditions";

export interface FormControl {
  id: string;
  kind: ControlKind;
  /** The column it is bound to; undefined for subgrids and other controls of no column. */
  column: string | undefined;
  disabled: boolean;
  /** Lower-case names: targetentitytype, viewid, relationshipname ... */
  parameters: Map<string, string>;
  custom: CustomControlBinding | undefined;
}

export interface FormCell {
  id: string;
  label: string;
  showLabel: boolean;
  visible: boolean;
  rowSpan: number;
  colSpan: number;
  /** Undefined: a spacer. */
  control: FormControl | undefined;
}

export interface FormSection {
  id: string;
  name: string;
  label: string;
  showLabel: boolean;
  visible: boolean;
  /** 1 to 4. */
  columns: number;
  rows: FormCell[][];
}

export interface FormTab {
  id: string;
  name: string;
  label: string;
  visible: boolean;
  columns: { width: string; sections: FormSection[] }[];
}

export interface FormHandler {
  event: string;
  /** The column or control it hangs on; undefined for form events. */
  target: string | undefined;
  functionName: string;
  library: string;
  passContext: boolean;
  parameters: string;
}

export interface FormDefinition {
  id: string;
  name: string;
  tabs: FormTab[];
  header: FormCell[];
  footer: FormCell[];
  libraries: string[];
  handlers: FormHandler[];
  display: DisplayConditions;
}

/**
 * Reads systemform.formxml.
 * @throws Error not well-formed, or no form in it.
 */
export function parseForm(id: string, name: string, formXml: string, languageId: number): FormDefinition {
  const root = parseXml(formXml, `form "${name}"`);
  // systemform.formxml holds the form element itself; solution files wrap it.
  const form = root.localName === "form" ? root : root.getElementsByTagName("form")[0];
  if (!form) throw new Error(`The form "${name}" has no form element.`);
  const customs = parseControlDescriptions(form);
  const read = (cell: Element) => readCell(cell, languageId, customs);
  return {
    id: bareId(id),
    name,
    tabs: childrenOf(descend(form, "tabs"), "tab").map(tab => readTab(tab, languageId, read)),
    header: childrenOf(descend(form, "header", "rows"), "row").flatMap(row => childrenOf(row, "cell").map(read)),
    footer: childrenOf(descend(form, "footer", "rows"), "row").flatMap(row => childrenOf(row, "cell").map(read)),
    libraries: childrenOf(descend(form, "formLibraries"), "Library").map(library => library.getAttribute("name") ?? ""),
    handlers: childrenOf(descend(form, "events"), "event").flatMap(readHandlers),
    display: readDisplayConditions(form),
  };
}

function readTab(tab: Element, languageId: number, read: (cell: Element) => FormCell): FormTab {
  return {
    id: tab.getAttribute("id") ?? "",
    name: tab.getAttribute("name") ?? "",
    label: readLabel(tab, languageId),
    visible: flag(tab, "visible", true),
    columns: childrenOf(childOf(tab, "columns"), "column").map(column => ({
      width: column.getAttribute("width") ?? "100%",
      sections: childrenOf(childOf(column, "sections"), "section").map(section => ({
        id: section.getAttribute("id") ?? "",
        name: section.getAttribute("name") ?? "",
        label: readLabel(section, languageId),
        showLabel: flag(section, "showlabel", true),
        visible: flag(section, "visible", true),
        columns: columnCount(section),
        rows: childrenOf(childOf(section, "rows"), "row").map(row => childrenOf(row, "cell").map(read)),
      })),
    })),
  };
}

/** A number, or one digit a column: "3" and "111" both mean three. */
function columnCount(section: Element): number {
  const text = section.getAttribute("columns") ?? "1";
  const count = text.length > 1 ? text.length : Number.parseInt(text, 10);
  return Math.min(Math.max(count || 1, 1), 4);
}

function readCell(cell: Element, languageId: number, customs: Map<string, CustomControlBinding>): FormCell {
  const control = childOf(cell, "control");
  return {
    id: cell.getAttribute("id") ?? "",
    label: readLabel(cell, languageId),
    showLabel: flag(cell, "showlabel", true),
    visible: flag(cell, "visible", true),
    rowSpan: whole(cell, "rowspan", 1),
    colSpan: whole(cell, "colspan", 1),
    control: control && readControl(control, customs),
  };
}

function readControl(control: Element, customs: Map<string, CustomControlBinding>): FormControl {
  const parameters = new Map(
    Array.from(childOf(control, "parameters")?.children ?? []).map(parameter => [
      parameter.localName.toLowerCase(),
      parameter.textContent?.trim() ?? "",
    ]),
  );
  const kind = kindOfClass(control.getAttribute("classid") ?? "");
  return {
    id: control.getAttribute("id") ?? "",
    kind,
    column: control.getAttribute("datafieldname") ?? undefined,
    disabled: flag(control, "disabled", false),
    parameters,
    custom: customs.get(bareId(control.getAttribute("uniqueid") ?? "")),
  };
}

function readHandlers(event: Element): FormHandler[] {
  return [...childrenOf(event, "Handlers"), ...childrenOf(event, "InternalHandlers")]
    .flatMap(handlers => childrenOf(handlers, "Handler"))
    .filter(handler => flag(handler, "enabled", true))
    .map(handler => ({
      event: (event.getAttribute("name") ?? "").toLowerCase(),
      target: event.getAttribute("attribute") ?? event.getAttribute("control") ?? undefined,
      functionName: handler.getAttribute("functionName") ?? "",
      library: handler.getAttribute("libraryName") ?? "",
      passContext: flag(handler, "passExecutionContext", false),
      parameters: handler.getAttribute("parameters") ?? "",
    }));
}

const ENGLISH = 1033;

function readLabel(element: Element, languageId: number): string {
  const labels = childrenOf(childOf(element, "labels"), "label");
  const inLanguage = (lcid: number) => labels.find(label => label.getAttribute("languagecode") === String(lcid));
  return (inLanguage(languageId) ?? inLanguage(ENGLISH) ?? labels[0])?.getAttribute("description") ?? "";
}

/** The cells of all tabs, one after the other. */
export function cellsOf(form: FormDefinition): FormCell[] {
  return form.tabs.flatMap(tab =>
    tab.columns.flatMap(column => column.sections.flatMap(section => section.rows.flat())),
  );
}

/** Columns that the form shows, or that its custom controls are bound to beside the one they stand for. */
export function columnsOf(form: FormDefinition): string[] {
  return controlsOf(form).flatMap(control => [
    ...(control.column ? [control.column] : []),
    ...(control.custom ? boundColumns(control.custom) : []),
  ]);
}

/** Every control of the form, header and footer included. */
export function controlsOf(form: FormDefinition): FormControl[] {
  return [...form.header, ...cellsOf(form), ...form.footer].flatMap(cell => (cell.control ? [cell.control] : []));
}
