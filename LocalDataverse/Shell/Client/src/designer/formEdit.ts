import { bareId } from "../platform/rows";
import { childOf, childrenOf, descend, parseXml } from "../xml";

/** What a maker did that can't be done; the sentence is for the maker. */
export class DesignError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DesignError";
  }
}

/** Order of the parts of a form, as forms that the designer saved have them. */
const PARTS = [
  "hiddencontrols",
  "tabs",
  "header",
  "footer",
  "events",
  "formLibraries",
  "externaldependencies",
  "clientresources",
  "Navigation",
  "controlDescriptions",
  "DisplayConditions",
];

/**
 * One change of a form's XML; everything else in it stays as it was.
 * @throws DesignError the change can't be made.
 * @throws Error the XML is not well-formed, or no form.
 */
export function editForm(formXml: string, change: (form: Element) => void): string {
  const root = parseXml(formXml, "form");
  const form = root.localName === "form" ? root : root.getElementsByTagName("form")[0];
  if (!form) throw new Error("There is no form element in the form's XML.");
  change(form);
  return new XMLSerializer().serializeToString(root);
}

/** The part of that name, made in its place where the form has none. */
export function partOf(form: Element, name: string): Element {
  const existing = childOf(form, name);
  if (existing) return existing;
  const part = append(form, name);
  const later = PARTS.slice(PARTS.indexOf(name) + 1);
  form.insertBefore(part, Array.from(form.children).find(child => later.includes(child.localName)) ?? null);
  return part;
}

/** A child at the end, with attributes and text. */
export function append(
  parent: Element,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  text = "",
): Element {
  const element = parent.ownerDocument.createElementNS(null, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  if (text) element.textContent = text;
  parent.append(element);
  return element;
}

/** @throws DesignError the form has no such section any more. */
export function sectionOf(form: Element, sectionId: string): Element {
  const found = sectionsOf(form).find(section => idOf(section) === bareId(sectionId));
  if (!found) throw new DesignError("This section is no longer part of the form.");
  return found;
}

/** @throws DesignError the form has no such cell any more. */
export function cellOf(form: Element, cellId: string): Element {
  const cells = sectionsOf(form).flatMap(section => rowsOf(section).flatMap(row => childrenOf(row, "cell")));
  const found = cells.find(cell => idOf(cell) === bareId(cellId));
  if (!found) throw new DesignError("This is no longer part of the form.");
  return found;
}

function rowsOf(section: Element): Element[] {
  return childrenOf(childOf(section, "rows"), "row");
}

/** The rows of a section, made where it has none. */
export function rowsElement(section: Element): Element {
  return childOf(section, "rows") ?? append(section, "rows");
}

/** A form's id of anything, bare. */
export function idOf(element: Element, attribute = "id"): string {
  return bareId(element.getAttribute(attribute) ?? "");
}

function sectionsOf(form: Element): Element[] {
  return childrenOf(descend(form, "tabs"), "tab")
    .flatMap(tab => childrenOf(childOf(tab, "columns"), "column"))
    .flatMap(column => childrenOf(childOf(column, "sections"), "section"));
}
