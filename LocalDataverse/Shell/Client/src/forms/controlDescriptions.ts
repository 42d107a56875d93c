import { bareId } from "../platform/rows";
import { childOf, childrenOf } from "../xml";

export interface DataSetBinding {
  viewId: string;
  targetTable: string;
  /** Empty: all rows of the view, not only those related to the form's row. */
  relationship: string;
  /** Column bound to each property-set, by the property-set's name. */
  propertySets: Map<string, string>;
}

export interface PropertyBinding {
  /** Static: the text is the value. Else it names a column of the form's row. */
  isStatic: boolean;
  type: string;
  text: string;
}

/** How a maker bound a custom control to its place on a form. */
export interface CustomControlBinding {
  /** prefix_Namespace.Constructor */
  name: string;
  /** Other form factors have another control. */
  isOneOfSeveral: boolean;
  dataSets: Map<string, DataSetBinding>;
  properties: Map<string, PropertyBinding>;
}

/** Columns of the form's row that a control's properties name. */
export function boundColumns(binding: CustomControlBinding): string[] {
  return [...binding.properties.values()]
    .filter(property => !property.isStatic && property.text !== "")
    .map(property => property.text);
}

const WEB = "2";
const TABLET = "1";
const PHONE = "0";

/** By the unique id of the control they are for, bare. A description that leaves the default control in place is not among them. */
export function parseControlDescriptions(form: Element): Map<string, CustomControlBinding> {
  const bindings = new Map<string, CustomControlBinding>();
  for (const description of childrenOf(childOf(form, "controlDescriptions"), "controlDescription")) {
    const named = childrenOf(description, "customControl").filter(control => control.getAttribute("name"));
    const chosen = [WEB, TABLET, PHONE]
      .map(factor => named.find(control => control.getAttribute("formFactor") === factor))
      .find(control => control !== undefined);
    const control = chosen ?? named[0];
    if (!control) continue;
    const isOneOfSeveral = named.some(other => other.getAttribute("name") !== control.getAttribute("name"));
    bindings.set(bareId(description.getAttribute("forControl") ?? ""), { ...readBinding(control), isOneOfSeveral });
  }
  return bindings;
}

function readBinding(control: Element): Omit<CustomControlBinding, "isOneOfSeveral"> {
  const parameters = Array.from(childOf(control, "parameters")?.children ?? []);
  const dataSets = parameters.filter(parameter => parameter.localName === "data-set");
  const properties = parameters.filter(parameter => parameter.localName !== "data-set");
  return {
    name: control.getAttribute("name") ?? "",
    dataSets: new Map(dataSets.map(dataSet => [dataSet.getAttribute("name") ?? "", readDataSet(dataSet)])),
    properties: new Map(
      properties.map(property => [
        property.localName,
        {
          isStatic: property.getAttribute("static") === "true",
          type: property.getAttribute("type") ?? "",
          text: property.textContent?.trim() ?? "",
        },
      ]),
    ),
  };
}

const OWN_SETTINGS = new Set([
  "ViewId",
  "IsUserView",
  "TargetEntityType",
  "EnableViewPicker",
  "RelationshipName",
  "FilteredViewIds",
]);

function readDataSet(dataSet: Element): DataSetBinding {
  const text = (name: string) => childOf(dataSet, name)?.textContent?.trim() ?? "";
  return {
    viewId: bareId(text("ViewId")),
    targetTable: text("TargetEntityType"),
    relationship: text("RelationshipName"),
    propertySets: new Map(
      Array.from(dataSet.children)
        .filter(child => !OWN_SETTINGS.has(child.localName))
        .map(child => [child.localName, child.textContent?.trim() ?? ""]),
    ),
  };
}
