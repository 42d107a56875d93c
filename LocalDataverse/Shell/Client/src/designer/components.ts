import { DataSetBinding, parseControlDescriptions } from "../forms/controlDescriptions";
import { bareId } from "../platform/rows";
import { childOf, childrenOf, whole } from "../xml";
import { append, cellOf, DesignError, editForm, idOf, partOf, rowsElement, sectionOf } from "./formEdit";

const CUSTOM_CONTROL_HOST = "{F9A8A302-114E-466A-B582-6771B2AE0D92}";
const DEFAULT_GRID = "{E7A81278-8635-4D9E-8D4D-59480B391C5B}";
const ENGLISH = "1033";
const LOCKED = "1";

/** Phone, tablet, web: a binding names each. */
const FORM_FACTORS = ["0", "1", "2"];

/** A property of a control with a value that the maker chose, the same for every row. */
export interface StaticProperty {
  name: string;
  /** Of the control's manifest: Enum, TwoOptions, SingleLine.Text ... */
  type: string;
  /** Empty: left to the control. */
  value: string;
}

/** How a maker binds a control of a data set. */
export interface ComponentBinding {
  /** prefix_Namespace.Constructor */
  control: string;
  label: string;
  /** The data set's name in the control's manifest. */
  dataSet: string;
  /** Logical name of the table whose rows are bound. */
  table: string;
  viewId: string;
  /** Schema name of the relationship to the form's table; empty: all rows of the view. */
  relationship: string;
  /** Those that the maker may choose; what else the form says of the control stays as it is. */
  properties: readonly StaticProperty[];
}

/** Where a component goes: before the cell that is named, else at the section's end. */
export interface CellPlace {
  sectionId: string;
  beforeCellId?: string;
}

/**
 * A component of a data set, in a row of its own.
 * @param newId Makes GUIDs.
 * @throws DesignError the place is no longer part of the form.
 */
export function addComponent(
  formXml: string,
  place: CellPlace,
  binding: ComponentBinding,
  newId: () => string,
): string {
  return editForm(formXml, form => {
    const section = sectionOf(form, place.sectionId);
    const row = append(rowsElement(section), "row");
    const cell = append(row, "cell", {
      id: braced(newId()),
      showlabel: "false",
      rowspan: "1",
      colspan: "1",
      auto: "false",
    });
    append(append(cell, "labels"), "label", { description: binding.label, languagecode: ENGLISH });
    const uniqueId = braced(newId());
    const control = append(cell, "control", {
      id: freeControlId(form, binding),
      indicationOfSubgrid: "true",
      classid: CUSTOM_CONTROL_HOST,
      uniqueid: uniqueId,
    });
    writeSubgrid(append(control, "parameters"), binding);
    const description = append(partOf(form, "controlDescriptions"), "controlDescription", { forControl: uniqueId });
    writeDescription(description, binding);
    if (place.beforeCellId) putRowBefore(form, row, place.beforeCellId);
  });
}

/**
 * Binds a component that is on the form anew: writes what differs from its binding of now, and leaves alone everything else that
 * another designer wrote.
 * @throws DesignError the cell is no longer part of the form, or holds no control of a data set.
 */
export function bindComponent(formXml: string, cellId: string, binding: ComponentBinding): string {
  return editForm(formXml, form => {
    const cell = cellOf(form, cellId);
    const control = childOf(cell, "control");
    const uniqueId = idOf(control ?? cell, "uniqueid");
    const description = descriptionOf(form, uniqueId);
    const bound = parseControlDescriptions(form).get(uniqueId);
    const dataSet = bound?.dataSets.get(binding.dataSet);
    if (!control || !description || !dataSet || bound?.name !== binding.control)
      throw new Error("This cell holds no component that can be bound.");
    rebindDataSet(childOf(control, "parameters") ?? append(control, "parameters"), "ViewIds", dataSet, binding);
    const changed = binding.properties.filter(({ name, value }) => (bound.properties.get(name)?.text ?? "") !== value);
    for (const custom of childrenOf(description, "customControl")) {
      if (custom.getAttribute("name") !== binding.control) continue;
      const parameters = childOf(custom, "parameters") ?? append(custom, "parameters");
      const own = childrenOf(parameters, "data-set").find(each => each.getAttribute("name") === binding.dataSet);
      if (own) rebindDataSet(own, "FilteredViewIds", dataSet, binding);
      for (const property of changed) writeProperty(parameters, property);
    }
  });
}

/** @param viewList The element that lists the views to choose from, where the view can be chosen. */
function rebindDataSet(element: Element, viewList: string, before: DataSetBinding, after: ComponentBinding): void {
  const set = (name: string, value: string) => {
    (childOf(element, name) ?? append(element, name)).textContent = value;
  };
  const isOtherTable = after.table !== before.targetTable;
  if (isOtherTable) set("TargetEntityType", after.table);
  if (after.relationship !== before.relationship) set("RelationshipName", after.relationship);
  if (!isOtherTable && bareId(after.viewId) === before.viewId) return;
  const view = braced(after.viewId);
  const listed = (childOf(element, viewList)?.textContent ?? "").split(",").map(id => bareId(id.trim()));
  const others = listed.filter(id => id !== "" && id !== before.viewId);
  set("ViewId", view);
  set("IsUserView", "false");
  if (isOtherTable || others.length === 0) set(viewList, view);
  else if (!listed.includes(bareId(view))) set(viewList, [...listed.map(braced), view].join(","));
  if (!isOtherTable || !childOf(element, "VisualizationId")) return;
  // The chart is the other table's.
  set("VisualizationId", "");
  set("IsUserChart", "false");
  set("ChartGridMode", "Grid");
}

