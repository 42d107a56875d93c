import { childOf, childrenOf, parseXml } from "../xml";

export interface ManifestProperty {
  name: string;
  /** SingleLine.Text, Whole.None, TwoOptions, Enum, Lookup.Simple ... The first of its group where it has a type group. */
  type: string;
  usage: string;
  /** Undefined: none given. */
  defaultText: string | undefined;
}

export interface ManifestDataSet {
  name: string;
  propertySets: string[];
}

/** The parts of a control's manifest that running it needs. */
export interface Manifest {
  /** Namespace.Constructor, the name under which the bundle registers itself. */
  registeredName: string;
  isVirtual: boolean;
  dataSets: ManifestDataSet[];
  properties: ManifestProperty[];
  /** Paths inside the control, as the manifest orders them. */
  code: string[];
  css: string[];
  resx: string[];
  platformLibraries: { name: string; version: string }[];
}

/** @throws Error not a control manifest. */
export function parseManifest(text: string): Manifest {
  const control = childOf(parseXml(text, "control's manifest"), "control");
  if (!control) throw new Error("The manifest has no control element.");
  const resources = childOf(control, "resources");
  const paths = (name: string) =>
    childrenOf(resources, name)
      .sort((left, right) => Number(left.getAttribute("order") ?? 0) - Number(right.getAttribute("order") ?? 0))
      .map(element => element.getAttribute("path") ?? "");
  return {
    registeredName: `${control.getAttribute("namespace") ?? ""}.${control.getAttribute("constructor") ?? ""}`,
    isVirtual: control.getAttribute("control-type") === "virtual",
    dataSets: childrenOf(control, "data-set").map(dataSet => ({
      name: dataSet.getAttribute("name") ?? "",
      propertySets: childrenOf(dataSet, "property-set").map(set => set.getAttribute("name") ?? ""),
    })),
    properties: childrenOf(control, "property").map(property => readProperty(control, property)),
    code: paths("code"),
    css: paths("css"),
    resx: paths("resx"),
    platformLibraries: childrenOf(resources, "platform-library").map(library => ({
      name: library.getAttribute("name") ?? "",
      version: library.getAttribute("version") ?? "",
    })),
  };
}

function readProperty(control: Element, property: Element): ManifestProperty {
  const values = childrenOf(property, "value");
  const standard = values.find(value => value.getAttribute("default") === "true") ?? values[0];
  return {
    name: property.getAttribute("name") ?? "",
    type: property.getAttribute("of-type") ?? firstOfGroup(control, property.getAttribute("of-type-group")),
    usage: property.getAttribute("usage") ?? "bound",
    defaultText: property.getAttribute("default-value") ?? standard?.textContent?.trim(),
  };
}

function firstOfGroup(control: Element, group: string | null): string {
  const found = childrenOf(control, "type-group").find(candidate => candidate.getAttribute("name") === group);
  return childOf(found, "type")?.textContent?.trim() ?? "SingleLine.Text";
}
