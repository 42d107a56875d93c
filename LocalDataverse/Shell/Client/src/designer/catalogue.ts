import { parseManifest } from "../pcf/manifest";
import { loadStrings } from "../pcf/resx";
import { Environment } from "../ui/Environment";
import { childOf, childrenOf, parseXml } from "../xml";

export interface ComponentProperty {
  name: string;
  label: string;
  description: string;
  /** Of the manifest: Enum, TwoOptions, SingleLine.Text, Whole.None ... */
  type: string;
  required: boolean;
  defaultValue: string;
  /** Values to choose from; empty: any text. */
  options: readonly { value: string; label: string }[];
}

/** A control that a maker can drag onto a form. */
export interface Component {
  /** prefix_Namespace.Constructor */
  name: string;
  label: string;
  description: string;
  dataSet: { name: string; label: string };
  properties: readonly ComponentProperty[];
}

/** The environment's controls over one data set, by their names in the maker's language. */
export async function loadComponents(environment: Environment): Promise<Component[]> {
  const rows = await environment.api.getAll("customcontrols?$select=name,manifest");
  const components = await Promise.all(
    rows.map(({ name, manifest }) => loadComponent(environment, String(name), String(manifest))),
  );
  return components
    .filter((component): component is Component => component !== undefined)
    .sort((left, right) => left.label.localeCompare(right.label));
}

async function loadComponent(
  { profile }: Environment,
  name: string,
  manifestXml: string,
): Promise<Component | undefined> {
  const manifest = parseManifest(manifestXml);
  const control = childOf(parseXml(manifestXml, "control's manifest"), "control");
  const dataSets = childrenOf(control, "data-set");
  const [dataSet] = dataSets;
  if (!control || !dataSet || dataSets.length > 1) return undefined;
  const strings = await loadStrings(`/WebResources/cc_${name}/`, manifest.resx, profile.languageId, readText);
  const text = (element: Element, key: string) => {
    const value = element.getAttribute(key) ?? "";
    return strings.get(value) ?? value;
  };
  return {
    name,
    label: text(control, "display-name-key") || name,
    description: text(control, "description-key"),
    dataSet: {
      name: dataSet.getAttribute("name") ?? "",
      label: text(dataSet, "display-name-key") || (dataSet.getAttribute("name") ?? ""),
    },
    properties: childrenOf(control, "property")
      .filter(property => property.getAttribute("usage") === "input")
      .map(property => toProperty(property, text, manifest.properties)),
  };
}

function toProperty(
  property: Element,
  text: (element: Element, key: string) => string,
  declared: readonly { name: string; type: string; defaultText: string | undefined }[],
): ComponentProperty {
  const name = property.getAttribute("name") ?? "";
  const known = declared.find(candidate => candidate.name === name);
  const type = known?.type ?? "SingleLine.Text";
  const values = childrenOf(property, "value").map(value => {
    const raw = value.textContent?.trim() ?? "";
    return { value: raw, label: text(value, "display-name-key") || raw };
  });
  return {
    name,
    label: text(property, "display-name-key") || name,
    description: text(property, "description-key"),
    type,
    required: property.getAttribute("required") === "true",
    defaultValue: known?.defaultText ?? "",
    options: type === "TwoOptions" && values.length === 0 ? ["true", "false"].map(plain) : values,
  };
}

function plain(value: string): { value: string; label: string } {
  return { value, label: value };
}

async function readText(url: string): Promise<string> {
  const response = await window.fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url} could not be read: the server answered ${response.status}.`);
  return response.text();
}