/** Left empty, it is taken off the form. */
function writeProperty(parameters: Element, { name, type, value }: StaticProperty): void {
  const existing = childOf(parameters, name);
  if (!value) existing?.remove();
  else if (existing) existing.textContent = value;
  else append(parameters, name, { type, static: "true" }, value);
}

/** @throws DesignError the cell is no longer part of the form, or locked. */
export function removeCell(formXml: string, cellId: string): string {
  return editForm(formXml, form => {
    const cell = cellOf(form, cellId);
    if (cell.getAttribute("locklevel") === LOCKED)
      throw new DesignError("This is locked on the form and can't be removed.");
    const uniqueId = idOf(childOf(cell, "control") ?? cell, "uniqueid");
    if (uniqueId) descriptionOf(form, uniqueId)?.remove();
    takeOut(cell);
  });
}

/**
 * Moves a cell to a row of its own.
 * @throws DesignError the cell or the place is no longer part of the form.
 */
export function moveCell(formXml: string, cellId: string, place: CellPlace): string {
  if (place.beforeCellId && bareId(place.beforeCellId) === bareId(cellId)) return formXml;
  return editForm(formXml, form => {
    const cell = cellOf(form, cellId);
    const section = sectionOf(form, place.sectionId);
    takeOut(cell);
    const row = append(rowsElement(section), "row");
    row.append(cell);
    for (let more = rowSpanOf(cell); more > 1; more--) append(rowsElement(section), "row");
    if (place.beforeCellId) putRowBefore(form, row, place.beforeCellId);
  });
}

/** A cell goes with its row where it is alone in it, and with the empty rows that it spans; those that another cell spans stay. */
function takeOut(cell: Element): void {
  const row = cell.parentElement;
  cell.remove();
  if (!row || childOf(row, "cell")) return;
  const empty: Element[] = [row];
  for (let next = row.nextElementSibling; next && empty.length < rowSpanOf(cell); next = next.nextElementSibling) {
    if (next.children.length > 0) break;
    empty.push(next);
  }
  for (const each of empty.filter(candidate => !isSpanned(candidate))) each.remove();
}

function rowSpanOf(cell: Element): number {
  return whole(cell, "rowspan", 1);
}

/** A cell of an earlier row reaches into this one. */
function isSpanned(row: Element): boolean {
  let earlier = row.previousElementSibling;
  for (let distance = 1; earlier; distance++, earlier = earlier.previousElementSibling)
    if (childrenOf(earlier, "cell").some(cell => rowSpanOf(cell) > distance)) return true;
  return false;
}

/** With the empty rows that follow it: those its cell spans. */
function putRowBefore(form: Element, row: Element, beforeCellId: string): void {
  const target = cellOf(form, beforeCellId).parentElement;
  const rows = [row];
  for (let next = row.nextElementSibling; next && next.children.length === 0; next = next.nextElementSibling)
    rows.push(next);
  if (target?.parentElement) for (const each of rows) target.parentElement.insertBefore(each, target);
}

function writeSubgrid(parameters: Element, { table, viewId, relationship }: ComponentBinding): void {
  const view = braced(viewId);
  for (const [name, value] of [
    ["TargetEntityType", table],
    ["ViewId", view],
    ["IsUserView", "false"],
    ["RelationshipName", relationship],
    ["AutoExpand", "Fixed"],
    ["EnableQuickFind", "false"],
    ["EnableViewPicker", "false"],
    ["ViewIds", view],
    ["EnableJumpBar", "false"],
    ["ChartGridMode", "Grid"],
    ["VisualizationId", ""],
    ["IsUserChart", "false"],
    ["EnableChartPicker", "false"],
    ["RecordsPerPage", "10"],
  ] as const)
    append(parameters, name, {}, value);
}

function writeDescription(description: Element, binding: ComponentBinding): void {
  append(append(description, "customControl", { id: DEFAULT_GRID }), "parameters");
  for (const formFactor of FORM_FACTORS) {
    const control = append(description, "customControl", { formFactor, name: binding.control });
    const parameters = append(control, "parameters");
    const dataSet = append(parameters, "data-set", { name: binding.dataSet });
    append(dataSet, "ViewId", {}, braced(binding.viewId));
    append(dataSet, "IsUserView", {}, "false");
    append(dataSet, "TargetEntityType", {}, binding.table);
    append(dataSet, "EnableViewPicker", {}, "false");
    append(dataSet, "RelationshipName", {}, binding.relationship);
    append(dataSet, "FilteredViewIds", {}, braced(binding.viewId));
    for (const property of binding.properties) writeProperty(parameters, property);
  }
}

function descriptionOf(form: Element, uniqueId: string): Element | undefined {
  return childrenOf(childOf(form, "controlDescriptions"), "controlDescription").find(
    description => idOf(description, "forControl") === uniqueId,
  );
}

/** Subgrid_handlingtime, Subgrid_handlingtime1 ... : ids of controls are unique in a form. */
function freeControlId(form: Element, { control }: ComponentBinding): string {
  const taken = new Set(Array.from(form.getElementsByTagName("control")).map(element => element.getAttribute("id")));
  const stem = `Subgrid_${(control.split(".").pop() ?? control).toLowerCase()}`;
  for (let number = 0; ; number++) {
    const id = number === 0 ? stem : `${stem}${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Form XML writes GUIDs in braces. */
function braced(id: string): string {
  return `{${bareId(id)}}`;
}
